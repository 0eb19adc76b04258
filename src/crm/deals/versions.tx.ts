import { sql } from 'kysely'
import { insertColumns, insertValues } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import type { Statement } from './correction.ts'
import { dealFields } from './fields.ts'
import { versionsOf } from './history.sql.ts'
import { type DealVersion, projection } from './history.ts'
import { endEmptyDeals, projectDeals } from './projection.tx.ts'

/** Appends what one edit states; all its versions are recorded at one instant, by which the edit is known. */
export async function writeVersions(
  { tx, actor }: Writing,
  edit: { dealId: string; at: string; statements: Statement[]; reason?: string | undefined },
): Promise<void> {
  for (const { validAt, state } of edit.statements) {
    await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, actor_user_id, reason, ${insertColumns(dealFields)})
      values (${newId()}, ${edit.dealId}, ${validAt}, ${edit.at}, ${actor.id}, ${edit.reason ?? null}, ${insertValues(dealFields, state)})`.execute(
      tx,
    )
  }
}

/** Makes the deal show its newest standing version; without one it has ended. */
export async function project(tx: Tx, { dealId, at }: { dealId: string; at: string }): Promise<DealVersion | null> {
  const one = { of: sql`select ${dealId}::uuid as deal_id`, at }
  await projectDeals(tx, one)
  await endEmptyDeals(tx, one)
  return projection(await versionsOf(tx, dealId))
}
