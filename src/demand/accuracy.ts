import { bias, coverage, type Fitted, mase, naive, seasonalNaive, wape } from '@drumbeat/forecasting'
import type { Accuracy, Grain } from './schema.ts'
import type { Promoted } from './series.ts'
import type { DatedPrior } from './traits/prior-at.ts'
import { type Decided, fitTreated } from './treated.ts'

/**
 * How the past is forecast again: from how many origins, how far apart, how many periods ahead. The newest ones, which span about a
 * year, and the nearest lags make up what is told in one number; farther ones tell how accuracy falls with how far ahead it is.
 */
const plans = {
  month: { origins: 6, stride: 2, lags: 3, earlier: 2 },
  week: { origins: 6, stride: 8, lags: 4, earlier: 0 },
} as const

/** How far ahead accuracy is told. */
export const farthestLag = 12

/** Fewer values than this before an origin teach a model nothing. */
export const fewestValues = 8
/** Fewer origins than three tell nothing about a model. */
const fewestOrigins = 3

/** A series as far as its past is to be forecast again: its values from period `from` on, `closed` periods being over. */
export type Measured = {
  grain: Grain
  seasonLength: number
  values: Float64Array
  from: number
  closed: number
  decided: readonly Decided[]
  /** What a series too short to speak for itself may learn from: items of its family, each up to the last closed period. */
  siblings: readonly Float64Array[]
  /** What the intermittent items of the company had in common when so many periods were over; empty where the series is not one of them. */
  priors: readonly DatedPrior[]
  /** What promotions added to the values, of which models do not learn, and what would have been expected of them. */
  promoted: Promoted | null
}

/** The next periods as forecast from what was known when `at` periods were over, and as the naive model would have said. */
export type Backtest = Ranges & { at: number; naive: number[] }

/** Means with their ranges, one number per period. */
export type Ranges = { mean: number[]; lo80: number[]; hi80: number[]; lo95: number[]; hi95: number[] }

/**
 * Forecasts the past of a series again, by rolling origin: stand at an earlier period, forecast the next ones from what was
 * known there. Naive = the same period of the last season, or the last value where there is no season of history yet.
 */
export function backtestsOf(series: Measured): Backtest[] {
  const { grain, closed, from, values } = series
  return originsOf(grain, closed)
    .filter((at) => at > from && at < from + values.length)
    .flatMap((at) => backtest(series, at) ?? [])
}

/** Measures backtests against what then happened; or says why nobody can tell. */
export function accuracyOf({ series, backtests }: { series: Measured; backtests: readonly Backtest[] }): {
  accuracy: Accuracy | null
  cannotTell: string | null
} {
  const { grain, values, from } = series
  const { lags, stride } = plans[grain]
  const taught = backtests.filter(({ at }) => at - from >= fewestValues)
  if (taught.filter(({ at }) => isNew(series, at)).length < fewestOrigins) {
    const needed = fewestValues + lags + (fewestOrigins - 1) * stride
    const cannotTell = `We can't tell yet: ${values.length} closed ${grain}s, and measuring takes at least ${needed}.`
    return { accuracy: null, cannotTell }
  }
  const all = taught.map((each) => compare(series, each))
  const done = all
    .filter((_, i) => isNew(series, taught[i]!.at))
    .map(({ steps, ...rest }) => {
      return { steps: steps.slice(0, lags), ...rest }
    })
  if (!done.some(({ steps }) => steps.some((step) => Math.abs(step.actual) > 0))) {
    return { accuracy: null, cannotTell: `We can't tell: nothing was ordered in the ${grain}s that were tried.` }
  }
  return { accuracy: { ...summarise(done), byLag: byLagOf(all) }, cannotTell: null }
}

/** Where to stand, newest last: the number of periods that were over. */
export function originsOf(grain: Grain, closed: number): number[] {
  const { origins, stride, lags, earlier } = plans[grain]
  return Array.from({ length: origins + earlier }, (_, i) => closed - lags - (origins + earlier - 1 - i) * stride)
}

/** Whether an origin is among those whose accuracy is told in one number. */
function isNew({ grain, closed }: Measured, at: number): boolean {
  const { origins, stride, lags } = plans[grain]
  return at >= closed - lags - (origins - 1) * stride
}

/** How many periods ahead can be held against what came. */
function stepsFrom({ closed }: Measured, at: number): number {
  return Math.min(farthestLag, closed - at)
}

function backtest(series: Measured, at: number): Backtest | null {
  const { seasonLength, values, from } = series
  const lags = stepsFrom(series, at)
  const history = values.subarray(0, at - from)
  const { fitted } = fitTreated(series, withoutPromotions(series, at - from))
  const rival = naiveFor(history, { seasonLength, nonNegative: true })
  if (fitted.kind === 'declined' || !rival) return null
  const { mean, lo80, hi80, lo95, hi95 } = withPlanned(rangesOf(fitted, lags), { series, at })
  const naive = [...rival.forecast({ horizon: lags }).mean]
  return { at, mean: short(mean), lo80: short(lo80), hi80: short(hi80), lo95: short(lo95), hi95: short(hi95), naive }
}

