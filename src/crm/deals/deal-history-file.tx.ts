import { sql } from 'kysely'
import { columnsOf, insertColumns } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { takeOut } from '#platform/importing/staged.tx.ts'
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
      s.amount as amount_minor, s.expected_close, case when st.outcome <> 'open' then coalesce(s.expected_close, d.closed_on, (s.changed_at at time zone ${timeZone})::date) end as closed_on, false as is_edited
    from staged s join crm.deal d on d.external_id = s.deal
      join stage_map m on m.value = s.stage left join crm.pipeline p on p.name = m.pipeline
      join crm.stage st on st.pipeline_id = coalesce(p.id, d.pipeline_id) and st.name = m.stage
    where not s.is_out`.execute(tx)
  await keepEdits(tx)
  await sql`delete from history_state h using crm.deal_version v where v.deal_id = h.deal_id and v.import_id is not null and v.retracted_at is null
    and v.reason is distinct from 'from its dates' and v.valid_at = h.valid_at
    and (v.reason = ${editStands} or v.stage_id = h.stage_id and v.forecast_category = h.forecast_category
    and (v.amount_minor, v.expected_close) is not distinct from (h.amount_minor, h.expected_close))`.execute(tx)
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

const editStands = 'an edit made here stands'

/**
 * A later state that says of a field what the file said before the field was edited here knows nothing of that edit: it
 * tells a change of another field, and the edit stands.
 */
async function keepEdits(tx: Tx): Promise<void> {
  const fields = ['stage_id', 'forecast_category', 'amount_minor', 'expected_close'] as const
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
