import type { DealHistory } from '../deal-history.ts'

/** So many versions more are worked in within a second or two; packing all anew takes longer and writes everything. */
const soonWorkedIn = 50_000

/** Whether a history is kept anew: where none is kept that holds here, or the next start would have many versions to work in. */
export function isWorthKeeping(kept: Pick<DealHistory, 'used'> | null, { used }: Pick<DealHistory, 'used'>): boolean {
  return kept === null || Math.abs(used - kept.used) > soonWorkedIn
}
