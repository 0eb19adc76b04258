import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

/** A closed deal as it was opened, and what came of it. */
export type ClosedDeal = {
  id: string
  person: string
  createdOn: string
  market: string
  stage: string
  segment: string
  amount: number | null
  won: boolean
  days: number
}

/** Deals opened since a day that are closed, as their first version has them, of those that the reader sees. */
export async function closedDeals(db: Db, { scope, from }: { scope: Scope; from: string }): Promise<ClosedDeal[]> {
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('first.amount_minor'),
    currency: sql.ref('first.currency'),
    day: sql.ref('deal.created_on'),
  })
  const { rows } = await sql<ClosedDeal>`
    with first as (
      select distinct on (version.deal_id) version.deal_id, version.owner_id, version.stage_id, version.amount_minor, version.currency
      from crm.deal_version version join crm.deal deal on deal.id = version.deal_id
      where deal.ended_at is null and deal.outcome <> 'open' and deal.created_on >= ${from}::date and version.retracted_at is null
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
      order by version.deal_id, version.valid_at, version.recorded_at
    )
    select deal.id, first.owner_id as person, deal.created_on as "createdOn", coalesce(account.territory_id::text, '') as market,
      coalesce(first.stage_id::text, '') as stage, coalesce(account.industry, '') as segment, (${worth})::float8 as amount,
      deal.outcome = 'won' as won, greatest(1, deal.closed_on - deal.created_on)::int as days
    from first join crm.deal deal on deal.id = first.deal_id left join crm.account account on account.id = deal.account_id
    where first.owner_id is not null and deal.closed_on is not null order by deal.id`.execute(db)
  return rows
}

/** A course somebody completed, or a resource opened on a deal: what may have had an effect. */
export type Had = { thing: string; person: string; deal: string | null; on: string }

/** Courses with the first completion of each person; other resources with the first opening on each deal. */
export async function thingsHad(db: Db): Promise<{ things: { id: string; name: string; kind: string }[]; had: Had[] }> {
  const [things, had] = await Promise.all([
    sql<{ id: string; name: string; kind: string }>`
      select id, name, kind from enablement.resource where ended_at is null order by lower(name)`.execute(db),
    sql<Had>`
      select course_id as thing, person_id as person, null::uuid as deal, min(completed_on) as "on"
      from enablement.completion where ended_at is null group by 1, 2
      union all
      select resource_id, person_id, deal_id, min(opened_at)::date from enablement.opening
      where deal_id is not null and person_id is not null group by 1, 2, 3`.execute(db),
  ])
  return { things: things.rows, had: had.rows }
}
