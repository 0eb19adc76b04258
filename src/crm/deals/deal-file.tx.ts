import { sql } from 'kysely'
import { columnsOf, insertColumns } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Later, Rows, Undone } from '#platform/importing/file-kind.ts'
import { stagedKept, takeOut } from '#platform/importing/staged.tx.ts'
import { endDeleted, endedWords } from './deleted-rows.tx.ts'
import { dealFields } from './fields.ts'
import { placeInPipelines } from './file-pipeline.tx.ts'
import { writeStages } from './file-stages.tx.ts'
import { keepGuarded } from './guarded-rows.tx.ts'
import { placeLateRows } from './late-rows.tx.ts'
import { mergeKnown } from './merge-known.tx.ts'
import { endEmptyDeals, projectDeals } from './projection.tx.ts'

/** How a file of deals, or of their history, becomes versions of deals, and how that is taken back. */
export const dealRows: Rows = { apply: applyDeals, later: laterVersions, undo: undoVersions }

/** Puts staged deals into the books: a new deal gets the history its dates tell, a changed one a further version. */
async function applyDeals(tx: Tx, input: Applying): Promise<Applied> {
  if (!input.mapping.columns.some((column) => column.field === 'key')) await keyByNameAndAccount(tx)
  else await keyByOwnId(tx)
  const gone = await takeOutMerged(tx, input)
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by key order by row_number) as nth from staged where not is_out) as n where nth > 1)`,
    column: input.columnOf('key'),
    value: sql`s.key`,
    kind: 'repeated key',
    reason: 'an earlier row of this file has the same key',
  })
  const deleted = await endDeleted(tx, input)
  const stageless = await takeOut(tx, {
    where: sql`s.stage is null and not exists (select 1 from crm.deal d where d.external_id = s.key and d.ended_at is null)`,
    column: input.columnOf('key'),
    value: sql`s.key`,
    kind: 'new deal without a stage',
    reason: 'no deal with this id is known, and the file does not say in which stage it is',
  })
  await placeInPipelines(tx, input)
  await writeStages(
    tx,
    input,
    sql`select distinct pipeline as name, stage as value from staged where not is_out and stage is not null`,
  )
  await writeState(tx, input)
  await placeLateRows(tx, input)
  const merged = await mergeKnown(tx, input)
  const guarded = await keepGuarded(tx, input)
  await createDeals(tx, input)
  await retractCorrectedClosings(tx, input)
  await dateState(tx, input)
  await writeVersions(tx, input)
  await sql`drop table if exists pg_temp.touched`.execute(tx)
  await sql`create temp table touched on commit drop as select deal_id from deal_state where change <> 'unchanged' and known_id is not null`.execute(
    tx,
  )
  await projectDeals(tx, { of: sql`select deal_id from touched` })
  const counts = await sql<{
    change: string
    rows: number
  }>`select change, count(*) as rows from deal_state group by change`.execute(tx)
  const rowsOf = (change: string) => counts.rows.find((row) => row.change === change)?.rows ?? 0
  return {
    rowsNew: rowsOf('new'),
    rowsChanged: rowsOf('changed') + rowsOf('late') + deleted,
    groups: [gone, repeated, stageless, ...guarded].filter((group) => group !== undefined),
    findings: [...late(rowsOf('late')), ...endedWords(deleted), ...merged, ...(await findings(tx, input))],
    totals: await totals(tx),
  }
}

/** A file that left from here knows deals without an id elsewhere by ours: that becomes the id they are known by. */
async function keyByOwnId(tx: Tx): Promise<void> {
  const ours = sql`case when s.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then s.key::uuid end`
  await sql`update crm.deal d set external_id = s.key from staged s where not s.is_out and d.id = ${ours} and d.external_id is null`.execute(
    tx,
  )
}

/** Without ids, a deal is known by its name and account: two "Renewal" of two accounts are two deals. */
async function keyByNameAndAccount(tx: Tx): Promise<void> {
  await sql`update staged as s set key = coalesce(
      (select d.external_id from crm.deal d where lower(d.name) = lower(s.name) and d.ended_at is null and d.external_id is not null
        and d.account_id is not distinct from s.account order by d.changed_at desc limit 1),
      case when exists (select 1 from staged o where not o.is_out and lower(o.name) = lower(s.name) and o.account is distinct from s.account)
          or exists (select 1 from crm.deal d where d.external_id = s.name and d.account_id is distinct from s.account)
        then concat_ws(' · ', s.name, (select a.name from crm.account a where a.id = s.account)) end,
      s.key)
    where not s.is_out and s.name is not null`.execute(tx)
}

/** A row of a deal that was merged into another is about that one, unless that one has a row of its own. */
async function takeOutMerged(tx: Tx, input: Applying) {
  const led = sql`from crm.deal l join crm.deal w on w.id = l.merged_into where l.external_id = s.key`
  // Where a program merged them as well, it says that the loser was deleted: the winner was not.
  await sql`delete from staged s where not s.is_out and s.deleted and exists (select 1 ${led})`.execute(tx)
  const out = await takeOut(tx, {
    where: sql`exists (select 1 ${led} and (w.external_id is null or exists (select 1 from staged o where not o.is_out and o.key = w.external_id)))`,
    column: input.columnOf('key'),
    value: sql`s.key`,
    kind: 'merged',
    reason: 'it was merged into another one, of which this file has a row too',
  })
  await sql`update staged as s set key = (select w.external_id ${led}) where not s.is_out and exists (select 1 ${led})`.execute(
    tx,
  )
  return out
}

/** What each row says of its deal. A won deal is worth what it closed at; without an amount the list price stands. */
async function writeState(tx: Tx, { timeZone, currency, today, importId }: Applying): Promise<void> {
  const category = sql`case when lower(replace(s.category, '_', ' ')) in ('pipeline', 'best case', 'commit', 'closed', 'omitted') then lower(replace(s.category, '_', ' '))
    when lower(s.category) in ('omit', 'not forecasted', 'not_forecasted') then 'omitted' when lower(s.category) in ('most likely', 'forecast') then 'commit' else st.forecast_category end`
  const listPrice = sql`case when s.currency = ${currency} then round(i.list_price * power(10::numeric, c.minor_digits))::bigint end`
  const stated = sql`case st.outcome when 'won' then coalesce(s.closing_amount, s.amount) else coalesce(s.amount, nullif(s.closing_amount, 0)) end`
  await sql`drop table if exists pg_temp.deal_state`.execute(tx)
  await sql`create temp table deal_state on commit drop as
    select s.row_number, s.key as external_id, d.id as known_id, d.ended_at is not null as was_ended,
      coalesce(d.id, (${importId.slice(0, 24)} || lpad(to_hex(s.row_number), 12, '0'))::uuid) as deal_id,
      st.pipeline_id, st.id as stage_id, st.outcome, ${category} as forecast_category,
      coalesce(s.name, nullif(concat_ws(' · ', a.name, i.name), ''), s.key) as name, s.account as account_id, s.item as item_id, s.owner as owner_id,
      coalesce(${stated}, ${listPrice}) as amount_minor,
      case when ${stated} is not null then 'stated' when ${listPrice} is not null then 'list price' else 'none' end as amount_basis,
      coalesce(s.amount, ${listPrice}) as opening_amount, case when s.amount is not null then 'stated' when ${listPrice} is not null then 'list price' else 'none' end as opening_basis,
      ${stagedKept} as said_fields, ${stagedKept} as file_fields, s.currency, s.created_on, s.changed_at, s.as_of, s.name as said_name, ${stated} as said_amount, s.category as said_category,
      coalesce(s.expected_close, s.close_day) as said_expected, coalesce(s.closed_on, s.close_day) as said_closed,
      case st.outcome when 'open' then coalesce(s.expected_close, s.close_day) else coalesce(s.expected_close, s.closed_on, s.close_day) end as expected_close,
      case when st.outcome <> 'open' then coalesce(s.closed_on, s.close_day, s.expected_close, (s.changed_at at time zone ${timeZone})::date, s.as_of, ${today}::date) end as closed_on,
      case when d.id is null or d.ended_at is not null then 'new' end as change, null::jsonb as file_state, null::timestamptz as late_at
    from staged s
      left join crm.deal d on d.external_id = s.key
      left join stage_map m on m.value = s.stage left join crm.pipeline p on p.name = s.pipeline left join crm.stage ms on ms.pipeline_id = p.id and ms.name = m.stage
      join crm.stage st on st.id = coalesce(ms.merged_into, ms.id, case when s.stage is null then d.stage_id end)
      join company.currency c on c.code = s.currency
      left join crm.account a on a.id = s.account left join company.item i on i.id = s.item
    where not s.is_out`.execute(tx)
}

/** When each deal opened and came to where it is now: at midnight of its days, never before what is known to have come earlier. */
async function dateState(tx: Tx, { now, timeZone, today }: Applying): Promise<void> {
  await sql`alter table deal_state add opened_at timestamptz, add reached_at timestamptz`.execute(tx)
  const taken = sql`case when n.as_of < ${today}::date then n.as_of::timestamp at time zone ${timeZone} else ${now}::timestamptz end`
  const last = sql`(select max(v.valid_at) from crm.deal_version v where v.deal_id = n.known_id and n.change = 'changed' and v.retracted_at is null)`
  await sql`update deal_state set opened_at = created_on::timestamp at time zone ${timeZone}`.execute(tx)
  await sql`update deal_state as n set reached_at = case
      when n.late_at is not null then n.late_at
      when n.outcome <> 'open' then greatest(n.closed_on::timestamp at time zone ${timeZone}, n.opened_at + interval '1 second', ${last})
      when n.change = 'new' and n.changed_at is null then coalesce(n.opened_at, ${taken})
      when n.changed_at is null then greatest(${taken}, n.opened_at + interval '1 second', ${last})
      else greatest(n.changed_at, n.opened_at + interval '1 second', ${last}) end`.execute(tx)
  await sql`analyze deal_state`.execute(tx)
}

async function createDeals(tx: Tx, { now }: Applying): Promise<void> {
  await sql`insert into crm.deal (id, external_id, pipeline_id, outcome, created_on, stage_since, changed_at, file_state, ${insertColumns(dealFields)})
    select deal_id, external_id, pipeline_id, outcome, created_on, ${now}, ${now}, file_state, ${insertColumns(dealFields)}
    from deal_state where known_id is null order by row_number`.execute(tx)
  await sql`insert into noted (noun, subject_id, before, after)
    select 'deal', d.id, jsonb_build_object('created_on', d.created_on, 'file_state', d.file_state),
      jsonb_build_object('created_on', coalesce(n.created_on, d.created_on), 'file_state', n.file_state)
    from deal_state n join crm.deal d on d.id = n.known_id
    where (n.created_on is distinct from d.created_on and n.created_on is not null) or n.file_state is distinct from d.file_state`.execute(
    tx,
  )
  await sql`update crm.deal d set file_state = n.file_state from deal_state n
    where n.known_id = d.id and n.file_state is distinct from d.file_state`.execute(tx)
  await sql`update crm.deal d set created_on = coalesce(n.created_on, d.created_on), pipeline_id = n.pipeline_id, ended_at = null
    from deal_state n where n.known_id = d.id and n.change <> 'unchanged'`.execute(tx)
}

/** A corrected closing replaces the earlier imported one, whatever day that named. */
async function retractCorrectedClosings(tx: Tx, { now, importId }: Applying): Promise<void> {
  await sql`update crm.deal_version v set retracted_at = ${now}, retracted_by = ${importId}
    from deal_state n, crm.stage st where n.change = 'changed' and v.deal_id = n.deal_id and v.import_id is not null and v.retracted_at is null
      and st.id = v.stage_id and st.outcome <> 'open'`.execute(tx)
}

/** Opening and closing of a new deal as its dates tell; one version for what changed. Ids follow from import, row and step. */
async function writeVersions(tx: Tx, { now, importId }: Applying): Promise<void> {
  const needsOpening = sql`n.change = 'new' and n.created_on is not null and (n.outcome <> 'open' or (n.changed_at is not null and n.stage_id <> o.stage_id))`
  const columns = sql`id, deal_id, valid_at, recorded_at, import_id, reason, ${insertColumns(dealFields)}`
  const opening = {
    stageId: sql`o.stage_id`,
    forecastCategory: sql`o.forecast_category`,
    amountMinor: sql`n.opening_amount`,
    amountBasis: sql`n.opening_basis`,
    expectedClose: sql`null::date`,
    closedOn: sql`null::date`,
  }
  const id = (step: string) => sql`(${importId.slice(0, 24)} || ${step} || lpad(to_hex(n.row_number), 11, '0'))::uuid`
  await sql`insert into crm.deal_version (${columns})
    select ${id('1')}, n.deal_id, n.opened_at, ${now}, ${importId}, 'from its dates', ${columnsOf(dealFields, 'n', opening)}
    from deal_state n join opening_stage o on o.pipeline_id = n.pipeline_id where ${needsOpening} order by n.row_number`.execute(
    tx,
  )
  await sql`insert into crm.deal_version (${columns})
    select ${id('2')}, n.deal_id, n.reached_at, ${now}, ${importId}, case when n.change = 'new' or n.late_at = n.opened_at then 'from its dates' end, ${columnsOf(dealFields, 'n')}
    from deal_state n where n.change <> 'unchanged' order by n.row_number`.execute(tx)
}

async function findings(tx: Tx, { mapping }: Applying): Promise<string[]> {
  const said: string[] = []
  const idle = await sql<{ names: string[]; all: number }>`
    select coalesce(array_agg(p.name order by p.name) filter (where not exists (select 1 from crm.deal d where d.owner_id = p.id and d.ended_at is null)), '{}') as names, count(*) as all
    from company.person p where p.erased_at is null and exists (select 1 from company.reporting_line r where r.person_id = p.id)
      and not exists (select 1 from company.reporting_line r where r.manager_id = p.id)`.execute(tx)
  const { names = [], all = 0 } = idle.rows[0] ?? {}
  if (names.length > 0 && names.length < all)
    said.push(`${names.length} of ${all} people own no deal: ${names.slice(0, 20).join(', ')}.`)
  if (!mapping.columns.some((column) => column.field === 'changed_at')) {
    said.push(
      'The file holds no stage history, only days: what stood on a past day is known from the opening day on, not stage by stage. A stage history can be imported beside it.',
    )
  }
  return said
}

function late(rows: number): string[] {
  return rows === 0
    ? []
    : [`${rows} rows are older than what is known of their deals: they tell the past and leave today as it is.`]
}

async function totals(tx: Tx): Promise<Applied['totals']> {
  const { rows } = await sql<{ outcome: string; deals: number; currency: string; amount: string }>`
    select n.outcome, count(*) as deals, n.currency, round(coalesce(sum(n.amount_minor), 0) / power(10::numeric, max(c.minor_digits)), max(c.minor_digits))::text as amount
    from deal_state n join company.currency c on c.code = n.currency group by n.outcome, n.currency order by n.outcome, n.currency`.execute(
    tx,
  )
  return rows.flatMap(({ outcome, deals, currency, amount }) => [
    { label: `Deals ${outcome}`, value: String(deals) },
    { label: `Amount ${outcome} in ${currency}`, value: amount },
  ])
}

/** Deals that got a version since, from another import or an edit. */
export async function laterVersions(tx: Tx, { importId }: { importId: string }): Promise<Later[]> {
  const { rows } = await sql<Later>`
    select count(distinct v.deal_id) as rows, v.import_id as "importId", u.name as by, max(v.recorded_at)::date::text as "on"
    from crm.deal_version v left join auth."user" u on u.id = v.actor_user_id
    where v.import_id is distinct from ${importId} and v.retracted_at is null
      and exists (select 1 from crm.deal_version mine where mine.deal_id = v.deal_id and mine.import_id = ${importId} and mine.recorded_at < v.recorded_at)
    group by 2, 3 order by 1 desc`.execute(tx)
  return rows
}

/** The versions of the import are retracted, those it had retracted stand again. */
export async function undoVersions(tx: Tx, { importId, now }: { importId: string; now: string }): Promise<Undone> {
  await sql`create temp table touched on commit drop as
    select distinct deal_id from crm.deal_version where import_id = ${importId} or retracted_by = ${importId}`.execute(
    tx,
  )
  const ended =
    await sql`update crm.deal_version set retracted_at = ${now}, retracted_by = ${importId} where import_id = ${importId} and retracted_at is null`.execute(
      tx,
    )
  const revived =
    await sql`update crm.deal_version set retracted_at = null, retracted_by = null where retracted_by = ${importId} and import_id is distinct from ${importId}`.execute(
      tx,
    )
  await sql`update crm.deal d set created_on = (n.before ->> 'created_on')::date, file_state = nullif(n.before -> 'file_state', 'null') from noted n
    where n.noun = 'deal' and n.subject_id = d.id and n.before is not null`.execute(tx)
  await projectDeals(tx, { of: sql`select deal_id from touched` })
  await endEmptyDeals(tx, { of: sql`select deal_id from touched`, at: now })
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}
