import { type Random, randomFrom, shuffled } from '../random.ts'

/** Rows to learn from, and rows to try what was learned on. */
export interface Slices {
  readonly learn: Uint32Array
  readonly held: Uint32Array
}

/** What says how rows may be held back: their times, and which belong to one deal. */
export interface Order {
  readonly times?: ArrayLike<number> | undefined
  readonly groups?: ArrayLike<number> | undefined
}

/**
 * Holds back the latest rows where times are given, else a random share. Rows of one time are never divided, nor are those
 * of one deal: with times, the later rows of deals that are learned from are not tried, as their outcome is known already.
 */
export function holdBack(given: Order & { rows: Uint32Array; share: number; seed: number }): Slices {
  const { rows, share, times, groups, seed } = given
  const later = times && ofNewDeals(laterSlice(rows, times, share), groups)
  if (later && later.learn.length > 0) return later
  return randomFolds({ rows, groups, count: Math.round(1 / share), random: randomFrom(seed) })[0]!
}

/**
 * The rows that a single later slice learns from, divided once more in the same way: its latest rows are as many as the slice held
 * back. Not where rows are versions of deals: of those only new deals are tried, which are younger than the others.
 */
export function sliceBefore(
  slices: readonly Slices[],
  order: Order,
  { share, seed }: { share: number; seed: number },
): Slices | undefined {
  const { times, groups } = order
  const [slice] = slices
  if (!times || groups || !slice || slices.length > 1 || !comesLater(slice, times)) return undefined
  const before = holdBack({ ...order, rows: slice.learn, share: share / (1 - share), seed })
  return comesLater(before, times) ? before : undefined
}

function comesLater({ learn, held }: Slices, times: ArrayLike<number>): boolean {
  const last = learn.reduce((latest, row) => Math.max(latest, times[row]!), Number.NEGATIVE_INFINITY)
  return held.every((row) => times[row]! > last)
}

/** Enough rows of deals not learned from to try on; with fewer, all later rows are tried. */
const enoughNew = 50

function ofNewDeals({ learn, held }: Slices, groups: ArrayLike<number> | undefined): Slices {
  if (!groups) return { learn, held }
  const known = new Set(Array.from(learn, (row) => groups[row]!))
  const fresh = held.filter((row) => !known.has(groups[row]!))
  return { learn, held: fresh.length < enoughNew ? held : fresh }
}

/** Each fold held back once, at random; the rows of one deal share a fold. */
export function randomFolds(given: {
  rows: Uint32Array
  groups?: ArrayLike<number> | undefined
  count: number
  random: Random
}): Slices[] {
  const { rows, groups, count, random } = given
  const order = shuffled(rows.length, random)
  const places = new Map<number, number>()
  const fold = Uint8Array.from(rows, (row, i) => {
    if (!groups) return order[i]! % count
    const group = groups[row]!
    const place = places.get(group) ?? order[places.size]! % count
    places.set(group, place)
    return place
  })
  return Array.from({ length: count }, (_, k) => ({
    learn: rows.filter((_, i) => fold[i] !== k),
    held: rows.filter((_, i) => fold[i] === k),
  }))
}

function laterSlice(rows: Uint32Array, times: ArrayLike<number>, share: number): Slices {
  const sorted = Float64Array.from(rows, (row) => times[row]!).sort()
  const from = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))]!
  return { learn: rows.filter((row) => times[row]! < from), held: rows.filter((row) => times[row]! >= from) }
}
