import { sql } from 'kysely'
import { type Company, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import { partsOf } from '#goals/shares.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Closing } from './closings.sql.ts'

/** What one owner closed in a period by a day, and has open and due in it, as the deals stood at the end of that day. */
export type Book = { ownerId: string; closedMinor: number; openMinor: number; openDeals: number; sharedDeals: number }

/** `then`: as the deals were known at the end of the day; else with all that is known now. */
type Asked = { from: string; to: string; asOf: string; known?: 'now' | 'then' | undefined }

/**
 * The books of all whom the reader sees, in company currency; of a shared deal each has the part that was theirs on that day.
 * A deal shows its newest version, so only those that moved, or were learned of, after the day are looked up in their history.
 */
export async function books(db: Db, scope: Scope, asked: Asked): Promise<Book[]> {
  const company = await readCompany(db)
  const [end, then] = [endOf(company, asked.asOf), sql.lit(asked.known === 'then')]
  const movedAfter = sql`version.valid_at >= ${end} and version.retracted_at is null
    or ${then} and (version.recorded_at >= ${end} or version.retracted_at >= ${end})`
  const isKnown = sql`(version.retracted_at is null or ${then} and version.retracted_at >= ${end})
    and (not ${then} or version.recorded_at < ${end})`
  const { rows } = await sql<Book>`
    with later as materialized (
      select distinct version.deal_id as id from crm.deal_version version
      where ${movedAfter}
    ), held as (
      select deal.id, deal.owner_id, deal.stage_id, deal.forecast_category, deal.amount_minor, deal.currency, deal.expected_close,
        deal.closed_on, deal.outcome
      from crm.deal deal
      where deal.ended_at is null and not exists (select from later where later.id = deal.id) and (
        deal.closed_on >= ${asked.from} and deal.closed_on < ${asked.to}
        or deal.expected_close >= ${asked.from} and deal.expected_close < ${asked.to})
      union all
      select deal.id, state.*, stage.outcome from later join crm.deal deal using (id)
      join lateral (
        select version.owner_id, version.stage_id, version.forecast_category, version.amount_minor, version.currency,
          version.expected_close, version.closed_on
        from crm.deal_version version
        where version.deal_id = deal.id and version.valid_at < ${end} and ${isKnown}
        order by version.valid_at desc, version.recorded_at desc, version.id desc limit 1
      ) state on true
      join crm.stage stage on stage.id = state.stage_id
      where deal.ended_at is null or ${then} and deal.ended_at >= ${end}
    ), due as (
      select held.id, held.owner_id, held.outcome, 0::bigint as before, ${moneyOf(company, asked.asOf)} as upto from held
      where (
        held.outcome = 'won' and held.closed_on >= ${asked.from} and held.closed_on < ${asked.to} and held.closed_on <= ${asked.asOf}
        or held.outcome = 'open' and held.expected_close >= ${asked.from} and held.expected_close < ${asked.to}
          and held.forecast_category <> 'omitted')
    ), ${partsOf(endOf(company, asked.asOf))}
    select person_id as "ownerId", coalesce(sum(part) filter (where outcome = 'won'), 0)::bigint as "closedMinor",
      coalesce(sum(part) filter (where outcome = 'open'), 0)::bigint as "openMinor",
      count(*) filter (where outcome = 'open' and counts) as "openDeals",
      count(distinct id) filter (where shared) as "sharedDeals"
    from parts where person_id is not null and ${ownedBy(scope.sees.deals, sql.ref('person_id'))} group by person_id`.execute(
    db,
  )
  return rows
}

/** What each owner closed on each day from `from` until the day before `to`, as known now. */
export async function closings(db: Db, scope: Scope, { from, to }: { from: string; to: string }): Promise<Closing[]> {
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: sql.ref('deal.closed_on'),
  })
  const { rows } = await sql<Closing>`
    with due as materialized (
      select deal.id, deal.owner_id, deal.closed_on, 0::bigint as before, ${worth} as upto from crm.deal deal
      where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on >= ${from} and deal.closed_on < ${to}
    ), ${partsOf()}
    select person_id as "ownerId", closed_on as day, coalesce(sum(part), 0)::bigint as "closedMinor" from parts
    where person_id is not null and ${ownedBy(scope.sees.deals, sql.ref('person_id'))}
    group by 1, 2 order by 2`.execute(db)
  return rows
}

function endOf(company: Company, day: string) {
  return sql`((${day}::date + 1)::timestamp at time zone ${company.timeZone})`
}

function moneyOf(company: Company, asOf: string) {
  return inCompanyMoney(company, {
    minor: sql.ref('held.amount_minor'),
    currency: sql.ref('held.currency'),
    day: sql`case when held.outcome = 'open' then ${asOf}::date else held.closed_on end`,
  })
}
