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
}

/** A leaf that overrides touch: whole units that add up to what was set. */
export type Effect = Leaf & { value: number }

/**
 * Shares overrides of one period out among the leaves below them, in whole units that add up exactly. Narrow nodes are set first,
 * wider ones after them: a wider one moves what lies below it in proportion, but for what is locked. Where all that lies below is
 * locked, or is nothing, it is shared evenly among what is free; a locked sum above the wider one's value stands.
 */
export function disaggregate(leaves: readonly Leaf[], sets: readonly NodeSet[]): Effect[] {
  const values = leaves.map(({ mean }) => mean)
  const touched = new Uint8Array(leaves.length)
  const held = new Uint8Array(leaves.length)
  const ordered = sets.toSorted((a, b) => breadth(a) - breadth(b))
  for (const set of ordered) {
    const below = leaves.flatMap((leaf, i) => (isBelow(leaf, set) ? [i] : []))
    const free = below.filter((i) => !held[i])
    if (free.length > 0) {
      const kept = below.reduce((sum, i) => sum + (held[i] ? values[i]! : 0), 0)
      const parts = shareOut(
        Math.max(0, set.value - Math.round(kept)),
        free.map((i) => values[i]!),
      )
      for (const [n, i] of free.entries()) values[i] = parts[n]!
    }
    for (const i of below) {
      touched[i] = 1
      if (set.locked) held[i] = 1
    }
  }
  return leaves.flatMap((leaf, i) => (touched[i] ? [{ ...leaf, value: Math.round(values[i]!) }] : []))
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

/** Narrow nodes come first: an item in a territory, an item, a family in a territory, … */
function breadth({ level, territoryId }: NodeSet): number {
  return { item: 0, family: 2, all: 4 }[level] + (territoryId === null ? 1 : 0)
}
