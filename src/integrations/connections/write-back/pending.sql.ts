import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Linked } from '../linked.ts'
import { NEXT_STEP, type Write } from '../schema.ts'
import type { Found, WriteChoice, WriteField } from '../source.ts'
import type { Pending } from './write.ts'

/**
 * Fields of open deals that were edited here and differ from what the other system last said. What was left or refused
 * before is looked at again once it is edited anew, or when somebody asks.
 */
export async function pendingWrites(
  db: Db,
  { id, kind, fields, isAsked }: { id: string; kind: Linked['kind']; fields: readonly WriteChoice[]; isAsked: boolean },
): Promise<Pending[]> {
  const { rows } = await sql<Pending>`with differing as materialized (
      select d.id, d.external_id, f.field, f.ours, f.base from crm.deal d cross join lateral (values
        ('forecast category', d.forecast_category, d.file_state ->> 'forecast_category'),
        ('expected close', d.expected_close::text, d.file_state ->> 'expected_close'),
        ('next step', d.file_fields ->> ${NEXT_STEP}, d.file_state -> 'file_fields' ->> ${NEXT_STEP})) as f (field, ours, base)
      where d.ended_at is null and d.outcome = 'open' and d.merged_into is null and d.file_state is not null and d.external_id ~ ${idsOf[kind]}
        and f.field = any(${[...fields]}::text[]) and f.ours is distinct from f.base)
    select d.id as "dealId", d.external_id as "outsideId", d.field, d.ours, d.base, edit.at as "editedAt"
    from differing d cross join lateral (select max(v.recorded_at) as at from crm.deal_version v
      where v.deal_id = d.id and v.import_id is null and v.retracted_at is null) as edit
    where edit.at is not null and (${isAsked} or not exists (select 1 from integrations.connection_write w where w.connection_id = ${id}
      and w.deal_id = d.id and w.field = d.field and w.state in ('left', 'refused') and w.at >= edit.at))
    order by d.external_id, d.field`.execute(db)
  return rows
}

/** Ids of deals as each system makes them. */
export const idsOf: Record<Linked['kind'], string> = {
  odoo: '^$',
  erpnext: '^$',
  salesforce: '^006[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$',
  hubspot: '^[0-9]+$',
}

export type Unsure = { id: string; dealId: string; outsideId: string; field: WriteField; digest: string }

/** Writes that a crash cut off: whether they arrived, only the other system knows. */
export async function unsureWrites(db: Db, connectionId: string): Promise<Unsure[]> {
  const { rows } = await sql<Unsure>`select id, deal_id as "dealId", outside_id as "outsideId", field, digest
    from integrations.connection_write where connection_id = ${connectionId} and state = 'being written' and activity_id is null`.execute(
    db,
  )
  return rows
}

const columns = sql`w.id, d.id as "dealId", d.name as "dealName", c.name as "connection", w.field, w.before, w.after, w.state, w.says, w.at`

/** What was written, or would be, of deals that one sees, newest first. */
export async function writesOf(db: Db, scope: Scope, { id, limit }: { id: string; limit: number }): Promise<Write[]> {
  const { rows } = await sql<Write>`select ${columns} from integrations.connection_write w
    join integrations.connection c on c.id = w.connection_id join crm.deal d on d.id = w.deal_id
    where w.connection_id = ${id} and ${ownedBy(scope.sees.deals, sql.ref('d.owner_id'))} order by w.at desc, w.id desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** What of one deal was written where, as far as one sees the deal. */
export async function writesOfDeal(db: Db, scope: Scope, dealId: string): Promise<Write[]> {
  const { rows } = await sql<Write>`select ${columns} from integrations.connection_write w
    join integrations.connection c on c.id = w.connection_id join crm.deal d on d.id = w.deal_id
    where w.deal_id = ${dealId} and w.state in ('written', 'left', 'refused') and ${ownedBy(scope.sees.deals, sql.ref('d.owner_id'))}
    order by w.at desc, w.id desc limit 50`.execute(db)
  return rows
}

/** Edits that did not arrive, as long as the deal still says what was to be written. */
export async function writeFindings(db: Db, connectionId: string): Promise<Found[]> {
  const { rows } = await sql<{ field: string; says: string; deals: number; example: string }>`
    select last.field, last.says, count(*)::int as deals, min(last.outside_id) as example from (
      select distinct on (deal_id, field) deal_id, outside_id, field, state, says, digest from integrations.connection_write
      where connection_id = ${connectionId} and state in ('written', 'left', 'refused') and activity_id is null order by deal_id, field, at desc, id desc) as last
    join crm.deal d on d.id = last.deal_id cross join lateral (select case last.field when 'forecast category' then d.forecast_category
      when 'expected close' then d.expected_close::text else d.file_fields ->> ${NEXT_STEP} end as ours) as now
    where last.state <> 'written' and d.ended_at is null and d.outcome = 'open'
      and last.digest = left(encode(sha256(convert_to(coalesce(now.ours, ''), 'UTF8')), 'hex'), 16)
      and now.ours is distinct from (case last.field when 'forecast category' then d.file_state ->> 'forecast_category'
        when 'expected close' then d.file_state ->> 'expected_close' else d.file_state -> 'file_fields' ->> ${NEXT_STEP} end)
    group by 1, 2 order by 3 desc, 1, 2 limit 20`.execute(db)
  return rows.map(({ field, says, deals, example }) => ({
    kind: 'not written',
    about: `${field}: ${says}`,
    says: `The ${field} of ${deals === 1 ? `deal ${example}` : `deal ${example} and ${deals - 1} others`} was not written back: ${says.replace(/\.?$/, '.')} Mend it there or here, then press Sync now.`,
  }))
}
