import { type RawBuilder, sql } from 'kysely'
import { sayTheSame } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import { fieldsOver, speaksOfFields } from '../kept/said.sql.ts'
import { dealFields } from './fields.ts'
import { withTold } from './late-rows.tx.ts'
import { mergeFields } from './merge-fields.tx.ts'
import { type Stated, spoken, statedFields } from './stated.sql.ts'

/**
 * Brings known deals and the rows of a file together, field by field. What the file does not speak of stays; what only
 * the file changed since it was last read follows the file; what only an edit here changed stays; where both did, the
 * rule of the field decides, by default the newer. Says what was decided.
 */
export async function mergeKnown(tx: Tx, input: Applying): Promise<string[]> {
  const stated = statedFields(input)
  await writeWhatFileSays(tx, stated, input)
  await sql`drop table if exists pg_temp.deal_merge`.execute(tx)
  await sql`create temp table deal_merge on commit drop as
    select n.row_number, ${filedAt(input)} >= coalesce(edit.at, '-infinity'::timestamptz) as file_is_newer,
      ${sql.join(stated.map((field) => sql`${base(field)} as ${sql.ref(`base_${field.column}`)}`))}
    from deal_state n join crm.deal d on d.id = n.known_id
      left join lateral (select v.* from crm.deal_version v where v.deal_id = n.known_id and v.import_id is not null and v.retracted_at is null
        order by v.valid_at desc, v.recorded_at desc, v.id desc limit 1) as last on true
      left join lateral (select max(v.recorded_at) as at from crm.deal_version v where v.deal_id = n.known_id and v.import_id is null and v.retracted_at is null) as edit on true
    where n.change is null`.execute(tx)
  const said = await conflicts(tx, stated, input)
  const ours = sql`d.outcome as our_outcome`
  await sql`update deal_state n set ${sql.join(stated.map((field) => sql`${sql.ref(field.column)} = ${merged(field, input)}`))}
    from deal_merge m, (select d.*, ${ours} from crm.deal d) as d where m.row_number = n.row_number and d.id = n.known_id`.execute(
    tx,
  )
  const ofFields = await mergeFields(tx, input)
  await settle(tx, input)
  return [...said, ...ofFields]
}

/** Kept with the deal, so that the next file tells its own changes from edits made here. */
async function writeWhatFileSays(tx: Tx, stated: readonly Stated[], input: Applying): Promise<void> {
  const spoken = stated.filter((field) => field.speaks)
  const before = sql`coalesce((select d.file_state from crm.deal d where d.id = n.known_id and n.change is distinct from 'new'), '{}'::jsonb)`
  const fields = speaksOfFields(input)
    ? [sql`'file_fields', ${fieldsOver(sql`${before} -> 'file_fields'`, sql`n.said_fields`, input)}`]
    : []
  const said = sql.join([...spoken.map(({ column, says }) => sql`${sql.lit(column)}, ${says}`), ...fields])
  await sql`update deal_state n set file_state = ${before} || ${withTold(before, input)}
      || case when n.change = 'late' or n.late_at is not null then '{}' else jsonb_strip_nulls(jsonb_build_object(${said})) end`.execute(
    tx,
  )
}

/** When the file knew it: at the row's own change, else on the day the file was taken. */
function filedAt({ now, timeZone, today }: Applying): RawBuilder<unknown> {
  return sql`coalesce(n.changed_at, case when n.as_of < ${today}::date then (n.as_of + 1)::timestamp at time zone ${timeZone} else ${now}::timestamptz end)`
}

/** What the last file said; before such was kept, what the last imported version holds. */
function base({ column, type }: Stated): RawBuilder<unknown> {
  const name = sql.lit(column)
  return sql`case when d.file_state ? ${name} then (d.file_state ->> ${name})::${sql.raw(type)} when d.file_state is null then last.${sql.ref(column)} end`
}

function contested(field: Stated, input: Applying): RawBuilder<unknown> {
  const [ours, was] = [sql`d.${sql.ref(field.column)}`, sql`m.${sql.ref(`base_${field.column}`)}`]
  return sql`(${spoken(field, input)} and (${field.says}) is distinct from ${was} and ${ours} is distinct from ${was} and (${field.says}) is distinct from ${ours})`
}

/** An edit made here that the file does not know of: it says what it said before. */
function keptEdit(field: Stated, input: Applying): RawBuilder<unknown> {
  const [ours, was] = [sql`d.${sql.ref(field.column)}`, sql`m.${sql.ref(`base_${field.column}`)}`]
  return sql`(${spoken(field, input)} and (${field.says}) is not distinct from ${was} and ${ours} is distinct from (${field.says}))`
}

