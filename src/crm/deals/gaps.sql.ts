import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { inCompanyMoney } from '../money.sql.ts'
import type { DealGaps } from './needs.ts'

/** Open deals that are late or lack what a forecast needs, within the scope. */
export async function openDealGaps(db: Db, scope: Scope, { today }: { today: string }): Promise<DealGaps> {
  const company = await readCompany(db)
  const amount = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: sql`${today}::date`,
  })
  const { rows } = await sql<DealGaps>`
    select count(*) filter (where deal.expected_close < ${today}::date) as overdue,
      coalesce(sum(${amount}) filter (where deal.expected_close < ${today}::date), 0)::bigint as "overdueMinor",
      count(*) filter (where deal.expected_close is null) as undated,
      coalesce(sum(${amount}) filter (where deal.expected_close is null), 0)::bigint as "undatedMinor",
      count(*) filter (where deal.amount_minor is null) as amountless,
      count(*) filter (where deal.owner_id is null) as ownerless
    from crm.deal
    where deal.ended_at is null and deal.outcome = 'open' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  return rows[0]!
}
