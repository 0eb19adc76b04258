import { median } from '../numerics/median.ts'

/** A value so near zero that nothing may have been there to sell. */
export interface Suspect {
  readonly index: number
  /** How probable nothing is where `level` is expected, if demand is counted in whole units; 0 where it is not. */
  chance(level: number): number
}

/** What is suspected, and from where on the series is silent to its end, which is another matter. */
export interface Suspicion {
  readonly suspects: readonly Suspect[]
  readonly silentFrom: number
}

/** What is below this share of the usual is near zero. */
const nearZero = 0.1
/** A series that is near zero in more than this share of its periods, or that falls silent more often, has zeros by nature. */
const most = 0.2
const mostTimes = 0.06
/** Values on each side that say what is usual. */
const around = 6

/**
 * Near zeros in a series of values at or above zero that otherwise never has them: rare in the whole and rare at their place in the
 * season, so that a quiet January is no stock-out. A run of three or more at the end is not suspected: the item may have ended.
 */
export function suspectedStockOuts(y: Float64Array, m: number): Suspicion {
  const none = { suspects: [], silentFrom: y.length }
  let observed = 0
  let highest = 0
  for (const value of y) {
    if (value < 0) return none
    if (Number.isNaN(value)) continue
    observed++
    highest = Math.max(highest, value)
  }
  const near: number[] = []
  for (let t = 0; t < y.length; t++) {
    if (y[t]! <= nearZero * highest && y[t]! <= nearZero * usual(y, t)) near.push(t)
  }
  const isNear = new Set(near)
  const times = near.filter((t) => !isNear.has(t - 1)).length
  if (times === 0 || near.length > most * observed || times > Math.max(2, mostTimes * observed)) return none
  const silentFrom = lastRun(isNear, y.length)
  const suspects = near.filter((t) => t < silentFrom && rareAtPlace({ y, m, isNear, t }))
  const chance = chanceOfNothing(y, isNear)
  return { silentFrom, suspects: suspects.map((index) => ({ index, chance })) }
}

/** The lower of the medians before and after: a launch or an end on a slope is no stock-out. Nothing is usual at the start. */
function usual(y: Float64Array, t: number): number {
  const before = medianOf(y.subarray(Math.max(0, t - around), t))
  const after = medianOf(y.subarray(t + 1, t + 1 + around))
  return Math.min(before ?? 0, after ?? Number.POSITIVE_INFINITY)
}

function medianOf(values: Float64Array): number | undefined {
  const seen = values.filter((value) => !Number.isNaN(value))
  return seen.length > 0 ? median(seen) : undefined
}

/** Where the near zeros at the end begin, if they are three or more; else the length. */
function lastRun(isNear: ReadonlySet<number>, length: number): number {
  let from = length
  while (isNear.has(from - 1)) from--
  return length - from >= 3 ? from : length
}

/** At most half of what was seen at this place of the season may be near zero. */
function rareAtPlace(given: { y: Float64Array; m: number; isNear: ReadonlySet<number>; t: number }): boolean {
  const { y, m, isNear, t } = given
  if (m < 2) return true
  let [near, seen] = [0, 0]
  for (let s = t % m; s < y.length; s += m) {
    if (Number.isNaN(y[s]!)) continue
    seen++
    if (isNear.has(s)) near++
  }
  return seen >= 2 && near <= seen / 2
}

/** The chance of zero under a negative binomial law with the dispersion of the other values around their neighbours. */
function chanceOfNothing(y: Float64Array, isNear: ReadonlySet<number>): (level: number) => number {
  const whole = y.every((value) => Number.isNaN(value) || Number.isInteger(value))
  if (!whole) return () => 0
  const dispersions: number[] = []
  for (let t = 1; t < y.length; t++) {
    const [a, b] = [y[t - 1]!, y[t]!]
    if (Number.isNaN(a + b) || isNear.has(t) || isNear.has(t - 1) || a + b === 0) continue
    dispersions.push((b - a) ** 2 / (a + b))
  }
  const dispersion = dispersions.reduce((sum, value) => sum + value, 0) / Math.max(1, dispersions.length)
  const excess = Math.max(1e-9, dispersion - 1)
  return (level) => Math.exp((-level / excess) * Math.log1p(excess))
}
