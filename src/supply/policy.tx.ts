import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'
import { supplyPolicy } from './policy.sql.ts'
import type { Policy } from './schema.ts'

/** Changes the policy; plans made before keep the one they were made by. */
export async function setPolicy(
  work: Work,
  given: { [Key in keyof Policy]?: Policy[Key] | undefined },
): Promise<Policy> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select from supply.policy for update`.execute(tx)
    const before = await supplyPolicy(tx)
    const changed = Object.entries(given).filter(([, value]) => value !== undefined)
    const after: Policy = { ...before, ...Object.fromEntries(changed) }
    await sql`update supply.policy set horizon_periods = ${after.horizonPeriods}, service_target = ${after.serviceTarget},
      holding_rate = ${after.holdingRate}, late_share = ${after.lateShare}, lost_margin_share = ${after.lostMarginShare},
      buy_lead_days = ${after.buyLeadDays}, cost_share = ${after.costShare}, frozen_periods = ${after.frozenPeriods},
      time_limit_seconds = ${after.timeLimitSeconds}, lots = ${after.lots}, changed_at = ${now}`.execute(tx)
    await audit({ command: 'supply.set-policy', noun: 'policy', summary: 'Changed the supply policy', before, after })
    await emit('supply.records.changed', { noun: 'policy' })
    return after
  })
}
