/** Whole numbers of days, counted one by one: a million of them take no more room than the longest is long. */
export type DayCounts = { counts: Int32Array; size: number; total: number }

/** Nothing counted yet. */
export function noDays(): DayCounts {
  return { counts: new Int32Array(512), size: 0, total: 0 }
}

/** Counts a number of days, 0 or more. */
export function countDays(into: DayCounts, days: number): void {
  if (days >= into.counts.length) {
    const wider = new Int32Array(Math.max(days + 1, into.counts.length * 2))
    wider.set(into.counts)
    into.counts = wider
  }
  into.counts[days]!++
  into.size++
  into.total += days
}

/** Their mean; null where there are none. */
export function meanDays({ size, total }: DayCounts): number | null {
  return size === 0 ? null : total / size
}

/** The quantile at a share, by the rule of `quantile`; null where there are none. */
export function quantileDays({ counts, size }: DayCounts, share: number): number | null {
  if (size === 0) return null
  const place = (size - 1) * share
  const rank = Math.floor(place)
  let [seen, days] = [0, 0]
  const upTo = (goal: number) => {
    while (seen + counts[days]! <= goal) seen += counts[days++]!
    return days
  }
  const below = upTo(rank)
  const above = upTo(Math.min(rank + 1, size - 1))
  return below + (above - below) * (place - rank)
}
