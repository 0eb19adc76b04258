import { type Declined, declined, type Fitted, type Model } from '../../contract.ts'
import { minimise } from '../../numerics/least-squares.ts'
import { checkUpdate, type Validated, validate } from '../../validation.ts'
import { verbsOf } from '../verbs.ts'
import { type CountLaw, countQuantile, logProbability } from './negative-binomial.ts'

/** A fitted count model also gives the whole law of each coming period. */
export interface FittedCounts extends Fitted {
  /** Mean and spread of the demand `step` periods ahead (1 is the next), and the unit in which it is counted. */
  lawAhead(step: number): CountLaw & { readonly unit: number }
  update(value: number): FittedCounts
}

/** The model as `counts` returns it. */
export interface CountsModel extends Model {
  fit(...given: Parameters<Model['fit']>): FittedCounts | Declined
}

/**
 * A distribution for intermittent demand (Snyder, Ord & Beaumont 2012): counts are negative binomial with a mean that is
 * smoothed and drawn back to its long-run value. Constants by maximum likelihood. Intervals are quantiles of the law at each
 * step, whose spread grows by what the mean may wander.
 *
 *   y ~ NB(mean m, variance m s),  m' = mu (1 - phi) + phi m + alpha (y - m),  phi = 1 for no drawing back
 */
export function counts(): CountsModel {
  return {
    name: 'counts',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitCounts(valid)
    },
  }
}

interface State {
  readonly mu: number
  readonly alpha: number
  readonly phi: number
  readonly spread: number
  readonly mean: number
  readonly unit: number
}

function fitCounts(valid: Validated): FittedCounts | Declined {
  const known = valid.y.filter((value) => !Number.isNaN(value))
  const negative = known.find((value) => value < 0)
  if (negative !== undefined) return declined(`counts needs values of zero or more; got ${negative}. Use ETS or Theta.`)
  if (known.length < 6) return declined(`counts needs at least 6 values; got ${known.length}. Use the mean model.`)
  const average = known.reduce((sum, value) => sum + value, 0) / known.length
  if (average === 0) return declined('counts needs a demand above zero; got none. Use the naive model.')
  const unit = unitOf(known)
  const y = valid.y.map((value) => Math.round(value / unit))
  const center = average / unit
  const found = [search(y, center, true), search(y, center, false)]
  const best = found[0]!.cost + 1 < found[1]!.cost ? found[0]! : found[1]!
  return fittedAt({ ...best.state, unit })
}

/** Whole numbers are counted in ones as long as they are small; anything else in hundredths of its mean size. */
function unitOf(known: Float64Array): number {
  const sizes = known.filter((value) => value > 0)
  const divisor = sizes.every(Number.isInteger) ? sizes.reduce(greatestDivisor) : 0
  const mean = sizes.reduce((sum, value) => sum + value, 0) / sizes.length
  return divisor > 0 && mean / divisor <= 1e4 ? divisor : mean / 100
}

function greatestDivisor(a: number, b: number): number {
  let [large, small] = [a, b]
  while (small > 0) [large, small] = [small, large % small]
  return large
}

/** -log likelihood is a sum of the squares of sqrt(-log p), so least squares finds its minimum. */
function search(y: Float64Array, center: number, returns: boolean): { state: Omit<State, 'unit'>; cost: number } {
  const read = (p: Float64Array) => ({ mu: p[0]!, alpha: p[1]!, spread: p[2]!, phi: returns ? p[3]! : 1 })
  let end = center
  function residuals(p: Float64Array, out: Float64Array): number {
    const model = read(p)
    let mean = model.mu
    let sum = 0
    for (let t = 0; t < y.length; t++) {
      const value = y[t]!
      out[t] = 0
      if (Number.isNaN(value)) continue
      const cost = -logProbability({ mean, spread: model.spread }, value)
      out[t] = Math.sqrt(Math.max(0, cost))
      sum += Math.max(0, cost)
      mean = Math.max(1e-9 * center, (1 - model.phi) * model.mu + model.phi * mean + model.alpha * (value - mean))
    }
    end = mean
    return Number.isNaN(sum) ? Number.POSITIVE_INFINITY : sum
  }
  const variance = y.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : (value - center) ** 2), 0) / y.length
  const spread = Math.max(1.05, variance / center)
  const start = Float64Array.of(center, 0.1, spread, ...(returns ? [0.8] : []))
  const lower = Float64Array.of(1e-6 * center, 0.005, 1, ...(returns ? [0.3] : []))
  const upper = Float64Array.of(20 * center, 0.5, 1e6 * spread, ...(returns ? [0.99] : []))
  const { point, cost } = minimise({ size: y.length, start, lower, upper, residuals })
  residuals(point, new Float64Array(y.length))
  return { state: { ...read(point), mean: end }, cost }
}

function fittedAt(state: State): FittedCounts {
  return {
    kind: 'fitted',
    name: state.phi === 1 ? 'counts' : 'counts, drawn to their mean',
    lawAhead: (step) => ({ ...lawsAhead(state, step)[step - 1]!, unit: state.unit }),
    ...verbsOf((horizon) => {
      const laws = lawsAhead(state, horizon)
      return {
        mean: Float64Array.from(laws, (law) => law.mean * state.unit),
        quantile: (p) => Float64Array.from(laws, (law) => countQuantile(law, p) * state.unit),
      }
    }),
    update(value) {
      if (Number.isNaN(checkUpdate(value))) return fittedAt(state)
      const { mu, phi, alpha, mean, unit } = state
      const next = (1 - phi) * mu + phi * mean + alpha * (Math.max(0, value) / unit - mean)
      return fittedAt({ ...state, mean: Math.max(1e-9 * mu, next) })
    },
  }
}

/** The mean returns to mu; its variance adds alpha^2 var(y) a step and shrinks by phi^2. */
function lawsAhead({ mu, phi, alpha, spread, mean }: State, horizon: number): CountLaw[] {
  const laws: CountLaw[] = []
  let expected = mean
  let wander = 0
  for (let h = 0; h < horizon; h++) {
    laws.push({ mean: expected, spread: spread + wander / Math.max(expected, 1e-12) })
    wander = phi * phi * wander + alpha * alpha * (expected * spread + wander)
    expected = (1 - phi) * mu + phi * expected
  }
  return laws
}
