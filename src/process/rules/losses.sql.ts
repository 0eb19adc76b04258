import { type RawBuilder, sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

export type LostFor = { reason: string | null; deals: number; amountMinor: number; unconverted: number }

export type LostDeal = {
  id: string
  name: string
  ownerName: string | null
  closedOn: string | null
  amountMinor: number | null
}
type Span = { from?: string | undefined; to?: string | undefined; now: Date }

/** Lost deals by reason, the most money first; those without one last. */
export async function lossesByReason(db: Db, scope: Scope, span: Span): Promise<LostFor[]> {
  const { rows } = await sql<LostFor>`
    select reason, count(*) as deals, coalesce(sum(worth), 0)::bigint as "amountMinor",
      count(*) filter (where worth is null and amount_minor is not null) as unconverted
    from (${await lost(db, scope, span)}) as lost
    group by 1 order by reason is null, 3 desc`.execute(db)
  return rows
}

/** The deals lost for one reason, or without one on record, the most money first; amounts in the company's currency. */
export async function dealsLostFor(
  db: Db,
  scope: Scope,
  { reason, limit, offset, ...span }: Span & { reason: string | null; limit: number; offset: number },
): Promise<{ total: number; deals: LostDeal[] }> {
  const { rows } = await sql<LostDeal & { total: number }>`
    select lost.id, lost.name, lost.closed_on as "closedOn", lost.worth as "amountMinor", person.name as "ownerName",
      count(*) over () as total
    from (${await lost(db, scope, span)}) as lost left join company.person on person.id = lost.owner_id
    where lost.reason is not distinct from ${reason}
    order by lost.worth desc nulls last, lost.closed_on desc, lost.id limit ${limit} offset ${offset}`.execute(db)
  return { total: rows[0]?.total ?? 0, deals: rows.map(({ total: _, ...deal }) => deal) }
}

/** The lost deals that the user sees, each with its reason and its worth at the rate of the day it closed. */
async function lost(db: Db, scope: Scope, { from, to, now }: Span): Promise<RawBuilder<unknown>> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  return sql`select deal.id, deal.name, deal.owner_id, deal.closed_on, deal.amount_minor, loss.reason, ${worth} as worth
    from crm.deal left join process.loss on loss.deal_id = deal.id
    where deal.ended_at is null and deal.outcome = 'lost' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
      and (${from ?? null}::date is null or deal.closed_on >= ${from ?? null})
      and (${to ?? null}::date is null or deal.closed_on < ${to ?? null})`
}