function merged(field: Stated, input: Applying): RawBuilder<unknown> {
  const [ours, was] = [sql`d.${sql.ref(field.column)}`, sql`m.${sql.ref(`base_${field.column}`)}`]
  const rule = input.mapping.conflicts[field.column] ?? 'newest'
  const fileWins = rule === 'newest' ? sql`m.file_is_newer` : sql.lit(rule === 'file')
  return sql`case when not ${spoken(field, input)} or (${field.says}) is not distinct from ${was} then ${ours}
    when ${contested(field, input)} and not ${fileWins} then ${ours} else ${field.says} end`
}

/** What follows from the merged fields: outcome, category, basis of the amount, days; and whether anything is news. */
async function settle(tx: Tx, { today }: Applying): Promise<void> {
  await sql`update deal_state n set pipeline_id = st.pipeline_id, outcome = st.outcome,
      forecast_category = case when n.stage_id <> d.stage_id and n.forecast_category = d.forecast_category and n.said_category is null then st.forecast_category else n.forecast_category end,
      amount_basis = case when n.amount_minor is not distinct from d.amount_minor then d.amount_basis when n.amount_minor is null then 'none' else 'stated' end,
      closed_on = case when st.outcome = 'open' then null when n.closed_on is not null then n.closed_on else coalesce(n.said_expected, n.as_of, (n.changed_at)::date, ${today}::date) end
    from crm.deal d, crm.stage st where n.change is null and d.id = n.known_id and st.id = n.stage_id`.execute(tx)
  await sql`update deal_state as n set change = case when d.created_on is not distinct from coalesce(n.created_on, d.created_on)
        and ${sayTheSame(dealFields, 'n', 'd')} then 'unchanged' else 'changed' end
    from crm.deal d where n.change is null and d.id = n.known_id`.execute(tx)
}

/** Where a file and an edit here say different things, it is said who prevailed; so is what empty cells left standing. */
async function conflicts(tx: Tx, stated: readonly Stated[], input: Applying): Promise<string[]> {
  const hasCells = (column: string) =>
    column !== 'currency' || input.mapping.columns.some(({ field }) => field === 'currency')
  const counted = stated.map(
    (field) => sql`count(*) filter (where ${contested(field, input)}) as ${sql.ref(`at_${field.column}`)},
      count(*) filter (where ${contested(field, input)} and ${merged(field, input)} is distinct from d.${sql.ref(field.column)}) as ${sql.ref(`file_${field.column}`)},
      count(*) filter (where ${keptEdit(field, input)}) as ${sql.ref(`kept_${field.column}`)},
      count(*) filter (where ${sql.lit(field.speaks && hasCells(field.column))} and (${field.says}) is null and d.${sql.ref(field.column)} is not null and (n.outcome <> 'open' or ${sql.lit(field.column !== 'closed_on')})) as ${sql.ref(`empty_${field.column}`)}`,
  )
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counted)}
    from deal_state n join deal_merge m using (row_number) join crm.deal d on d.id = n.known_id`.execute(tx)
  const [row = {}] = rows
  const contests = stated.flatMap(({ column, word }) => {
    const [at, byFile] = [row[`at_${column}`] ?? 0, row[`file_${column}`] ?? 0]
    if (at === 0) return []
    const who =
      byFile === at ? "the file's stands" : byFile === 0 ? 'the edit stands' : `the file's stands in ${byFile}`
    return [`${word} in ${at} (${who})`]
  })
  const kept = stated.flatMap(({ column, word }) =>
    (row[`kept_${column}`] ?? 0) > 0 ? [`${word} in ${row[`kept_${column}`]}`] : [],
  )
  const empty = stated.flatMap(({ column, word }) =>
    (row[`empty_${column}`] ?? 0) > 0 ? [`${word} in ${row[`empty_${column}`]}`] : [],
  )
  const fate = input.mapping.empties === 'clear' ? 'emptied what was there' : 'left standing what was there'
  return [
    ...(contests.length > 0 ? [`Edited here and changed in the file: ${contests.join(', ')}.`] : []),
    ...(kept.length > 0 ? [`Edited here, and as before in the file: ${kept.join(', ')} (the edit stands).`] : []),
    ...(empty.length > 0 ? [`Empty cells ${fate}: ${empty.join(', ')}.`] : []),
  ]
}
