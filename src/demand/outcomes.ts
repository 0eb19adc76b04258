import { accuracyOf, type Backtest, type Ranges } from './accuracy.ts'
import { coherentMeans } from './coherence.ts'
import type { Forecast, Task } from './forecast.ts'
import type { Node } from './node.ts'
import type { Accuracy } from './schema.ts'
import { factorsFor, learnWidths, scaled, type Tried, triedOf, type Widths, widthInWords } from './traits/widths.ts'

/** What came out for one series: a forecast that adds up with all others, and how good such forecasts have been. */
export type Outcome = Ranges & {
  name: string
  model: string
  reason: string | null
  accuracy: Accuracy | null
  /** Why accuracy could not be measured, in words. */
  cannotTell: string | null
}

/**
 * Makes the forecasts of all series add up, those of now and those of each earlier origin, and measures the latter: so that
 * the accuracy on screen is that of the numbers on screen. In the order given.
 */
export function outcomesOf({
  tasks,
  forecasts,
  widths: kept = null,
}: {
  tasks: readonly Task[]
  forecasts: readonly Forecast[]
  /** By how much ranges are scaled, where that is known; else it is learned where all series were measured. */
  widths?: Widths | null
}): { outcomes: Outcome[]; widths: Widths | null } {
  const now = addedUp(
    tasks.map(({ node, lastsFor, unplaced }, i) => ({ node, lastsFor, unplaced, ranges: forecasts[i]! })),
  )
  const backtests = coherentBacktests({ tasks, forecasts })
  const tried = triedOf({ tasks, backtests })
  const isWhole = forecasts.every(({ isMeasured }) => isMeasured)
  const widths = kept ?? (isWhole ? learnWidths(tried, tasks[0]?.closed ?? 0) : null)
  const before = widthsByOrigin(tried, backtests)
  const outcomes = forecasts.map(({ name, model, reason, isMeasured }, i): Outcome => {
    const series = tasks[i]!
    const factors = widths && factorsFor(series, { widths, known: series.values.length })
    const scaledBack = backtests[i]!.map((each) => {
      const then = factorsFor(series, { widths: before.get(each.at)!, known: each.at - series.from })
      return then ? scaled(each, then) : each
    })
    return {
      ...{ name, model, ...(factors ? scaled(now[i]!, factors) : now[i]!) },
      reason: [reason, ...widthInWords(factors)].filter(Boolean).join(' ') || null,
      ...(isMeasured ? accuracyOf({ series, backtests: scaledBack }) : stillMeasured),
    }
  })
  return { outcomes, widths }
}

/** What had been known of widths at each origin: ranges of the past are held against what came as they would have been told then. */
function widthsByOrigin(
  tried: readonly Tried[],
  backtests: readonly (readonly Backtest[])[],
): ReadonlyMap<number, Widths> {
  const origins = new Set(backtests.flatMap((of) => of.map(({ at }) => at)))
  return new Map([...origins].map((at) => [at, learnWidths(tried, at)]))
}

/** What would have been said of each series at each earlier origin, made to add up there. */
export function coherentBacktests({
  tasks,
  forecasts,
}: {
  tasks: readonly Task[]
  forecasts: readonly Forecast[]
}): Backtest[][] {
  const backtests = forecasts.map((forecast) => [...forecast.backtests])
  for (const at of new Set(backtests.flat().map((backtest) => backtest.at))) {
    const there = backtests.flatMap((of, i) => of.flatMap((ranges, k) => (ranges.at === at ? [{ i, k, ranges }] : [])))
    const known = there.map(({ i, ranges }) => ({
      node: tasks[i]!.node,
      lastsFor: null,
      unplaced: tasks[i]!.unplaced,
      ranges,
    }))
    for (const [n, ranges] of addedUp(known).entries()) {
      const { i, k } = there[n]!
      backtests[i]![k] = { ...backtests[i]![k]!, ...ranges }
    }
  }
  return backtests
}

const stillMeasured = { accuracy: null, cannotTell: 'How good such forecasts have been is being measured.' }

type Expected = { node: Node; lastsFor: number | null; unplaced: boolean; ranges: Ranges }

/**
 * Means that add up. A range reaches as far beyond its mean as before on the side to which the mean moved, and stays where it was
 * on the other: series that disagree are less sure, and a range of whole units stays one.
 */
function addedUp(expected: readonly Expected[]): Ranges[] {
  const out: Ranges[] = expected.map(({ ranges: { mean, lo80, hi80, lo95, hi95 } }) => ({
    mean,
    lo80,
    hi80,
    lo95,
    hi95,
  }))
  const forecast = expected.flatMap(({ ranges }, i) => (ranges.mean.length > 0 ? [i] : []))
  const means = coherentMeans(
    forecast.map((i) => {
      const { ranges, ...rest } = expected[i]!
      return {
        ...rest,
        mean: ranges.mean,
        spread: ranges.hi80.map((hi, step) => (hi - ranges.lo80[step]!) / widthOf80),
      }
    }),
  )
  for (const [n, i] of forecast.entries()) out[i] = moved(out[i]!, means[n]!)
  return out
}

/** An 80 % range is this many standard deviations wide where errors are normal. */
const widthOf80 = 2.563

function moved(ranges: Ranges, mean: number[]): Ranges {
  const by = (step: number) => mean[step]! - ranges.mean[step]!
  const low = (bound: readonly number[]) => bound.map((lo, step) => Math.max(0, lo + Math.min(0, by(step))))
  const high = (bound: readonly number[]) => bound.map((hi, step) => hi + Math.max(0, by(step)))
  return { mean, lo80: low(ranges.lo80), hi80: high(ranges.hi80), lo95: low(ranges.lo95), hi95: high(ranges.hi95) }
}
