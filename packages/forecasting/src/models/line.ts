import { type Declined, declined, type Fitted, type Model } from '../contract.ts'
import { normalForecast } from '../intervals/intervals.ts'
import { isShort, maybeSeasonal } from '../season/seasonality.ts'
import { lineAndSeason } from '../season/short-season.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkRequest, checkUpdate, type Validated, validate } from '../validation.ts'

/** A straight line through all values by least squares, with seasonal indices beside it where there is a season. Needs 5 values. */
export function line(): Model {
  return {
    name: 'straight line',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitLine(valid)
    },
  }
}

/** A line fits exactly when what it leaves is below this share of the variance of the values. */
const exact = 1e-6
const leastForExact = 8

/** True where a straight line (with a season) explains all there is: rounding remains. */
export function isOnLine(valid: Validated): boolean {
  const fitted = stateOf(valid)
  if (!fitted || valid.observed < valid.y.length || valid.y.length < leastForExact) return false
  const { y } = valid
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  const variance = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length
  return fitted.slope !== 0 && fitted.noise < exact * variance
}

interface State {
  readonly valid: Validated
  readonly level: number
  readonly slope: number
  readonly indices: Float64Array
  readonly noise: number
}

const fewest = 5

function fitLine(valid: Validated): Fitted | Declined {
  const state = stateOf(valid)
  if (state) return fittedAt(state)
  return declined(`A line needs at least ${fewest} values; got ${valid.observed}. Use the mean model.`)
}

function stateOf(valid: Validated): State | undefined {
  const { y, observed, seasonLength: m } = valid
  if (observed < fewest) return undefined
  const filled = interpolate(y)
  const seasonal = m > 1 && isShort(filled, m) && maybeSeasonal(filled, m)
  const { indices, left, noise } = lineAndSeason(filled, seasonal ? m : 1)
  const level = filled[0]! - left[0]!
  const slope = (filled[filled.length - 1]! - left[left.length - 1]! - level) / (filled.length - 1)
  return { valid, level, slope, indices, noise: Math.max(0, noise) }
}

function fittedAt(state: State): Fitted {
  const { valid, level, slope, indices, noise } = state
  const n = valid.y.length
  return {
    kind: 'fitted',
    name: 'straight line',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const [mean, deviation] = [new Float64Array(horizon), new Float64Array(horizon)]
      for (let h = 0; h < horizon; h++) {
        const t = n + h
        mean[h] = level + slope * t + indices[t % indices.length]!
        const apart = t - (n - 1) / 2
        deviation[h] = Math.sqrt(noise * (1 + 1 / n + (12 * apart * apart) / (n * (n * n - 1))))
      }
      return normalForecast({ mean, deviation, levels, nonNegative: valid.nonNegative })
    },
    update(value) {
      const y = new Float64Array(n + 1)
      y.set(valid.y)
      y[n] = checkUpdate(value)
      const next = fitLine({ ...valid, y, observed: valid.observed + (Number.isNaN(value) ? 0 : 1) })
      if (next.kind === 'declined') throw new Error(next.reason)
      return next
    },
  }
}
