import { sql } from 'kysely'
import { fullScope } from '#platform/auth/scope.ts'
import type { Work } from '#platform/transaction.ts'
import { changeDeal } from './deals/change.tx.ts'
import { changeLead } from './leads/change.tx.ts'

/** Gives a deal that nobody owns to a person; false where somebody owns it by now, or it is gone. */
export async function handOver(
  work: Work,
  { dealId, ownerId, reason }: { dealId: string; ownerId: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ changedAt: string }>`select changed_at as "changedAt" from crm.deal
    where id = ${dealId} and owner_id is null and ended_at is null`.execute(work.workspace.db)
  if (!rows[0]) return false
  await changeDeal(work, fullScope, { id: dealId, changedAt: rows[0].changedAt, changes: { ownerId }, reason })
  return true
}

/** The same with a lead; its history says that Drumbeat did it, the rule that did says why. */
export async function handOverLead(
  work: Work,
  { leadId, ownerId }: { leadId: string; ownerId: string },
): Promise<boolean> {
  const { rows } = await sql<{ changedAt: string }>`select changed_at as "changedAt" from crm.lead
    where id = ${leadId} and owner_id is null and ended_at is null`.execute(work.workspace.db)
  if (!rows[0]) return false
  await changeLead(work, fullScope, { id: leadId, changedAt: rows[0].changedAt, ownerId })
  return true
}
