import { auto } from '../auto.ts'
import type { Forecast, Values } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { sortedQuantile } from '../numerics/sorted-quantile.ts'

/** By how much intervals of series of a length are to be scaled; `below` bounds the length, null does not. */
export interface LearnedWidths {
  readonly bands: readonly { readonly below: number | null; readonly factor: number }[]
}

/** Lengths within which series are alike, by the first length that is too long; the last band has no end. */
const ends: readonly (number | null)[] = [14, 22, 30, 46, 90, null]

/** The place of the band in which a series of this length lies. */
export function bandOf(length: number): number {
  return ends.findIndex((end) => end === null || length < end)
}

/** What widths are learned from: histories of related series, and how they are to be forecast. */
export interface WidthsRequest {
  readonly series: readonly Values[]
  readonly seasonLength: number
  readonly horizon: number
  readonly nonNegative?: boolean
}

/**
 * Learns by how much the intervals of `auto` are to be scaled for series like these (split conformal prediction, Vovk et al. 2005, over series instead of
 * time): each is forecast from one horizon and from two horizons before its end, and the factor of a band of lengths is that at which 95 %
 * intervals would have covered 95 %. Only what both origins say counts, the lesser of the two: series of one company share a calendar, and one
 * bad year of theirs is not their nature. Fewer than 30 series of a band say nothing, and few are drawn to 1.
 */
export function learnWidths({ series, ...asked }: WidthsRequest): LearnedWidths {
  const byBand = Map.groupBy(series, ({ length }) => bandOf(length))
  return { bands: ends.map((below, i) => ({ below, factor: factorOf(byBand.get(i) ?? [], asked) })) }
}

/** Steps beyond this are like the last ones. */
const mostSteps = 60
/** Fewer series say nothing; as many count for the widths as they are. */
const [fewestSeries, trust] = [30, 30]
/** Never scaled by more. */
const [narrowest, widest] = [0.5, 2]

type Asked = Omit<WidthsRequest, 'series'>

function factorOf(series: readonly Values[], asked: Asked): number {
  if (series.length < fewestSeries) return 1
  const steps = Math.min(asked.horizon, mostSteps)
  const least = asked.seasonLength > 1 ? 2 * asked.seasonLength + 4 : 9
  const late = neededAt(series, { ...asked, steps, origin: (n) => (n - steps >= least ? n - steps : n) })
  if (late === 1) return 1
  const early = neededAt(series, { ...asked, steps, origin: (n) => Math.max(n - 2 * steps, least, n >> 1) })
  if (late > 1 && early > 1) return Math.min(late, early)
  return late < 1 && early < 1 ? Math.max(late, early) : 1
}

/** The factor that one origin asks for: of the errors in half-widths of their 95 % intervals, what 95 % of them do not pass. */
function neededAt(
  series: readonly Values[],
  at: Asked & { steps: number; origin: (length: number) => number },
): number {
  const passed: number[] = []
  let count = 0
  for (const each of series) {
    const found = errorsOf(Float64Array.from(each), at)
    if (found.length > 0) count++
    passed.push(...found)
  }
  if (count < fewestSeries) return 1
  const needed = sortedQuantile(Float64Array.from(passed).sort(), 0.95)
  return Math.min(widest, Math.max(narrowest, needed)) ** (count / (count + trust))
}

function errorsOf(y: Float64Array, at: Asked & { steps: number; origin: (length: number) => number }): number[] {
  const origin = at.origin(y.length)
  if (origin >= y.length) return []
  const { seasonLength, nonNegative = false } = at
  const fitted = auto({ series: y.subarray(0, origin), seasonLength, nonNegative })
  if (fitted.kind === 'declined') return []
  const actual = y.subarray(origin, origin + at.steps)
  const { mean, intervals } = fitted.forecast({ horizon: actual.length, levels: [95] })
  const { lo, hi } = intervals[0]!
  return Array.from(actual, (value, h) => {
    const error = value - mean[h]!
    return error === 0 ? 0 : Math.abs(error) / (error > 0 ? hi[h]! - mean[h]! : mean[h]! - lo[h]!)
  }).filter((score) => score < Number.POSITIVE_INFINITY)
}

/** A forecast after a history of `length` values at the width that was learned for it; a bound that was cut at zero stays there. */
export function atLearnedWidth(
  { mean, intervals }: Forecast,
  { widths, length, nonNegative }: { widths: LearnedWidths; length: number; nonNegative: boolean },
): Forecast {
  const factor = widths.bands[bandOf(length)]?.factor ?? 1
  const scaled = intervals.map(({ level, lo, hi }) => ({
    level,
    lo: lo.map((bound, h) => (nonNegative && bound === 0 ? 0 : mean[h]! + factor * (bound - mean[h]!))),
    hi: hi.map((bound, h) => mean[h]! + factor * (bound - mean[h]!)),
  }))
  return sensible({ mean, intervals: scaled, nonNegative })
}

/** Whether something read, such as JSON from a file, is what `learnWidths` gives. */
export function isLearnedWidths(read: unknown): read is LearnedWidths {
  const { bands } = (read ?? {}) as { bands?: unknown }
  const sound = (factor: unknown) => typeof factor === 'number' && factor >= narrowest && factor <= widest
  return (
    Array.isArray(bands) &&
    bands.length === ends.length &&
    bands.every((band, i) => band?.below === ends[i] && sound(band.factor))
  )
}