/** The first values of a series without what promotions added: what models learn from. Never below zero. */
export function withoutPromotions(
  { values, promoted }: Pick<Measured, 'values' | 'promoted'>,
  count: number,
): Float64Array {
  const known = values.subarray(0, count)
  return promoted ? known.map((value, i) => Math.max(0, value - promoted.lifts[i]!)) : known
}

/** What would have been expected of promotions at an earlier time is added to what was forecast then. */
function withPlanned(ranges: Ranges, { series, at }: { series: Measured; at: number }): Ranges {
  const { promoted, from } = series
  if (!promoted) return ranges
  const add = (values: number[]) =>
    values.map((value, step) => Math.max(0, value + (promoted.planned[at - from + step] ?? 0)))
  const { mean, lo80, hi80, lo95, hi95 } = ranges
  return { mean: add(mean), lo80: add(lo80), hi80: add(hi80), lo95: add(lo95), hi95: add(hi95) }
}

/** Nine figures are more than a forecast knows, and less to keep. */
function short(values: readonly number[]): number[] {
  return values.map((value) => Number(value.toPrecision(9)))
}

/** The forecast of a fitted model with its two ranges. */
export function rangesOf(fitted: Fitted, horizon: number): Ranges {
  const { mean, intervals } = fitted.forecast({ horizon, levels: [80, 95] })
  const [inner, outer] = [intervals[0]!, intervals[1]!]
  return { mean: [...mean], lo80: [...inner.lo], hi80: [...inner.hi], lo95: [...outer.lo], hi95: [...outer.hi] }
}

/** One step of one backtest: what came (NaN where the node was not active), and what had been said of it. */
type Step = { actual: number; mean: number; naive: number; lo80: number; hi80: number; lo95: number; hi95: number }
type Compared = { steps: Step[]; mase: number }

function compare({ grain, values, from, seasonLength }: Measured, backtest: Backtest): Compared {
  const { lags } = plans[grain]
  const origin = backtest.at - from
  const steps = backtest.mean.map((mean, step) => ({
    actual: values[origin + step] ?? Number.NaN,
    mean,
    naive: backtest.naive[step]!,
    lo80: backtest.lo80[step]!,
    hi80: backtest.hi80[step]!,
    lo95: backtest.lo95[step]!,
    hi95: backtest.hi95[step]!,
  }))
  const season = origin > seasonLength ? seasonLength : 1
  const actual = column(steps.slice(0, lags), 'actual')
  return {
    steps,
    mase: mase({
      actual,
      forecast: backtest.mean.slice(0, lags),
      history: values.subarray(0, origin),
      seasonLength: season,
    }),
  }
}

function naiveFor(history: Float64Array, options: { seasonLength: number; nonNegative: boolean }): Fitted | null {
  const seasonal = seasonalNaive().fit(history, options)
  if (seasonal.kind === 'fitted') return seasonal
  const last = naive().fit(history, options)
  return last.kind === 'fitted' ? last : null
}

function summarise(done: readonly Compared[]): Omit<Accuracy, 'byLag'> {
  const steps = done.flatMap((each) => each.steps)
  const scaled = done.map((each) => each.mase).filter(Number.isFinite)
  return {
    origins: done.length,
    wape: wapeOf(steps, 'mean')!,
    naiveWape: wapeOf(steps, 'naive')!,
    bias: finite(bias(compared(steps, 'mean'))),
    mase: scaled.length > 0 ? scaled.reduce((sum, value) => sum + value, 0) / scaled.length : null,
    coverage80: coverageOf(steps, 80),
    coverage95: coverageOf(steps, 95),
  }
}

/** The same for each lag by itself, as far as any origin reaches. */
function byLagOf(all: readonly Compared[]): Accuracy['byLag'] {
  const farthest = Math.max(...all.map(({ steps }) => steps.length))
  return Array.from({ length: farthest }, (_, lag) => {
    const at = all.flatMap(({ steps }) => steps.slice(lag, lag + 1)).filter(({ actual }) => !Number.isNaN(actual))
    return {
      lag: lag + 1,
      forecasts: at.length,
      wape: wapeOf(at, 'mean'),
      naiveWape: wapeOf(at, 'naive'),
      bias: finite(bias(compared(at, 'mean'))),
      coverage80: finite(coverageOf(at, 80)),
      coverage95: finite(coverageOf(at, 95)),
    }
  })
}

function coverageOf(steps: Step[], level: 80 | 95): number {
  const [lo, hi] = [column(steps, `lo${level}`), column(steps, `hi${level}`)]
  return coverage({ ...compared(steps, 'mean'), lo, hi })
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
