/** A published group and how many of it answered. */
export type Group = { id: string; n: number }

/** What may be shown of sibling groups, and why the others are not. */
export type Suppression = {
  shown: string[]
  hidden: {
    id: string
    n: number
    why: 'too few answers' | 'protects another group' | 'the parent has too few answers'
  }[]
}

/**
 * Decides which of sibling groups are shown. Fewer than k answers hide a group; if the hidden ones together still have fewer
 * than k, the smallest shown sibling is hidden too (ties by id) until they have, since the parent's total less the others
 * would give them away. Empty groups are neither hidden nor do they protect anybody; a parent below k hides all.
 */
export function suppressionOf(groups: readonly Group[], k: number): Suppression {
  const total = groups.reduce((sum, { n }) => sum + n, 0)
  if (total < k)
    return { shown: [], hidden: groups.map((group) => ({ ...group, why: 'the parent has too few answers' })) }
  const hidden: Suppression['hidden'] = groups
    .filter(({ n }) => n > 0 && n < k)
    .map((group) => ({ ...group, why: 'too few answers' }))
  const candidates = groups.filter(({ n }) => n >= k).sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))
  let covered = hidden.reduce((sum, { n }) => sum + n, 0)
  while (covered > 0 && covered < k && candidates.length > 0) {
    const next = candidates.shift()!
    hidden.push({ ...next, why: 'protects another group' })
    covered += next.n
  }
  const gone = new Set(hidden.map(({ id }) => id))
  return { shown: groups.filter(({ id }) => !gone.has(id)).map(({ id }) => id), hidden }
}
