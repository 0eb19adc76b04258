/** A part of a node with what is expected of it, period by period. */
type Expected = { key: string; share: number; ahead: readonly { mean: number }[] }

/** What was set by hand changes a part of a node by so much in one period. */
export type PartChange = { key: string; period: number; by: number; locked: boolean }

/**
 * What is planned of each part, period by period: parts that were set by hand hold what was set, the others share what is left of the
 * node as it is planned, each by its share. Sums to the node; where all of it is set otherwise, the parts set give way alike, those that
 * are locked last.
 */
export function plannedParts(
  parts: readonly Expected[],
  { whole, changes }: { whole: readonly number[]; changes: readonly PartChange[] },
): number[][] {
  const planned = parts.map(({ ahead }) => ahead.map(({ mean }) => mean))
  for (const [period, total] of whole.entries()) {
    const by = new Map<string, number>()
    const locked = new Set<string>()
    for (const { key, period: at, by: change, locked: isLocked } of changes) {
      if (at !== period) continue
      by.set(key, (by.get(key) ?? 0) + change)
      if (isLocked) locked.add(key)
    }
    const held = parts.map(({ key }, i) => (by.has(key) ? Math.max(0, planned[i]![period]! + by.get(key)!) : null))
    const sumOf = (which: (key: string) => boolean) =>
      held.reduce<number>((sum, each, i) => sum + (which(parts[i]!.key) ? (each ?? 0) : 0), 0)
    const [firm, loose] = [sumOf((key) => locked.has(key)), sumOf((key) => !locked.has(key))]
    const set = firm + loose
    const free = parts.reduce((sum, { share }, i) => sum + (held[i] === null ? share : 0), 0)
    const left = Math.max(0, total - set)
    const gives = set > 0 && (free <= 0 || total < set)
    const scaleLoose = gives && loose > 0 ? Math.max(0, total - firm) / loose : 1
    const scaleFirm = gives && (loose <= 0 || total < firm) ? total / firm : 1
    for (const [i, { key, share }] of parts.entries()) {
      const own = held[i] ?? null
      const scale = locked.has(key) ? scaleFirm : scaleLoose
      planned[i]![period] = own === null ? (free > 0 ? (left * share) / free : 0) : own * scale
    }
  }
  return planned
}
