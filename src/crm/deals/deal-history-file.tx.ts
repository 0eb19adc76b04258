import { sql } from 'kysely'
import { columnsOf, insertColumns } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { stagedKept, takeOut } from '#platform/importing/staged.tx.ts'
import { fieldsOver, speaksOfFields } from '../kept/said.sql.ts'
import { laterVersions, undoVersions } from './deal-file.tx.ts'
import { dealFields } from './fields.ts'
import { writeStages } from './file-stages.tx.ts'
import { projectDeals } from './projection.tx.ts'

/** How a stage history becomes versions of deals, and how that is taken back. */
export const dealHistoryRows: Rows = {
  are: 'deals',
  apply: applyDealHistory,
  later: laterVersions,
  undo: undoVersions,
}

/** Puts the recorded stage history of known deals into the books; it replaces what had been guessed from their dates. */
async function applyDealHistory(tx: Tx, input: Applying): Promise<Applied> {
  const { importId, now, timeZone } = input
  const says = { owner: input.mapping.columns.some(({ field }) => field === 'owner'), fields: speaksOfFields(input) }
  const unknown = await takeOut(tx, {
    where: sql`not exists (select 1 from crm.deal d where d.external_id = s.deal and d.ended_at is null)`,
    column: input.columnOf('deal'),
    value: sql`s.deal`,
    kind: 'unknown deal',
    reason: 'no deal has this id; import the deals first',
  })
  await writeStages(
    tx,
    input,
    sql`select distinct p.name, s.stage as value from staged s join crm.deal d on d.external_id = s.deal
      join crm.pipeline p on p.id = d.pipeline_id where s.stage is not null and not s.is_out`,
  )
  await sql`drop table if exists pg_temp.history_state, pg_temp.touched`.execute(tx)
  await sql`create temp table history_state on commit drop as
    select s.row_number, d.id as deal_id, s.changed_at as valid_at, st.id as stage_id, st.outcome,
      coalesce(case when lower(replace(s.category, '_', ' ')) in ('pipeline', 'best case', 'commit', 'closed', 'omitted') then lower(replace(s.category, '_', ' ')) end, st.forecast_category) as forecast_category,
      ${says.owner ? sql`s.owner` : sql`d.owner_id`} as owner_id, ${says.fields ? fieldsOver(sql`d.file_fields`, stagedKept, input) : sql`d.file_fields`} as file_fields,
      s.amount as amount_minor, s.expected_close, case when st.outcome <> 'open' then coalesce(s.expected_close, d.closed_on, (s.changed_at at time zone ${timeZone})::date) end as closed_on, false as is_edited
    from staged s join crm.deal d on d.external_id = s.deal
      join stage_map m on m.value = s.stage left join crm.pipeline p on p.name = m.pipeline
      join crm.stage st on st.pipeline_id = coalesce(p.id, d.pipeline_id) and st.name = m.stage
    where not s.is_out`.execute(tx)
  await keepEdits(tx, says)
  if (says.fields) await keepFieldEdits(tx)
  await sql`delete from history_state h using crm.deal_version v where ${inForce} and v.reason is distinct from 'from its dates'
    and (v.reason = ${editStands} or ${same}${sameOf(says)})`.execute(tx)
  if (says.owner || says.fields)
    await sql`update crm.deal_version v set retracted_at = ${now}, retracted_by = ${importId} from history_state h where ${inForce} and ${same}`.execute(
      tx,
    )
  await sql`create temp table touched on commit drop as select distinct deal_id from history_state`.execute(tx)
  const guessed = await sql`update crm.deal_version v set retracted_at = ${now}, retracted_by = ${importId} from touched
    where v.deal_id = touched.deal_id and v.reason = 'from its dates' and v.retracted_at is null`.execute(tx)
  const then = {
    stageId: sql`h.stage_id`,
    forecastCategory: sql`h.forecast_category`,
    amountMinor: sql`h.amount_minor`,
    amountBasis: sql`case when h.amount_minor is null then 'none' else 'stated' end`,
    expectedClose: sql`h.expected_close`,
    closedOn: sql`h.closed_on`,
    ...(says.owner && { ownerId: sql`h.owner_id` }),
    ...(says.fields && { fields: sql`h.file_fields` }),
  }
  const made =
    await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, import_id, reason, ${insertColumns(dealFields)})
    select (${importId.slice(0, 24)} || lpad(to_hex(h.row_number), 12, '0'))::uuid, h.deal_id, h.valid_at, ${now}, ${importId},
      case when h.is_edited then ${editStands} end, ${columnsOf(dealFields, 'd', then)}
    from history_state h join crm.deal d on d.id = h.deal_id order by h.row_number`.execute(tx)
  await projectDeals(tx, { of: sql`select deal_id from touched` })
  const replaced = Number(guessed.numAffectedRows ?? 0)
  return {
    rowsNew: Number(made.numAffectedRows ?? 0),
    rowsChanged: 0,
    groups: unknown ? [unknown] : [],
    findings:
      replaced > 0
        ? [`${replaced} versions that had been taken from the deals' dates gave way to the recorded history.`]
        : [],
    totals: [],
  }
}

