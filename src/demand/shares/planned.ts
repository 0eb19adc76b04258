/** A part of a node with what is expected of it, period by period. */
type Expected = { key: string; share: number; ahead: readonly { mean: number }[] }

/** What was set by hand changes a part of a node by so much in one period. */
export type PartChange = { key: string; period: number; by: number }

/**
 * What is planned of each part, period by period: parts that were set by hand hold what was set, the others share what is left of the
 * node as it is planned, each by its share. Sums to the node; where all of it is set otherwise, the parts set give way alike.
 */
export function plannedParts(
  parts: readonly Expected[],
  { whole, changes }: { whole: readonly number[]; changes: readonly PartChange[] },
): number[][] {
  const planned = parts.map(({ ahead }) => ahead.map(({ mean }) => mean))
  for (const [period, total] of whole.entries()) {
    const by = new Map<string, number>()
    for (const { key, period: at, by: change } of changes) if (at === period) by.set(key, (by.get(key) ?? 0) + change)
    const held = parts.map(({ key }, i) => (by.has(key) ? Math.max(0, planned[i]![period]! + by.get(key)!) : null))
    const set = held.reduce<number>((sum, each) => sum + (each ?? 0), 0)
    const free = parts.reduce((sum, { share }, i) => sum + (held[i] === null ? share : 0), 0)
    const left = Math.max(0, total - set)
    const scale = set > 0 && (free <= 0 || total < set) ? total / set : 1
    for (const [i, { share }] of parts.entries()) {
      const own = held[i] ?? null
      planned[i]![period] = own === null ? (free > 0 ? (left * share) / free : 0) : own * scale
    }
  }
  return planned
}
