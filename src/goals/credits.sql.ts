import { type RawBuilder, sql } from 'kysely'
import { type Company, readCompany } from '#company/profile.sql.ts'
import { partsOfDeals } from '#crm/deal-parts.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Credit } from './attainment.ts'
import type { Counts } from './schema.ts'
import { partsOf } from './shares.sql.ts'

type Asked = {
  from: string
  to: string
  today: string
  /** Whether families are told apart; left out, credits name none. */
  byFamily?: boolean
}

/** What counts towards a period: deals won by close day, deals open by expected close unless omitted, and order lines by day. */
export async function creditsOf(db: Db, scope: Scope, asked: Asked): Promise<Credit[]> {
  const company = await readCompany(db)
  const [deals, lines] = await Promise.all([
    dealCredits(db, scope, company, asked),
    orderCredits(db, scope, company, asked),
  ])
  return [...deals, ...lines]
}

/** What quotas count that do not say it: deals, or order lines while the company records no deal. */
export async function countsByDefault(db: Db | Tx): Promise<Counts> {
  const { rows } = await sql<{ counts: Counts }>`select ${defaultCounts} as counts`.execute(db)
  return rows[0]!.counts
}

/** The same as an expression. */
export const defaultCounts = sql<Counts>`case when exists (select from crm.deal where ended_at is null)
  or not exists (select from crm.order_line where ended_at is null) then 'deals' else 'order lines' end`

async function dealCredits(db: Db, scope: Scope, company: Company, asked: Asked): Promise<Credit[]> {
  const worthOf = (minor: string) => inCompanyMoney(company, { ...dealMoney(asked.today), minor: sql.ref(minor) })
  const { rows } = await sql<Credit>`
    with counted as materialized (
      select deal.id, deal.owner_id, deal.account_id, deal.outcome, deal.currency, deal.closed_on, deal.item_id,
        deal.amount_minor from crm.deal deal
      where deal.ended_at is null and ${isDue(asked)}
    ), part as (${asked.byFamily ? partsOfDeals('family', sql`counted`) : undivided}), due as materialized (
      select deal.id, deal.owner_id, account.territory_id, part.family_id, part.is_first, deal.outcome,
        ${worthOf('part.before_minor')} as before, ${worthOf('part.upto_minor')} as upto
      from counted deal join part on part.deal_id = deal.id left join crm.account account on account.id = deal.account_id
    ), ${partsOf()}
    select 'deals' as counts, person_id as "ownerId", territory_id as "territoryId", family_id as "familyId",
      coalesce(sum(part) filter (where outcome = 'won'), 0)::bigint * 100 as "closedFine",
      count(*) filter (where outcome = 'won' and counts and is_first) as "closedDeals",
      count(*) filter (where outcome = 'won' and counts) as "closedDealsInFamily", 0 as "closedLines",
      coalesce(sum(part) filter (where outcome = 'open'), 0)::bigint as "openMinor",
      count(*) filter (where outcome = 'open' and counts and is_first) as "openDeals",
      count(*) filter (where outcome = 'open' and counts) as "openDealsInFamily"
    from parts where ${ownedBy(scope.sees.deals, sql.ref('person_id'))} group by person_id, territory_id, family_id`.execute(
    db,
  )
  return rows
}

const undivided = sql`select id as deal_id, null::uuid as family_id, 0::bigint as before_minor, amount_minor as upto_minor,
  true as is_first from counted`

/** Sums order lines exactly, to a hundredth of the minor unit; lines in a currency without a rate are in no sum. */
async function orderCredits(db: Db, scope: Scope, company: Company, asked: Asked): Promise<Credit[]> {
  const { rows } = await sql<Credit>`
    select 'order lines' as counts, line.owner_id as "ownerId", line.territory_id as "territoryId", item.family_id as "familyId",
      round(coalesce(sum(${orderWorth(company)}), 0) * 10::numeric ^ ${company.minorDigits + 2}::int)::bigint as "closedFine",
      0 as "closedDeals", 0 as "closedDealsInFamily", count(*) as "closedLines", 0 as "openMinor", 0 as "openDeals",
      0 as "openDealsInFamily"
    from crm.order_line line left join company.item item on item.id = line.item_id
    where line.ended_at is null and line.ordered_on >= ${asked.from} and line.ordered_on < ${asked.to}
      and line.owner_id is not null and ${ownedBy(scope.sees.orders, sql.ref('line.owner_id'))}
    group by line.owner_id, line.territory_id, item.family_id`.execute(db)
  return rows
}

/** An order line in company currency at the rate of its day; null without a rate. */
export function orderWorth({ currency }: Company): RawBuilder<unknown> {
  return sql`case when line.currency = ${currency} then line.amount else line.amount * (
    select rate.rate from company.currency_rate rate where rate.code = line.currency and rate.starts_on <= line.ordered_on
    order by rate.starts_on desc limit 1) end`
}

/** Whether a deal counts towards a period. */
export function isDue({ from, to }: { from: string; to: string }) {
  return sql`(deal.outcome = 'won' and deal.closed_on >= ${from} and deal.closed_on < ${to}
    or deal.outcome = 'open' and deal.expected_close >= ${from} and deal.expected_close < ${to}
      and deal.forecast_category <> 'omitted')`
}

/** At which day's rate a deal counts. */
export function dealMoney(today: string) {
  return { minor: sql.ref('deal.amount_minor'), currency: sql.ref('deal.currency'), day: rateDay(today) }
}
