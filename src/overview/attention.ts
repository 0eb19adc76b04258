import type { Need } from './schema.ts'

const weight: Record<Need['kind'], number> = {
  'failed import': 7,
  quarantine: 6,
  overdue: 5,
  'no quota': 4,
  'stale orders': 4,
  behind: 4,
  bias: 3,
  accuracy: 3,
  moved: 3,
  life: 1,
  'no close date': 2,
  'no amount': 2,
  'no owner': 1,
}

/** The few things that matter most: by kind, then by money. One of each kind before a second of any. */
export function rankNeeds(needs: readonly Need[], { most }: { most: number }): { needs: Need[]; more: number } {
  const ordered = [...needs].sort(
    (a, b) => weight[b.kind] - weight[a.kind] || (b.amountMinor ?? 0) - (a.amountMinor ?? 0),
  )
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
