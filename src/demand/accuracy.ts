import { auto, bias, coverage, type Fitted, mase, naive, seasonalNaive, wape } from '@drumbeat/forecasting'
import type { Accuracy, Grain } from './schema.ts'

/** How the past is forecast again: from how many origins, how far apart, how many periods ahead. They span about a year. */
const trials = {
  month: { origins: 6, stride: 2, lags: 3 },
  week: { origins: 6, stride: 8, lags: 4 },
} as const

/** Fewer values than this before an origin teach a model nothing; fewer origins than three tell nothing about it. */
const fewestValues = 8
const fewestOrigins = 3

/** One step of one trial: what came (NaN where the node was not active), what was forecast, and what the naive model would have said. */
type Step = { actual: number; mean: number; naive: number; lo80: number; hi80: number; lo95: number; hi95: number }
type Trial = { steps: Step[]; mase: number }

/**
 * Measures forecasts of a series against what then happened, by rolling origin: stand at an earlier period, forecast the
 * next ones from what was known there, compare. Naive = the same period of the last season, or the last value where
 * there is no season of history yet.
 */
export function measureAccuracy(given: { grain: Grain; seasonLength: number; values: Float64Array }): {
  accuracy: Accuracy | null
  cannotTell: string | null
} {
  const { grain, values } = given
  const plan = trials[grain]
  const origins = originsOf(values.length, plan)
  if (origins.length < fewestOrigins) {
    const needed = fewestValues + plan.lags + (fewestOrigins - 1) * plan.stride
    const cannotTell = `We can't tell yet: ${values.length} closed ${grain}s, and measuring takes at least ${needed}.`
    return { accuracy: null, cannotTell }
  }
  const done = origins.map((origin) => trial({ ...given, origin, lags: plan.lags })).filter((each) => each !== null)
  const steps = done.flatMap((each) => each.steps)
  if (!steps.some((step) => Math.abs(step.actual) > 0)) {
    return { accuracy: null, cannotTell: `We can't tell: nothing was ordered in the ${grain}s that were tried.` }
  }
  return { accuracy: summarise(done, plan.lags), cannotTell: null }
}

/** Where to stand: lengths of history, newest last. */
function originsOf(length: number, plan: (typeof trials)[Grain]): number[] {
  const newest = length - plan.lags
  const all = Array.from({ length: plan.origins }, (_, i) => newest - (plan.origins - 1 - i) * plan.stride)
  return all.filter((origin) => origin >= fewestValues)
}

function trial(given: { seasonLength: number; values: Float64Array; origin: number; lags: number }): Trial | null {
  const { values, seasonLength, origin, lags } = given
  const history = values.subarray(0, origin)
  const options = { seasonLength, nonNegative: true }
  const fitted = auto({ series: history, ...options })
  const rival = naiveFor(history, options)
  if (fitted.kind === 'declined' || !rival) return null
  const { mean, intervals } = fitted.forecast({ horizon: lags, levels: [80, 95] })
  const simple = rival.forecast({ horizon: lags }).mean
  const steps = Array.from({ length: lags }, (_, step) => ({
    actual: values[origin + step]!,
    mean: mean[step]!,
    naive: simple[step]!,
    lo80: intervals[0]!.lo[step]!,
    hi80: intervals[0]!.hi[step]!,
    lo95: intervals[1]!.lo[step]!,
    hi95: intervals[1]!.hi[step]!,
  }))
  const season = origin > seasonLength ? seasonLength : 1
  const actual = values.subarray(origin, origin + lags)
  return {
    steps,
    mase: mase({ actual, forecast: mean, history, seasonLength: season }),
  }
}

function naiveFor(history: Float64Array, options: { seasonLength: number; nonNegative: boolean }): Fitted | null {
  const seasonal = seasonalNaive().fit(history, options)
  if (seasonal.kind === 'fitted') return seasonal
  const last = naive().fit(history, options)
  return last.kind === 'fitted' ? last : null
}

function summarise(done: Trial[], lags: number): Accuracy {
  const steps = done.flatMap((each) => each.steps)
  const scaled = done.map((each) => each.mase).filter(Number.isFinite)
  return {
    origins: done.length,
    wape: wapeOf(steps, 'mean')!,
    naiveWape: wapeOf(steps, 'naive')!,
    bias: finite(bias(compared(steps, 'mean'))),
    mase: scaled.length > 0 ? scaled.reduce((sum, value) => sum + value, 0) / scaled.length : null,
    coverage80: coverage({ ...compared(steps, 'mean'), lo: column(steps, 'lo80'), hi: column(steps, 'hi80') }),
    coverage95: coverage({ ...compared(steps, 'mean'), lo: column(steps, 'lo95'), hi: column(steps, 'hi95') }),
    byLag: Array.from({ length: lags }, (_, lag) => {
      const at = done.flatMap((each) => each.steps.slice(lag, lag + 1))
      return {
        lag: lag + 1,
        wape: wapeOf(at, 'mean'),
        naiveWape: wapeOf(at, 'naive'),
        bias: finite(bias(compared(at, 'mean'))),
      }
    }),
  }
}

/** Null where nothing happened, so that nothing can be off by a share of it. */
function wapeOf(steps: Step[], model: 'mean' | 'naive'): number | null {
  return finite(wape(compared(steps, model)))
}

function compared(steps: Step[], model: 'mean' | 'naive') {
  return { actual: column(steps, 'actual'), forecast: column(steps, model) }
}

function column(steps: Step[], name: keyof Step): Float64Array {
  return Float64Array.from(steps, (step) => step[name])
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
