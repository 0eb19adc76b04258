import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../contract.ts'
import { forecastOf } from '../intervals/intervals.ts'
import { minimise } from '../numerics/least-squares.ts'
import { adjust, putBack, type SeasonSplit, splitSeason } from '../season/season-split.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../validation.ts'
import { driftingDeviations } from './theta.ts'

/**
 * The moving state of the dynamic optimised Theta model: smoothed level, running mean, and the running least-squares
 * line's intercept and slope.
 */
interface Line {
  level: number
  mean: number
  intercept: number
  slope: number
}

interface State {
  readonly split: SeasonSplit
  readonly alpha: number
  readonly theta: number
  readonly line: Line
  readonly variance: number
  time: number
  readonly scale: number
  readonly nonNegative: boolean
}

/** Errors of the first two values are not counted: the line needs two points. */
const warmUp = 2

/** The dynamic optimised Theta model (Fiorucci et al. 2016): level, smoothing and theta found by least squares, on seasonally adjusted data. */
export function dynamicTheta(): Model {
  return {
    name: 'dynamic Theta',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitDynamic(valid)
    },
  }
}

function fitDynamic(valid: Validated): Fitted | Declined {
  if (valid.observed < 6) return declined(`Dynamic Theta needs at least 6 values; got ${valid.observed}. Use Theta.`)
  const split = splitSeason(interpolate(valid.y), valid.seasonLength)
  const scale = Math.max(...split.adjusted.map(Math.abs)) || 1
  const y = split.adjusted.map((value) => value / scale)
  const size = y.length
  const line = { level: 0, mean: 0, intercept: 0, slope: 0 }
  function residuals(p: Float64Array, out: Float64Array): number {
    start(line, p[1]!)
    return run({ alpha: p[0]!, theta: p[2]! }, line, y, out)
  }
  const lower = Float64Array.of(0.1, -10, 1)
  const upper = Float64Array.of(0.99, 10, 1e4)
  const point = minimise({ size, start: bestStart(y, residuals), lower, upper, residuals }).point
  const squares = residuals(point, new Float64Array(size))
  const variance = squares / Math.max(1, size - warmUp - 3)
  return fittedAt({
    ...{ split, scale, variance, line, time: size, nonNegative: valid.nonNegative },
    alpha: point[0]!,
    theta: point[2]!,
  })
}

function bestStart(y: Float64Array, residuals: (p: Float64Array, out: Float64Array) => number): Float64Array {
  const out = new Float64Array(y.length)
  let best = Float64Array.of(0.5, y[0]!, 2)
  let lowest = Number.POSITIVE_INFINITY
  for (const alpha of [0.15, 0.5, 0.9]) {
    for (const theta of [1.2, 2, 5]) {
      const point = Float64Array.of(alpha, y[0]!, theta)
      const cost = residuals(point, out)
      if (!(cost < lowest)) continue
      lowest = cost
      best = point
    }
  }
  return best
}

function start(line: Line, level: number): void {
  line.level = level
  line.mean = 0
  line.intercept = 0
  line.slope = 0
}

function run(model: { alpha: number; theta: number }, line: Line, y: Float64Array, out: Float64Array): number {
  let squares = 0
  let fade = 1
  for (let t = 1; t <= y.length; t++) {
    const error = y[t - 1]! - oneAhead(model, line, fade)
    fade *= 1 - model.alpha
    advance(model, line, t, y[t - 1]!)
    out[t - 1] = t > warmUp ? error : 0
    squares += out[t - 1]! ** 2
  }
  return squares
}

/** mu = l + (1 - 1/theta) [(1-alpha)^(t-1) A + (1 - (1-alpha)^t)/alpha B], `fade` being (1-alpha)^(t-1). */
function oneAhead(model: { alpha: number; theta: number }, line: Line, fade: number): number {
  const { alpha, theta } = model
  return line.level + (1 - 1 / theta) * (fade * line.intercept + ((1 - fade * (1 - alpha)) / alpha) * line.slope)
}

/** Takes the t-th value in: l, the running mean, and the line's slope B and intercept A. */
function advance(model: { alpha: number }, line: Line, t: number, value: number): void {
  line.level = model.alpha * value + (1 - model.alpha) * line.level
  line.slope = t === 1 ? 0 : ((t - 2) * line.slope + (6 * (value - line.mean)) / t) / (t + 1)
  line.mean += (value - line.mean) / t
  line.intercept = line.mean - (line.slope * (t + 1)) / 2
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name: 'dynamic Theta',
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
  const { level, mean, intercept, slope } = state.line
  return { ...state, line: { level, mean, intercept, slope } }
}

function taken(state: State, value: number): void {
  const { split, alpha, scale, line, time } = state
  const lost = Number.isNaN(value)
  const seen = lost ? oneAhead(state, line, (1 - alpha) ** time) : adjust(split, time, value) / scale
  advance(state, line, time + 1, seen)
  state.time = time + 1
}

function written(state: State, into: Coming): void {
  const { split, alpha, variance, time, scale, line } = state
  const { horizon, mean } = into
  path.level = line.level
  path.mean = line.mean
  path.intercept = line.intercept
  path.slope = line.slope
  let fade = (1 - alpha) ** time
  for (let h = 0; h < horizon; h++) {
    const next = oneAhead(state, path, fade)
    fade *= 1 - alpha
    advance(state, path, time + h + 1, next)
    mean[h] = next * scale
  }
  driftingDeviations(into, { alpha, time, variance: variance * scale * scale })
  putBack({ split, time }, into)
}

/** The line as it runs on without errors; filled anew for every forecast. */
const path: Line = { level: 0, mean: 0, intercept: 0, slope: 0 }
