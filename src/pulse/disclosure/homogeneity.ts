/** What may be shown of the answers to one question in one group. */
export type Detail = 'nothing' | 'band' | 'distribution'

/** Below k nothing; where all answered alike and fewer than 2k did, a band only: the distribution would tell everyone's answer. */
export function detailOf(counts: readonly number[], k: number): Detail {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n < k) return 'nothing'
  return counts.some((count) => count === n) && n < 2 * k ? 'band' : 'distribution'
}
