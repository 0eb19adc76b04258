import type { Need } from '#platform/need.ts'

/** The few things that matter most: by kind, then by money. One of each kind before a second of any. */
export function rankNeeds(needs: readonly Need[], { most }: { most: number }): { needs: Need[]; more: number } {
  const ordered = [...needs].sort((a, b) => b.weight - a.weight || (b.amountMinor ?? 0) - (a.amountMinor ?? 0))
  const seen = new Set<Need['kind']>()
  const [firsts, seconds]: [Need[], Need[]] = [[], []]
  for (const need of ordered) {
    if (seen.has(need.kind)) seconds.push(need)
    else firsts.push(need)
    seen.add(need.kind)
  }
  const chosen = [...firsts, ...seconds].slice(0, most)
  return { needs: chosen, more: needs.length - chosen.length }
}