/** The imported version of an instant, and whether it says the same of what every history tells. */
const inForce = sql`v.deal_id = h.deal_id and v.import_id is not null and v.retracted_at is null and v.valid_at = h.valid_at`
const same = sql`v.stage_id = h.stage_id and v.forecast_category = h.forecast_category
    and (v.amount_minor, v.expected_close) is not distinct from (h.amount_minor, h.expected_close)`

/** What the file says beside stage, category, amount and close; of the rest a version says what the deal says now. */
type Says = { owner: boolean; fields: boolean }

function sameOf({ owner, fields }: Says) {
  const sameOwner = owner ? sql` and v.owner_id is not distinct from h.owner_id` : sql``
  return sql`${sameOwner}${fields ? sql` and v.file_fields is not distinct from h.file_fields` : sql``}`
}

const editStands = 'an edit made here stands'

/**
 * A later state that says of a field what the file said before the field was edited here knows nothing of that edit: it
 * tells a change of another field, and the edit stands.
 */
async function keepEdits(tx: Tx, { owner }: Says): Promise<void> {
  const fields = ['stage_id', 'forecast_category', 'amount_minor', 'expected_close', ...(owner ? ['owner_id'] : [])]
  const unknown = (column: string) => {
    const was = sql`(d.file_state ->> ${sql.lit(column)})`
    const [ours, says] = [sql.ref(`d.${column}`), sql.ref(`h.${column}`)]
    return sql`(${ours}::text is distinct from ${was} and ${says}::text is not distinct from ${was})`
  }
  const kept = fields.map(
    (column) =>
      sql`${sql.ref(column)} = case when ${unknown(column)} then ${sql.ref(`d.${column}`)} else ${sql.ref(`h.${column}`)} end`,
  )
  await sql`update history_state h set is_edited = true, ${sql.join(kept)},
      closed_on = case when ${unknown('stage_id')} then d.closed_on else h.closed_on end
    from crm.deal d where d.id = h.deal_id and d.file_state is not null and (${sql.join(fields.map(unknown), sql` or `)})
      and exists (select 1 from crm.deal_version v where v.deal_id = h.deal_id and v.import_id is null and v.retracted_at is null and v.valid_at <= h.valid_at)`.execute(
    tx,
  )
}

/** The same of each field that is kept under its header. */
async function keepFieldEdits(tx: Tx): Promise<void> {
  const [ours, was, says] = [sql`d.file_fields`, sql`d.file_state -> 'file_fields'`, sql`o.file_fields`]
  const isUnknown = sql`${ours} ->> key.name is distinct from ${was} ->> key.name and ${says} ->> key.name is not distinct from ${was} ->> key.name`
  await sql`update history_state h set is_edited = true, file_fields = nullif(kept.fields, '{}')
    from (select o.row_number, jsonb_strip_nulls(jsonb_object_agg(key.name, case when ${isUnknown} then ${ours} ->> key.name else ${says} ->> key.name end)) as fields
      from history_state o join crm.deal d on d.id = o.deal_id and d.file_state is not null
        cross join lateral jsonb_object_keys(coalesce(${ours}, '{}') || coalesce(${says}, '{}')) as key (name)
      where exists (select 1 from crm.deal_version v where v.deal_id = o.deal_id and v.import_id is null and v.retracted_at is null and v.valid_at <= o.valid_at)
      group by o.row_number having bool_or(${isUnknown})) as kept
    where kept.row_number = h.row_number`.execute(tx)
}
