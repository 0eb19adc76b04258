import { type RawBuilder, sql } from 'kysely'
import { columnsOf, insertColumns } from '#platform/db/field-columns.ts'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import { dealFields } from '../deals/fields.ts'
import { projectDeals } from '../deals/projection.tx.ts'

/**
 * States anew, from now on, in which stage and category deals are, or whose: each gets one version, all recorded at one instant,
 * by which the change is known and can be taken back. What was true before stays. Gives how many deals and that instant.
 */
export async function restateDeals(
  { tx, now, actor }: Writing,
  given: {
    where: RawBuilder<unknown>
    stageId?: string
    category?: RawBuilder<unknown>
    accountId?: string
    reason: string
  },
): Promise<{ deals: number; at: string }> {
  const { where, stageId, category, accountId, reason } = given
  const stated = {
    ...(stageId && { stageId: sql`${stageId}::uuid` }),
    ...(category && { forecastCategory: category }),
    ...(accountId && { accountId: sql`${accountId}::uuid` }),
  }
  const newest = await sql<{ at: string | null }>`select max(version.recorded_at) as at from crm.deal deal
    join crm.deal_version version on version.deal_id = deal.id where deal.ended_at is null and ${where}`.execute(tx)
  const at = new Date(Math.max(Date.parse(now), Date.parse(newest.rows[0]?.at ?? now) + 1)).toISOString()
  const head = newId().slice(0, 24)
  const restated =
    await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, actor_user_id, reason, ${insertColumns(dealFields)})
    select (${head} || lpad(to_hex(row_number() over (order by deal.id)), 12, '0'))::uuid, deal.id,
      greatest(${at}::timestamptz, (select max(version.valid_at) from crm.deal_version version
        where version.deal_id = deal.id and version.retracted_at is null)),
      ${at}, ${actor.id}, ${reason}, ${columnsOf(dealFields, 'deal', stated)}
    from crm.deal deal where deal.ended_at is null and ${where}`.execute(tx)
  await projectDeals(tx, { of: statedAt({ at, reason }), at })
  return { deals: Number(restated.numAffectedRows ?? 0), at }
}

/** Takes such a statement back; deals that were changed since keep what they say. */
export async function retractStated(
  { tx, now, actor }: Writing,
  stated: { at: string; reason: string },
): Promise<number> {
  await sql`create temp table restated on commit drop as ${statedAt(stated)}`.execute(tx)
  const retracted = await sql`update crm.deal_version set retracted_at = ${now}, retracted_by = ${actor.id}
    where recorded_at = ${stated.at} and reason = ${stated.reason} and retracted_at is null`.execute(tx)
  await projectDeals(tx, { of: sql`select deal_id from restated`, at: now })
  return Number(retracted.numAffectedRows ?? 0)
}

function statedAt({ at, reason }: { at: string; reason: string }): RawBuilder<unknown> {
  return sql`select deal_id from crm.deal_version
    where recorded_at = ${at} and reason = ${reason} and retracted_at is null`
}
