import { type Declined, declined, type Fitted, type Model } from '../contract.ts'
import { checkUpdate, validate } from '../validation.ts'
import { evenDemand, insertSize, verbsOf } from './verbs.ts'

interface State {
  readonly name: string
  readonly alpha: number
  /** The factor on the mean: 1 for Croston, 1 - alpha/2 for SBA. */
  readonly factor: number
  /** Smoothed size of a demand and smoothed number of periods between demands. */
  readonly size: number
  readonly gap: number
  /** Periods since the last demand. */
  readonly waiting: number
  /** The sizes seen, sorted: the distribution behind the intervals. */
  readonly sizes: Float64Array
}

/** Croston's method (1972) for intermittent demand: demand sizes and the gaps between them are smoothed apart. */
export function croston({ alpha = 0.1 } = {}): Model {
  return intermittentModel({ name: 'Croston', alpha, factor: 1 })
}

/** The Syntetos-Boylan approximation (2005): Croston's method with its bias of about alpha/2 taken off. */
export function sba({ alpha = 0.1 } = {}): Model {
  return intermittentModel({ name: 'SBA', alpha, factor: 1 - alpha / 2 })
}

function intermittentModel({ name, alpha, factor }: { name: string; alpha: number; factor: number }): Model {
  return {
    name,
    fit(series, options): Fitted | Declined {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const negative = valid.y.find((value) => value < 0)
      if (negative !== undefined)
        return declined(`${name} needs values of zero or more; got ${negative}. Use ETS or Theta.`)
      const sizes = valid.y.filter((value) => value > 0)
      if (sizes.length < 2)
        return declined(`${name} needs at least 2 demands above zero; got ${sizes.length}. Use the mean model.`)
      const state = { name, alpha, factor, size: Number.NaN, gap: Number.NaN, waiting: 0, sizes: sizes.sort() }
      return fittedAt(valid.y.reduce(seen, state))
    },
  }
}

/** The state one period later; the first demand starts the size and the first gap. Missing periods pass without counting. */
function seen(state: State, value: number): State {
  if (Number.isNaN(value)) return state
  const waiting = state.waiting + 1
  if (value <= 0) return { ...state, waiting }
  if (Number.isNaN(state.size)) return { ...state, size: value, gap: waiting, waiting: 0 }
  const { alpha, size, gap } = state
  return { ...state, size: size + alpha * (value - size), gap: gap + alpha * (waiting - gap), waiting: 0 }
}

function fittedAt(state: State): Fitted {
  const { name, factor, size, gap, sizes } = state
  return {
    kind: 'fitted',
    name,
    ...verbsOf(evenDemand((factor * size) / gap, { chance: Math.min(1, 1 / gap), sizes })),
    update(value) {
      const next = seen(state, Math.max(0, checkUpdate(value)))
      return fittedAt(value > 0 ? { ...next, sizes: insertSize(sizes, value) } : next)
    },
  }
}
