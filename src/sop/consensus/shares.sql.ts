import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

type Wanted = { familyId: string; accountId: string | null }

/** Which share of a family's units each customer took in the twelve months before a day; null for figures of no customer. */
export async function accountShares(
  db: Db,
  { wanted, before }: { wanted: readonly Wanted[]; before: string },
): Promise<(each: Wanted) => number | null> {
  const accounts = [...new Set(wanted.flatMap(({ accountId }) => accountId ?? []))]
  if (accounts.length === 0) return () => null
  const { rows } = await sql<{ familyId: string; accountId: string; share: number }>`
    with sold as (
      select i.family_id, l.account_id, sum(l.quantity) as units
      from crm.order_line l join company.item i on i.id = l.item_id
      where l.ended_at is null and i.family_id is not null
        and l.ordered_on < ${before}::date and l.ordered_on >= ${before}::date - interval '12 months'
      group by 1, 2),
    shares as (
      select family_id, account_id, (units / nullif(sum(units) over (partition by family_id), 0))::float8 as share from sold)
    select family_id as "familyId", account_id as "accountId", share from shares
    where account_id = any(${accounts}::uuid[]) and share is not null`.execute(db)
  const shares = new Map(rows.map((row) => [`${row.familyId}|${row.accountId}`, Math.min(1, Math.max(0, row.share))]))
  return ({ familyId, accountId }) => (accountId ? (shares.get(`${familyId}|${accountId}`) ?? 0) : null)
}
