import { normalForecast } from './bands.ts'
import { type Declined, declined, type Fitted, type Model } from './contract.ts'
import { type Admitted, admit, checkRequest, checkUpdate } from './door.ts'
import { estimate } from './ets/estimate.ts'
import { interpolate } from './missing.ts'
import { adjust, reseason, type SeasonSplit, splitSeason } from './season-split.ts'

interface State {
  readonly split: SeasonSplit
  readonly alpha: number
  /** The level of simple exponential smoothing after the last value. */
  readonly level: number
  /** Half the slope of the least-squares line: the drift. */
  readonly drift: number
  readonly variance: number
  readonly time: number
  readonly nonNegative: boolean
}

/**
 * The standard Theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah (2003): simple
 * exponential smoothing with half the slope of the trend line as drift, on seasonally adjusted data.
 */
export function theta(): Model {
  return {
    name: 'Theta',
    fit(series, options) {
      const door = admit(series, options)
      return door.kind === 'declined' ? door : fitTheta(door)
    },
  }
}

function fitTheta(door: Admitted): Fitted | Declined {
  if (door.observed < 4) return declined(`Theta needs at least 4 values; got ${door.observed}. Use the naive model.`)
  const split = splitSeason(interpolate(door.y), door.seasonLength)
  const scale = Math.max(...split.adjusted.map(Math.abs)) || 1
  const y = split.adjusted.map((value) => value / scale)
  const form = { error: 'A', trend: 'N', season: 'N' } as const
  const smooth = estimate(form, { y, filled: y, seasonLength: 1, observed: y.length, spare: 0 })
  if (!smooth)
    return declined(`Simple exponential smoothing could not be fitted to ${y.length} values. Use the naive model.`)
  return fittedAt({
    split,
    alpha: smooth.smoothing.alpha,
    level: smooth.state.level * scale,
    drift: slope(split.adjusted) / 2,
    variance: smooth.variance * scale * scale,
    time: y.length,
    nonNegative: door.nonNegative,
  })
}

/**
 * Variance `ahead` steps on, in units of the one-step variance: exponential smoothing's own 1 + (h-1) alpha^2, and the
 * square of h times the error of a slope estimated from `time` values of a random walk (alpha^2 / n) with noise (12 / n^3).
 */
export function drifting({ alpha, time: n, ahead: h }: { alpha: number; time: number; ahead: number }): number {
  return 1 + (h - 1) * alpha * alpha + h * h * ((alpha * alpha) / n + 12 / n ** 3)
}

/** The slope of the least-squares line through y against time. */
function slope(y: Float64Array): number {
  const n = y.length
  const middle = (n - 1) / 2
  let moment = 0
  for (let t = 0; t < n; t++) moment += (t - middle) * y[t]!
  return (12 * moment) / (n * (n * n - 1))
}

function fittedAt(state: State): Fitted {
  const { split, alpha, level, drift, variance, time, nonNegative } = state
  return {
    kind: 'fitted',
    name: 'Theta',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const head = (1 - (1 - alpha) ** time) / alpha
      const mean = new Float64Array(horizon)
      const deviation = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        mean[h] = level + drift * (h + head)
        deviation[h] = Math.sqrt(variance * drifting({ alpha, time, ahead: h + 1 }))
      }
      return normalForecast({
        mean: reseason({ split, time, values: mean }),
        deviation: reseason({ split, time, values: deviation, spread: true }),
        ...{ levels, nonNegative },
      })
    },
    update(value) {
      if (Number.isNaN(checkUpdate(value))) return fittedAt({ ...state, time: time + 1 })
      const next = alpha * adjust(split, time, value) + (1 - alpha) * level
      return fittedAt({ ...state, level: next, time: time + 1 })
    },
  }
}
