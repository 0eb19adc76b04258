import {
  type Declined,
  declined,
  defaultLevels,
  type FitOptions,
  type Forecast,
  type Model,
  type Values,
} from '../contract.ts'
import { naive2 } from '../models/naive2.ts'
import { validate } from '../validation.ts'
import { bias, coverage, mase, msis, owa, rmsse, smape, wape } from './accuracy.ts'

/** What to evaluate: a model on a series, forecast again and again from ever later origins. */
export interface RollingOriginRequest extends FitOptions {
  readonly series: Values
  readonly model: Model
  readonly horizon: number
  /** How many origins; by default as many as the history allows, at most 12. */
  readonly origins?: number
  readonly levels?: readonly number[]
  /** False to fit once at the first origin and update from there; true (the default) fits anew at each. */
  readonly refit?: boolean
}

/** Accuracy over a set of forecasts; NaN where a measure is undefined, such as WAPE when nothing was sold. */
export interface Accuracy {
  readonly wape: number
  readonly bias: number
  readonly smape: number
  readonly mase: number
  readonly rmsse: number
  /** Against Naive2 from the same origins; below 1 is better than Naive2. */
  readonly owa: number
  readonly intervals: readonly { readonly level: number; readonly coverage: number; readonly msis: number }[]
}

/** One forecast of the evaluation: made after `origin` values, and what then happened. */
export interface Trace {
  readonly origin: number
  readonly forecast: Forecast
  readonly actual: Float64Array
}

/** The result of a rolling-origin evaluation, overall and by step ahead (entry 0 is one step). */
export interface Evaluation {
  readonly kind: 'evaluation'
  readonly overall: Accuracy
  readonly bySteps: readonly Accuracy[]
  readonly traces: readonly Trace[]
}

const mostOrigins = 12
const shortestHistory = 3

/**
 * Evaluates a model honestly: each forecast sees only what was known at its origin. The last origin leaves exactly `horizon`
 * values; the earliest keeps two seasons and one value (or three values, where there are not that many) to learn from.
 */
export function rollingOrigin(request: RollingOriginRequest): Evaluation | Declined {
  const valid = validate(request.series, request)
  if (valid.kind === 'declined') return valid
  const { y, seasonLength: m } = valid
  const { horizon } = request
  const last = y.length - horizon
  const wished = Math.min(2 * m + 1, last)
  const most = last - Math.max(shortestHistory, wished) + 1
  const origins = Math.min(request.origins ?? mostOrigins, request.origins ? last - shortestHistory + 1 : most)
  if (last < shortestHistory || origins < 1) {
    return declined(
      `Evaluating ${horizon} steps ahead needs at least ${horizon + shortestHistory} values; got ${y.length}.`,
    )
  }
  const traces = trace(request, y, { first: last - origins + 1, last })
  if (!Array.isArray(traces)) return traces
  const base = trace({ ...request, model: naive2(), levels: [], refit: true }, y, { first: last - origins + 1, last })
  if (!Array.isArray(base)) return base
  const bySteps = Array.from({ length: horizon }, (_, h) => measure(y, m, traces, base, [h, h + 1]))
  return { kind: 'evaluation', overall: measure(y, m, traces, base, [0, horizon]), bySteps, traces }
}

function trace(
  request: RollingOriginRequest,
  y: Float64Array,
  { first, last }: { first: number; last: number },
): Trace[] | Declined {
  const { model, horizon, levels = defaultLevels, refit = true } = request
  const traces: Trace[] = []
  let fitted = model.fit(y.subarray(0, first), request)
  for (let origin = first; origin <= last; origin++) {
    if (origin > first && fitted.kind === 'fitted') {
      fitted = refit ? model.fit(y.subarray(0, origin), request) : fitted.update(y[origin - 1]!)
    }
    if (fitted.kind === 'declined') return declined(`After ${origin} values: ${fitted.reason}`)
    traces.push({ origin, forecast: fitted.forecast({ horizon, levels }), actual: y.slice(origin, origin + horizon) })
  }
  return traces
}

function measure(
  y: Float64Array,
  m: number,
  traces: readonly Trace[],
  base: readonly Trace[],
  [from, to]: readonly [number, number],
): Accuracy {
  const cut = (values: Float64Array) => values.subarray(from, to)
  const pool = (pick: (one: Trace) => Float64Array) => traces.flatMap((one) => [...cut(pick(one))])
  const actual = pool((one) => one.actual)
  const pooled = { actual, forecast: pool((one) => one.forecast.mean) }
  const scaled = (one: Trace) => ({
    ...{ actual: cut(one.actual), forecast: cut(one.forecast.mean) },
    ...{ history: y.subarray(0, one.origin), seasonLength: m },
  })
  const levels = traces[0]!.forecast.intervals.map(({ level }) => level)
  return {
    wape: wape(pooled),
    bias: bias(pooled),
    smape: smape(pooled),
    mase: meanOf(traces.map((one) => mase(scaled(one)))),
    rmsse: meanOf(traces.map((one) => rmsse(scaled(one)))),
    owa: owa({
      ...{ smape: traces.map((one) => smape(scaled(one))), mase: traces.map((one) => mase(scaled(one))) },
      ...{ naive2Smape: base.map((one) => smape(scaled(one))), naive2Mase: base.map((one) => mase(scaled(one))) },
    }),
    intervals: levels.map((level, i) => {
      const bounds = (one: Trace) => ({
        lo: cut(one.forecast.intervals[i]!.lo),
        hi: cut(one.forecast.intervals[i]!.hi),
      })
      return {
        level,
        coverage: coverage({
          actual,
          lo: pool((one) => one.forecast.intervals[i]!.lo),
          hi: pool((one) => one.forecast.intervals[i]!.hi),
        }),
        msis: meanOf(traces.map((one) => msis({ ...scaled(one), ...bounds(one), level }))),
      }
    }),
  }
}

/** The mean of the numbers that exist: an origin whose history has no scale (constant, or no actual) says nothing. */
function meanOf(values: readonly number[]): number {
  const sound = values.filter(Number.isFinite)
  return sound.length === 0 ? Number.NaN : sound.reduce((sum, value) => sum + value, 0) / sound.length
}
