import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying } from '../applying.ts'
import { projectDeals } from '../deal-projection/commands.ts'
import { writeStages } from '../stages/commands.ts'
import { takeOut } from '../staging/commands.ts'

const state = [
  'name',
  'account_id',
  'item_id',
  'owner_id',
  'stage_id',
  'forecast_category',
  'amount_minor',
  'amount_basis',
  'currency',
  'expected_close',
  'closed_on',
]

/** Puts staged deals into the books: a new deal gets the history its dates tell, a changed one a further version. */
export async function applyDeals(tx: Tx, input: Applying): Promise<Applied> {
  await sql`update staged as s set pipeline = ${input.mapping.constants.pipeline ?? 'Sales'} where s.pipeline is null and not s.is_out`.execute(
    tx,
  )
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by key order by row_number) as nth from staged where not is_out) as n where nth > 1)`,
    column: input.columnOf('key'),
    value: sql`s.key`,
    kind: 'repeated key',
    reason: 'an earlier row of this file has the same key',
  })
  await writeStages(tx, input)
  await writeState(tx, input)
  await dateState(tx, input)
  await createDeals(tx, input)
  await retractCorrectedClosings(tx, input)
  await writeVersions(tx, input)
  await sql`drop table if exists pg_temp.touched`.execute(tx)
  await sql`create temp table touched on commit drop as select deal_id from deal_state where change <> 'unchanged' and known_id is not null`.execute(
    tx,
  )
  await projectDeals(tx)
  const counts = await sql<{
    change: string
    rows: number
  }>`select change, count(*) as rows from deal_state group by change`.execute(tx)
  const rowsOf = (change: string) => counts.rows.find((row) => row.change === change)?.rows ?? 0
  return {
    rowsNew: rowsOf('new'),
    rowsChanged: rowsOf('changed'),
    groups: repeated ? [repeated] : [],
    findings: await findings(tx, input),
    totals: await totals(tx),
  }
}

/** What each row says of its deal now, and whether that is news. A won deal is worth what it closed at; without an amount the list price stands. */
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
      s.currency, s.created_on, s.changed_at,
      case st.outcome when 'open' then coalesce(s.expected_close, s.close_day) else coalesce(s.expected_close, s.closed_on, s.close_day) end as expected_close,
      case when st.outcome <> 'open' then coalesce(s.closed_on, s.close_day, (s.changed_at at time zone ${timeZone})::date, s.created_on, ${today}::date) end as closed_on,
      null::text as change
    from staged s
      join stage_map m on m.value = s.stage join crm.pipeline p on p.name = s.pipeline join crm.stage st on st.pipeline_id = p.id and st.name = m.stage
      join company.currency c on c.code = s.currency
      left join crm.deal d on d.external_id = s.key left join crm.account a on a.id = s.account left join company.item i on i.id = s.item
    where not s.is_out`.execute(tx)
  const stateColumns = sql.join(state.map((name) => sql`n.${sql.ref(name)}`))
  const lastColumns = sql.join(state.map((name) => sql`last.${sql.ref(name)}`))
  await sql`update deal_state as n set change = case
      when n.known_id is null or n.was_ended then 'new'
      when exists (select 1 from crm.deal d where d.id = n.known_id and d.created_on is not distinct from coalesce(n.created_on, d.created_on)) and exists (
        select 1 from (select v.* from crm.deal_version v where v.deal_id = n.known_id and v.import_id is not null and v.retracted_at is null
          order by v.valid_at desc, v.recorded_at desc, v.id desc limit 1) as last where (${stateColumns}) is not distinct from (${lastColumns})) then 'unchanged'
      else 'changed' end`.execute(tx)
}

/** When each deal opened and came to where it is now: at midnight of its days, never closed before it was opened. */
async function dateState(tx: Tx, { now, timeZone }: Applying): Promise<void> {
  await sql`alter table deal_state add opened_at timestamptz, add reached_at timestamptz`.execute(tx)
  await sql`update deal_state set opened_at = created_on::timestamp at time zone ${timeZone}`.execute(tx)
  await sql`update deal_state as n set reached_at = case
      when n.outcome <> 'open' then greatest(n.closed_on::timestamp at time zone ${timeZone}, n.opened_at + interval '1 second')
      when n.change = 'new' and n.changed_at is null then coalesce(n.opened_at, ${now}::timestamptz)
      else coalesce(greatest(n.changed_at, n.opened_at + interval '1 second'), ${now}::timestamptz) end`.execute(tx)
  await sql`analyze deal_state`.execute(tx)
}

async function createDeals(tx: Tx, { now, importId }: Applying): Promise<void> {
  await sql`insert into crm.deal (id, external_id, name, pipeline_id, account_id, item_id, owner_id, stage_id, outcome, forecast_category,
      amount_minor, amount_basis, currency, created_on, expected_close, closed_on, stage_since, changed_at)
    select deal_id, external_id, name, pipeline_id, account_id, item_id, owner_id, stage_id, outcome, forecast_category,
      amount_minor, amount_basis, currency, created_on, expected_close, closed_on, reached_at, ${now}
    from deal_state where known_id is null order by row_number`.execute(tx)
  await sql`insert into imports.change (import_id, noun, subject_id, before, after)
    select ${importId}, 'deal', d.id, jsonb_build_object('created_on', d.created_on), jsonb_build_object('created_on', n.created_on)
    from deal_state n join crm.deal d on d.id = n.known_id where n.change = 'changed' and n.created_on is distinct from d.created_on and n.created_on is not null`.execute(
    tx,
  )
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
  const columns =
    sql.raw(`id, deal_id, valid_at, recorded_at, import_id, reason, currency, name, account_id, item_id, owner_id,
    stage_id, forecast_category, amount_minor, amount_basis, expected_close, closed_on`)
  const id = (step: string) => sql`(${importId.slice(0, 24)} || ${step} || lpad(to_hex(n.row_number), 11, '0'))::uuid`
  await sql`insert into crm.deal_version (${columns})
    select ${id('1')}, n.deal_id, n.opened_at, ${now}, ${importId}, 'from its dates', n.currency, n.name, n.account_id, n.item_id, n.owner_id,
      o.stage_id, o.forecast_category, n.opening_amount, n.opening_basis, null, null
    from deal_state n join opening_stage o on o.pipeline_id = n.pipeline_id where ${needsOpening} order by n.row_number`.execute(
    tx,
  )
  await sql`insert into crm.deal_version (${columns})
    select ${id('2')}, n.deal_id, n.reached_at, ${now}, ${importId}, case n.change when 'new' then 'from its dates' end, n.currency, n.name, n.account_id, n.item_id, n.owner_id,
      n.stage_id, n.forecast_category, n.amount_minor, n.amount_basis, n.expected_close, n.closed_on
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

async function totals(tx: Tx): Promise<Applied['totals']> {
  const { rows } = await sql<{ outcome: string; deals: number; currency: string; amount: string }>`
    select n.outcome, count(*) as deals, n.currency, (coalesce(sum(n.amount_minor), 0) / power(10::numeric, max(c.minor_digits)))::numeric(30, 2)::text as amount
    from deal_state n join company.currency c on c.code = n.currency group by n.outcome, n.currency order by n.outcome, n.currency`.execute(
    tx,
  )
  return rows.flatMap(({ outcome, deals, currency, amount }) => [
    { label: `Deals ${outcome}`, value: String(deals) },
    { label: `Amount ${outcome} in ${currency}`, value: amount },
  ])
}
