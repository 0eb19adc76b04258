import { type RawBuilder, sql } from 'kysely'
import { columnsOf, insertColumns, sayTheSame } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import { fieldsOver } from '../kept/said.sql.ts'
import { dealFields } from './fields.ts'
import { spoken, statedFields } from './stated.sql.ts'

/**
 * Puts rows of files that are older than what is known where they belong: last month's file, loaded after this month's,
 * changes last month only. What a deal was then is overwritten by what the file says of it; if nothing was written since,
 * the later file's word is written again for its own day, so that today stays as it is.
 */
export async function placeLateRows(tx: Tx, input: Applying): Promise<void> {
  await findLate(tx, input)
  await takeState(tx, input)
  await restateLater(tx, input)
}

/** When the file knew a row: at the row's own change, else when the day began on which the file was taken. */
export function toldAt({ now, timeZone, today }: Applying): RawBuilder<unknown> {
  return sql`coalesce(n.changed_at, case when n.as_of < ${today}::date then n.as_of::timestamp at time zone ${timeZone} else ${now}::timestamptz end)`
}

/** Instants of rows with their own day of change are compared with such only; an export of today names changes of last month. */
export const toldBy = sql`case when n.changed_at is null then 'seen' else 'changed' end`

/** What the file says is kept under the instant at which it said so; the newest hundred tell an old file from a new one. */
export function withTold(before: RawBuilder<unknown>, input: Applying): RawBuilder<unknown> {
  return sql`jsonb_build_object(${toldBy}, (select jsonb_agg(at order by at) from (select at from (
      select jsonb_array_elements_text(coalesce(${before} -> (${toldBy}), '[]')) as at
      union select to_char(${toldAt(input)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as told order by at desc limit 100) as newest))`
}

async function findLate(tx: Tx, input: Applying): Promise<void> {
  await sql`drop table if exists pg_temp.deal_late`.execute(tx)
  await sql`create temp table deal_late on commit drop as
    select n.row_number, n.known_id, ${toldAt(input)} as told_at, told.next_at, told.is_first,
      case when told.is_first and n.changed_at is null and prior.reason = 'from its dates' and prior.valid_at <= ${toldAt(input)} then prior.valid_at else ${toldAt(input)} end as valid_at, prior.id as prior_id
    from deal_state n join crm.deal d on d.id = n.known_id
      cross join lateral (select min(at::timestamptz) filter (where at::timestamptz > ${toldAt(input)}) as next_at, coalesce(bool_and(at::timestamptz > ${toldAt(input)}), false) as is_first
        from jsonb_array_elements_text(coalesce(d.file_state -> (${toldBy}), '[]')) as at) as told
      cross join lateral (select v.id, v.valid_at, v.reason from crm.deal_version v where v.deal_id = n.known_id and v.retracted_at is null
        order by (v.valid_at <= ${toldAt(input)}) desc, case when v.valid_at <= ${toldAt(input)} then v.valid_at end desc nulls last, v.valid_at, v.recorded_at desc, v.id desc limit 1) as prior
    where n.change is null and told.next_at is not null`.execute(tx)
}

async function takeState(tx: Tx, input: Applying): Promise<void> {
  const merged = statedFields(input).map(
    (field) =>
      sql`${sql.ref(field.column)} = case when ${spoken(field, input)} then ${field.says} else v.${sql.ref(field.column)} end`,
  )
  const fields = fieldsOver(sql`v.file_fields`, sql`n.said_fields`, input)
  await sql`update deal_state n set ${sql.join(merged)}, file_fields = ${fields}, late_at = l.valid_at
    from deal_late l join crm.deal_version v on v.id = l.prior_id where l.row_number = n.row_number`.execute(tx)
  await sql`update deal_state n set outcome = st.outcome,
      amount_basis = case when n.amount_minor is not distinct from v.amount_minor then v.amount_basis when n.amount_minor is null then 'none' else 'stated' end,
      forecast_category = case when n.stage_id = v.stage_id then v.forecast_category else coalesce(nullif(n.forecast_category, v.forecast_category), st.forecast_category) end,
      closed_on = case when st.outcome <> 'open' then coalesce(n.closed_on, n.said_expected, n.as_of) end
    from deal_late l join crm.deal_version v on v.id = l.prior_id, crm.stage st where l.row_number = n.row_number and st.id = n.stage_id`.execute(
    tx,
  )
  await sql`update deal_state as n set change = case when
        ${sayTheSame(dealFields, 'n', 'v')} then 'unchanged' else 'late' end
    from deal_late l join crm.deal_version v on v.id = l.prior_id where l.row_number = n.row_number`.execute(tx)
}

async function restateLater(tx: Tx, { now, importId }: Applying): Promise<void> {
  await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, import_id, reason, ${insertColumns(dealFields)})
    select (${importId.slice(0, 24)} || '3' || lpad(to_hex(l.row_number), 11, '0'))::uuid, l.known_id, l.next_at, ${now}, ${importId}, 'as a later file says',
      ${columnsOf(dealFields, 'v')}
    from deal_late l join deal_state n using (row_number) join crm.deal_version v on v.id = l.prior_id
    where n.change = 'late' and v.valid_at <= l.told_at
      and not exists (select 1 from crm.deal_version o where o.deal_id = l.known_id and o.retracted_at is null and o.valid_at > l.told_at and o.valid_at <= l.next_at)`.execute(
    tx,
  )
}
