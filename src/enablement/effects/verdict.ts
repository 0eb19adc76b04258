import type { Estimate } from './matched.ts'

export const verdicts = ['helps', 'hurts', 'no effect worth having', 'cannot tell'] as const
export type Verdict = (typeof verdicts)[number]

/**
 * What an estimate says: it helps or hurts where the whole interval is on one side of zero, it has no effect worth having
 * where the whole interval is nearer to zero than `worth`, and else nobody can tell.
 */
export function verdictOf(estimate: Estimate, worth: number): Verdict {
  if (estimate.estimate === null) return 'cannot tell'
  const { low, high } = estimate
  if (low > 0) return 'helps'
  if (high < 0) return 'hurts'
  return low > -worth && high < worth ? 'no effect worth having' : 'cannot tell'
}
