import { pairs as pairCount, slopes, wanders } from './filter.ts'
import { rates } from './sizes.ts'

/**
 * What series of intermittent demand have in common, learned from their histories (`learnPrior`) or, where there are none,
 * from simulated ones: how far chances of a demand drift, how items end, how sizes change. Plain numbers, fit for JSON.
 */
export interface IntermittentPrior {
  /** Probabilities of the pairs of slope and wander of the log odds of a demand; they sum to one. */
  readonly pairs: readonly number[]
  /** The probability that an item still sold ends in a period, by how many periods before the end of the histories: 0 is the last. */
  readonly recent: readonly number[]
  /** The same in any other period, and in each coming one. */
  readonly hazard: number
  readonly hazardAhead: number
  /** Probabilities of the rates at which sizes are smoothed (none, slow, quick); they sum to one. */
  readonly sizes: readonly number[]
  /** From how many series it was learned: the more, the more it counts. */
  readonly taught: number
  /** A factor on all chances, where the hazards are higher than most series bear out; 1 where they were learned. */
  readonly level: number
}

/** The hazard `age` periods before the end of the histories. */
export function hazardAt({ recent, hazard }: IntermittentPrior, age: number): number {
  return recent[age] ?? hazard
}

/** What a prior says in shares: of items that end in a coming period, of series whose demand fades, and of those where it grows. */
export function shownBy({ hazardAhead, pairs }: IntermittentPrior): { ends: number; fades: number; grows: number } {
  const [share, count] = [{ fades: 0, grows: 0 }, wanders.length]
  for (const [pair, each] of pairs.entries()) {
    const slope = slopes[Math.floor(pair / count)]!
    if (slope < 0) share.fades += each
    if (slope > 0) share.grows += each
  }
  return { ends: hazardAhead, ...share }
}

/** Whether something read, such as JSON from a file, is what `learnPrior` gives. */
export function isPrior(read: unknown): read is IntermittentPrior {
  if (typeof read !== 'object' || read === null) return false
  const { pairs, recent, hazard, hazardAhead, sizes, taught, level } = read as Record<keyof IntermittentPrior, unknown>
  const share = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1
  const shares = (values: unknown, count?: number) =>
    Array.isArray(values) && (count === undefined || values.length === count) && values.every(share)
  const positive = (value: unknown) => typeof value === 'number' && value >= 0 && value < 1e9
  return (
    shares(pairs, pairCount) &&
    shares(sizes, rates.length) &&
    shares(recent) &&
    [hazard, hazardAhead].every(share) &&
    [taught, level].every(positive)
  )
}
