import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

/** The territory or person that serves an account. */
export type Served = { id: string; name: string }

export type AccountPotential = {
  id: string
  name: string
  potential: number
  territory: Served | null
  owner: Served | null
}

/** What each account closed in the last twelve months, by its territory and by the owner of its newest deal; nobody serves it if that one has left. */
export async function accountPotentials(db: Db, scope: Scope, now: Date): Promise<AccountPotential[]> {
  const [company, today] = await Promise.all([readCompany(db), companyToday(db, now)])
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<AccountPotential>`
    select account.id, account.name, 
      case when territory.id is not null then jsonb_build_object('id', territory.id, 'name', territory.name) end as territory,
      case when owner.id is not null then jsonb_build_object('id', owner.id, 'name', owner.name) end as owner,
      coalesce(sum(${worth}) filter (where deal.outcome = 'won' and deal.closed_on >= ${dayAfter(today, -365)}), 0)::bigint as potential
    from crm.account account left join company.territory territory on territory.id = account.territory_id
    left join crm.deal deal on deal.account_id = account.id and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    left join lateral (select person.id, person.name from crm.deal newest join company.person person on person.id = newest.owner_id and person.left_on is null
      where newest.account_id = account.id and newest.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('newest.owner_id'))}
      order by newest.changed_at desc limit 1) owner on true
    where account.merged_into is null
    group by account.id, territory.id, owner.id, owner.name order by account.id`.execute(db)
  return rows
}

/** Deals that no potential holds, since no rate turns their currency into the company's. */
export async function withoutRate(
  db: Db,
  scope: Scope,
  now: Date,
): Promise<{ currency: string; deals: number; amountMinor: number }[]> {
  const [company, today] = await Promise.all([readCompany(db), companyToday(db, now)])
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<{ currency: string; deals: number; amountMinor: number }>`
    select deal.currency, count(*)::int as deals, sum(deal.amount_minor)::bigint as "amountMinor" from crm.deal deal
    where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on >= ${dayAfter(today, -365)} and deal.currency <> ${company.currency}
      and deal.amount_minor is not null and (${worth}) is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    group by 1 order by 1`.execute(db)
  return rows
}
