import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../contract.ts'
import { forecastOf } from '../intervals/intervals.ts'
import { adjust, putBack, type SeasonSplit, splitSeason } from '../season/season-split.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../validation.ts'
import { estimate } from './ets/estimate.ts'
import { FitMemory } from './ets/memory.ts'

interface Sums {
  plain: number
  placed: number
}

interface State {
  readonly split: SeasonSplit
  readonly alpha: number
  /** The level of simple exponential smoothing after the last value. */
  level: number
  /** Sums of the values, and of the values times their place: the least-squares line follows from them. */
  readonly sums: Sums
  readonly variance: number
  time: number
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
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitTheta(valid)
    },
  }
}

function fitTheta(valid: Validated): Fitted | Declined {
  if (valid.observed < 4) return declined(`Theta needs at least 4 values; got ${valid.observed}. Use the naive model.`)
  const split = splitSeason(interpolate(valid.y), valid.seasonLength)
  const scale = Math.max(...split.adjusted.map(Math.abs)) || 1
  const y = split.adjusted.map((value) => value / scale)
  const form = { error: 'A', trend: 'N', season: 'N' } as const
  const smooth = estimate(form, {
    y,
    filled: y,
    seasonLength: 1,
    observed: y.length,
    spare: 0,
    memory: new FitMemory(),
  })
  if (!smooth)
    return declined(`Simple exponential smoothing could not be fitted to ${y.length} values. Use the naive model.`)
  return fittedAt({
    split,
    alpha: smooth.smoothing.alpha,
    level: smooth.state.level * scale,
    sums: sumsOf(split.adjusted),
    variance: smooth.variance * scale * scale,
    time: y.length,
    nonNegative: valid.nonNegative,
  })
}

/**
 * Writes the standard deviations of the coming steps; h steps on, in units of the one-step variance, exponential smoothing's
 * own 1 + (h-1) alpha^2, and the square of h times the error of a slope estimated from `time` values of a random walk
 * (alpha^2 / n) with noise (12 / n^3).
 */
export function driftingDeviations(
  { horizon, deviation }: Coming,
  given: { alpha: number; time: number; variance: number },
): void {
  const { alpha, time: n, variance } = given
  const square = alpha * alpha
  const slope = square / n + 12 / (n * n * n)
  for (let h = 0; h < horizon; h++) deviation[h] = Math.sqrt(variance * (1 + h * square + (h + 1) * (h + 1) * slope))
}

function sumsOf(y: Float64Array): Sums {
  let [plain, placed] = [0, 0]
  for (let t = 0; t < y.length; t++) {
    plain += y[t]!
    placed += t * y[t]!
  }
  return { plain, placed }
}

/** The slope of the least-squares line through n values. */
function slope({ plain, placed }: Sums, n: number): number {
  return (12 * (placed - ((n - 1) / 2) * plain)) / (n * (n * n - 1))
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name: 'Theta',
    running,
    forecast: (request) => forecastOf(running, request),
    update(value) {
      const next = copied(state)
      taken(next, checkUpdate(value))
      return fittedAt(next)
    },
  }
}

const kernel: Kernel<State> = { copy: copied, take: taken, ahead: written, fitted: fittedAt }

function copied(state: State): State {
  const { plain, placed } = state.sums
  return { ...state, sums: { plain, placed } }
}

function taken(state: State, value: number): void {
  const { split, alpha, level, sums, time } = state
  const lost = Number.isNaN(value)
  const seen = lost ? level + slope(sums, time) / 2 : adjust(split, time, value)
  if (!lost) state.level = alpha * seen + (1 - alpha) * level
  sums.plain += seen
  sums.placed += time * seen
  state.time = time + 1
}

function written({ split, alpha, level, sums, variance, time }: State, into: Coming): void {
  const { horizon, mean } = into
  const drift = slope(sums, time) / 2
  const head = (1 - (1 - alpha) ** time) / alpha
  for (let h = 0; h < horizon; h++) mean[h] = level + drift * (h + head)
  driftingDeviations(into, { alpha, time, variance })
  putBack({ split, time }, into)
}
