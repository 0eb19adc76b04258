import { dayAfter } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import { type Asking, cannotTell, type Measured, type Measures, MOST_ROWS, shareOf } from './measured.ts'

/** Checks 5, 6, 9 and 10: whether records are filled, single, alive, and went their way. */
export async function recordMeasures(asking: Asking): Promise<Measures> {
  const [filled, duplicates, stale, discipline] = await Promise.all([
    fieldsFilled(asking),
    duplicateAccounts(asking),
    staleAccounts(asking),
    stageDiscipline(asking),
  ])
  return {
    'fields-filled': filled,
    duplicates,
    'stale-accounts': stale,
    'stage-discipline': discipline,
  }
}

type Counted = { hits: number; n: number; rows: { label: string; detail: string | null; to: string | null }[] | null }

/** One query that counts, and lists what it counted against. */
async function counted({ db }: Asking, query: RawBuilder<Counted>, none: string): Promise<Measured> {
  const { rows } = await query.execute(db)
  const { hits, n, rows: behind } = rows[0]!
  return shareOf({ hits: Number(hits), n: Number(n), none, rows: behind ?? [] })
}

function fieldsFilled(asking: Asking): Promise<Measured> {
  const end = sql`(${dayAfter(asking.asOf, 1)}::date)`
  const query = sql<Counted>`
    with open_deal as (
      select deal.id, state.* from crm.deal deal join lateral (
        select version.name, version.owner_id, version.account_id, version.amount_minor, version.expected_close, version.stage_id
        from crm.deal_version version
        where version.deal_id = deal.id and version.retracted_at is null and version.valid_at < ${end}
        order by version.valid_at desc, version.recorded_at desc, version.id desc limit 1
      ) state on true join crm.stage stage on stage.id = state.stage_id
      where deal.ended_at is null and stage.outcome = 'open'
    ), record as (
      select name, array_remove(array[case when owner_id is null then 'owner' end, case when account_id is null then 'account' end,
        case when amount_minor is null then 'amount' end, case when expected_close is null then 'expected close' end], null) as lacks,
        4 as required, '/crm/deals?deal=' || id as path from open_deal
      union all
      select name, array_remove(array[case when territory_id is null then 'territory' end, case when country is null then 'country' end], null),
        2, '/crm/accounts?account=' || id from crm.account where merged_into is null and created_at < ${end}
    )
    select sum(required - cardinality(lacks)) as hits, coalesce(sum(required), 0) as n,
      (select json_agg(json_build_object('label', name, 'detail', 'lacks ' || array_to_string(lacks, ', '), 'to', path))
        from (select * from record where cardinality(lacks) > 0 order by cardinality(lacks) desc, name limit ${MOST_ROWS}) as listed) as rows
    from record`
  return counted(asking, query, 'No deal is open and no account is known.')
}

function duplicateAccounts(asking: Asking): Promise<Measured> {
  const query = sql<Counted>`
    with named as (
      select id, name, row_number() over (partition by lower(regexp_replace(name, '[^[:alnum:]]', '', 'g')) order by created_at, id) as place
      from crm.account where merged_into is null and created_at < ${dayAfter(asking.asOf, 1)}::date
    )
    select count(*) filter (where place > 1) as hits, count(*) as n,
      (select json_agg(json_build_object('label', name, 'detail', 'another account has this name', 'to', '/crm/accounts?account=' || id))
        from (select * from named where place > 1 order by name limit ${MOST_ROWS}) as listed) as rows
    from named`
  return counted(asking, query, 'No account is known.')
}

function staleAccounts(asking: Asking): Promise<Measured> {
  const [from, end] = [dayAfter(asking.asOf, -365), dayAfter(asking.asOf, 1)]
  const query = sql<Counted>`
    with seen as (
      select account.id, account.name, exists (select from crm.deal deal join crm.deal_version version on version.deal_id = deal.id
          where deal.account_id = account.id and version.valid_at >= ${from}::date and version.valid_at < ${end}::date)
        or exists (select from crm.order_line line where line.account_id = account.id and line.ended_at is null
          and line.ordered_on >= ${from} and line.ordered_on < ${end}) as alive
      from crm.account account where account.merged_into is null and account.created_at < ${end}::date
    )
    select count(*) filter (where not alive) as hits, count(*) as n,
      (select json_agg(json_build_object('label', name, 'detail', 'nothing happened for 12 months', 'to', '/crm/accounts?account=' || id))
        from (select * from seen where not alive order by name limit ${MOST_ROWS}) as listed) as rows
    from seen`
  return counted(asking, query, 'No account is known.')
}

/** A won deal passed a stage when some version of it stood there; in order when it first did so from left to right. */
async function stageDiscipline(asking: Asking): Promise<Measured> {
  const query = sql<Counted>`
    with won as (
      select deal.id, deal.name, deal.pipeline_id from crm.deal deal
      where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on > ${dayAfter(asking.asOf, -91)} and deal.closed_on <= ${asking.asOf}
    ), first_in as (
      select won.id, stage.position, min(version.valid_at) as at from won
      join crm.deal_version version on version.deal_id = won.id and version.retracted_at is null
      join crm.stage stage on stage.id = version.stage_id and stage.outcome = 'open' group by 1, 2
    ), way as (
      select won.id, won.name,
        (select count(*) from crm.stage where pipeline_id = won.pipeline_id and outcome = 'open') as stages,
        (select count(*) from first_in where first_in.id = won.id) as passed,
        (select coalesce(bool_and(later.at >= earlier.at), true) from first_in earlier join first_in later
          on later.id = earlier.id and later.position > earlier.position where earlier.id = won.id) as in_order
      from won
    )
    select count(*) filter (where passed = stages and in_order) as hits, count(*) as n,
      (select json_agg(json_build_object('label', name, 'detail',
          case when passed < stages then 'passed ' || passed || ' of ' || stages || ' stages' else 'went back and forth' end,
          'to', '/crm/deals?deal=' || id))
        from (select * from way where passed < stages or not in_order order by passed, name limit ${MOST_ROWS}) as listed) as rows
    from way`
  const measured = await counted(asking, query, 'No deal was won in the last quarter.')
  return measured.n === 0 ? cannotTell(measured.cannotTell!) : measured
}
