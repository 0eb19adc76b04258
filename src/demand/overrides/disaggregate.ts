import type { Level } from '../schema.ts'

/** An item at a place (a territory, or what none has of it), with its statistical forecast of one period. */
export type Leaf = { itemId: string; familyId: string | null; territoryId: string | null; mean: number }

/** An override as far as it sets numbers: everything at its node holds `value` together. */
export type NodeSet = {
  level: Level
  familyId: string | null
  itemId: string | null
  territoryId: string | null
  value: number
  locked: boolean
  /** Where `value` is that of a channel or a customer: what that has of the node's forecast. */
  share?: number | null
}

/** A leaf that overrides touch: whole units that add up to what was set. */
export type Effect = Leaf & { value: number }

/**
 * Shares overrides of one period out among the leaves below them, in whole units that add up exactly. Narrow nodes are set first,
 * wider ones after them: a wider one moves what lies below it in proportion, but for what is locked. A channel or a customer moves its
 * node by what it differs from its share, before the node itself is set; locked, its units stay in its node when a wider one is set. Where
 * all that lies below is locked, or is nothing, it is shared evenly among what is free; a locked sum above the wider one's value stands.
 */
export function disaggregate(leaves: readonly Leaf[], sets: readonly NodeSet[]): Effect[] {
  const values = leaves.map(({ mean }) => mean)
  const touched = new Uint8Array(leaves.length)
  /** Units of each leaf that wider nodes leave as they are: all of a locked node's, those of a locked part of it. */
  const held = new Float64Array(leaves.length)
  const closed = new Uint8Array(leaves.length)
  const ordered = sets.toSorted((a, b) => breadth(a) - breadth(b))
  for (const set of ordered) {
    const below = leaves.flatMap((leaf, i) => (isBelow(leaf, set) ? [i] : []))
    const free = below.filter((i) => !closed[i])
    if (free.length > 0) {
      const sum = (of: readonly number[], what: ArrayLike<number>) => of.reduce((all, i) => all + what[i]!, 0)
      const kept = sum(below, held)
      const parts = shareOut(
        Math.max(0, wholeOf(set, { leaves, below, now: sum(below, values) }) - Math.round(kept)),
        free.map((i) => values[i]! - held[i]!),
      )
      for (const [n, i] of free.entries()) values[i] = held[i]! + parts[n]!
    }
    for (const i of below) touched[i] = 1
    if (set.locked) hold(set, { below: free, values, held, closed })
  }
  return leaves.flatMap((leaf, i) => (touched[i] ? [{ ...leaf, value: Math.round(values[i]!) }] : []))
}

/** Keeps what a locked node holds, or as many of its units as a locked part of it has, from wider nodes. */
function hold(
  { value, share }: NodeSet,
  to: { below: readonly number[]; values: readonly number[]; held: Float64Array; closed: Uint8Array },
): void {
  const { below, values, held, closed } = to
  if (share == null) {
    for (const i of below) [held[i], closed[i]] = [values[i]!, 1]
    return
  }
  const loose = below.map((i) => values[i]! - held[i]!)
  const most = loose.reduce((sum, each) => sum + each, 0)
  if (most <= 0) return
  for (const [n, units] of shareOut(Math.min(value, Math.floor(most)), loose).entries()) held[below[n]!]! += units
}

/** The whole units that a node holds once it is set; a part of it adds what it has more than its share. */
function wholeOf(
  { value, share }: NodeSet,
  { leaves, below, now }: { leaves: readonly Leaf[]; below: readonly number[]; now: number },
): number {
  if (share == null) return value
  const expected = below.reduce((sum, i) => sum + leaves[i]!.mean, 0)
  return Math.round(now + value - share * expected)
}

/** Whole numbers in proportion to the weights that add up to the whole: largest remainders get what rounding left. */
export function shareOut(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (sum > 0 ? (whole * weight) / sum : whole / weights.length))
  const parts = exact.map(Math.floor)
  const left = whole - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRemainder.slice(0, left)) parts[i]!++
  return parts
}

function isBelow(leaf: Leaf, set: NodeSet): boolean {
  if (set.territoryId !== null && leaf.territoryId !== set.territoryId) return false
  if (set.level === 'all') return true
  return set.level === 'item' ? leaf.itemId === set.itemId : leaf.familyId === set.familyId
}

/** Narrow nodes come first: an item in a territory, an item, a family in a territory, …; parts of a node before the node. */
function breadth({ level, territoryId, share }: NodeSet): number {
  return { item: 0, family: 2, all: 4 }[level] + (territoryId === null ? 1 : 0) - (share == null ? 0 : 0.5)
}
