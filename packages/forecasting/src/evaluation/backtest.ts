import type { Fitted, Model } from '../contract.ts'
import { online } from '../updating/online.ts'

/** What a model and others did from one origin of the past: mean errors over the steps, absolute or squared. */
export interface BacktestOrigin {
  readonly error: number
  /** Errors of the alternatives, in their order; Infinity where one declined. */
  readonly others: readonly number[]
  /** Mean squared error in standard deviations of the model's own interval, each counted as 25 at most. */
  readonly surprise: number
}

/** What is tried on the past: `y` may hold NaN, `fit` fits the model under test to the values before an origin. */
export interface BacktestRequest {
  readonly y: Float64Array
  readonly seasonLength: number
  readonly alternatives: readonly Model[]
  readonly squared?: boolean
  fit(history: Float64Array): Fitted | undefined
}

const mostOrigins = 7
/** Steps looked ahead where there is no season, as in a budget year and a half of quarters. */
const stepsWithoutSeason = 6
const mostSteps = 60
const mostSurprise = 25
const fewest = 8
const halfOf95 = 1.959963984540054

/**
 * Forecasts the last periods as if they were still to come: one season ahead (or a quarter of the history, if that is less), from up
 * to seven origins over as long again. The model is fitted once and updated from origin to origin. Empty where the history is
 * too short.
 */
export function backtest(request: BacktestRequest): BacktestOrigin[] {
  const { y, seasonLength: m } = request
  const n = y.length
  const steps = Math.min(m > 1 ? m : stepsWithoutSeason, Math.floor(n / 4), mostSteps)
  const last = n - steps
  const first = last - steps >= Math.max(2 * m, fewest) ? last - steps : last
  if (steps < 1 || first < fewest) return []
  const fitted = request.fit(y.subarray(0, first))
  if (!fitted) return []
  const live = online(fitted)
  const stride = Math.ceil((last - first + 1) / (mostOrigins - 1))
  const origins: BacktestOrigin[] = []
  for (let origin = first; origin <= last; origin++) {
    if ((origin - first) % stride === 0 || origin === last) {
      const { mean, intervals } = live.forecast({ horizon: steps, levels: [95] })
      const actual = y.subarray(origin, origin + steps)
      origins.push({
        error: meanError(actual, mean, request.squared),
        others: request.alternatives.map((model) => errorOf(model, request, origin, actual)),
        surprise: surpriseOf(actual, mean, intervals[0]!),
      })
    }
    if (origin < last) live.update(y[origin]!)
  }
  return origins.filter(({ error }) => !Number.isNaN(error))
}

function errorOf(model: Model, { y, seasonLength, squared }: BacktestRequest, origin: number, actual: Float64Array) {
  const fitted = model.fit(y.subarray(0, origin), { seasonLength })
  if (fitted.kind === 'declined') return Number.POSITIVE_INFINITY
  return meanError(actual, fitted.forecast({ horizon: actual.length, levels: [] }).mean, squared)
}

/** NaN where no actual is known. */
function meanError(actual: Float64Array, forecast: Float64Array, squared = false): number {
  let [sum, count] = [0, 0]
  for (let h = 0; h < actual.length; h++) {
    const error = Math.abs(actual[h]! - forecast[h]!)
    if (Number.isNaN(error)) continue
    sum += squared ? error * error : error
    count++
  }
  return sum / count
}

function surpriseOf(actual: Float64Array, mean: Float64Array, { lo, hi }: { lo: Float64Array; hi: Float64Array }) {
  let [sum, count] = [0, 0]
  for (let h = 0; h < actual.length; h++) {
    const error = actual[h]! - mean[h]!
    if (Number.isNaN(error)) continue
    const half = error > 0 ? hi[h]! - mean[h]! : mean[h]! - lo[h]!
    const score = error === 0 ? 0 : (halfOf95 * error) / half
    sum += Math.min(mostSurprise, score * score)
    count++
  }
  return sum / count
}

/**
 * The place of the alternative that beat the model from every origin of the backtest, and `atLeast` so many times on average, each by
 * its own measure; undefined if none did.
 */
export function beatenBy(
  origins: readonly BacktestOrigin[],
  atLeast: readonly number[],
): { readonly place: number; readonly times: number } | undefined {
  if (origins.length < 2) return undefined
  const total = origins.reduce((sum, { error }) => sum + error, 0)
  let best: { place: number; times: number } | undefined
  for (let place = 0; place < origins[0]!.others.length; place++) {
    const sum = origins.reduce((part, { others }) => part + others[place]!, 0)
    const always = origins.every(({ error, others }) => others[place]! < error)
    const times = total / sum
    if (always && times >= atLeast[place]! && !(best && best.times >= times)) best = { place, times }
  }
  return best
}
