import { declined, type Fitted, type Model } from '../contract.ts'
import { checkUpdate, validate } from '../validation.ts'
import { evenDemand, insertSize, verbsOf } from './verbs.ts'

interface State {
  readonly alpha: number
  readonly beta: number
  /** Smoothed size of a demand, and smoothed chance that a period has one. */
  readonly size: number
  readonly chance: number
  readonly sizes: Float64Array
}

/**
 * The method of Teunter, Syntetos & Babai (2011) for intermittent demand that may end: the chance of a demand is smoothed
 * with `beta` in every period, so that the forecast fades while nothing is sold; sizes are smoothed with `alpha`.
 */
export function tsb({ alpha = 0.1, beta = 0.1 } = {}): Model {
  return {
    name: 'TSB',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const negative = valid.y.find((value) => value < 0)
      if (negative !== undefined)
        return declined(`TSB needs values of zero or more; got ${negative}. Use ETS or Theta.`)
      const sizes = valid.y.filter((value) => value > 0)
      if (sizes.length === 0) return declined('TSB needs a demand above zero; got none. Use the mean model.')
      const start = { alpha, beta, size: sizes[0]!, chance: sizes.length / valid.observed, sizes: sizes.toSorted() }
      return fittedAt(valid.y.reduce(seen, start))
    },
  }
}

function seen(state: State, value: number): State {
  if (Number.isNaN(value)) return state
  const { alpha, beta, size, chance } = state
  if (value <= 0) return { ...state, chance: chance - beta * chance }
  return { ...state, chance: chance + beta * (1 - chance), size: size + alpha * (value - size) }
}

function fittedAt(state: State): Fitted {
  return {
    kind: 'fitted',
    name: 'TSB',
    ...verbsOf(evenDemand(state.chance * state.size, state)),
    update(value) {
      const next = seen(state, Math.max(0, checkUpdate(value)))
      return fittedAt(value > 0 ? { ...next, sizes: insertSize(state.sizes, value) } : next)
    },
  }
}
