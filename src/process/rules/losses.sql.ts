import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

export type LostFor = { reason: string | null; deals: number; amountMinor: number; unconverted: number }

/** Lost deals by reason, the most money first; those without one last. */
export async function lossesByReason(
  db: Db,
  scope: Scope,
  { from, to, now }: { from?: string | undefined; to?: string | undefined; now: Date },
): Promise<LostFor[]> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<LostFor>`
    select reason, count(*) as deals, coalesce(sum(worth), 0)::bigint as "amountMinor",
      count(*) filter (where worth is null and amount_minor is not null) as unconverted
    from (select loss.reason, deal.amount_minor, ${worth} as worth from crm.deal left join process.loss on loss.deal_id = deal.id
      where deal.ended_at is null and deal.outcome = 'lost' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
        and (${from ?? null}::date is null or deal.closed_on >= ${from ?? null})
        and (${to ?? null}::date is null or deal.closed_on < ${to ?? null})) as lost
    group by 1 order by reason is null, 3 desc`.execute(db)
  return rows
}
