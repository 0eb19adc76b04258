import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Writing } from '#platform/transaction.ts'
import { lockDeal } from './change.tx.ts'
import { versionsOf } from './history.sql.ts'
import { projection } from './history.ts'
import { endEmptyDeals } from './projection.tx.ts'

/** Ends a deal that was deleted where it comes from: what was known of it is retracted by `by` and stays known as it was. */
export async function endDealIn(writing: Writing, scope: Scope, { id, by }: { id: string; by: string }): Promise<void> {
  const { tx, audit, emit } = writing
  const at = await lockDeal(writing, scope, { id })
  const before = projection(await versionsOf(tx, id))
  await sql`update crm.deal_version set retracted_at = ${at}, retracted_by = ${by}
    where deal_id = ${id} and retracted_at is null`.execute(tx)
  await endEmptyDeals(tx, { of: sql`select ${id}::uuid as deal_id`, at })
  const summary = `Ended the deal ${before?.name ?? id}: it was removed where it comes from`
  await audit({ command: 'crm.end-deal', noun: 'deal', subjectId: id, summary })
  await emit('crm.deal.changed', { dealId: id })
}
