import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { BudgetLine } from './schema.ts'

/** The budget by family and month, in order; `to` is the first month that is left out. */
export async function budgetLines(
  db: Db | Tx,
  asked: { from?: string | undefined; to?: string | undefined; familyId?: string | undefined } = {},
): Promise<BudgetLine[]> {
  const { from = null, to = null, familyId = null } = asked
  const { rows } = await sql<BudgetLine>`
    select b.id, b.family_id as "familyId", f.name as family, b.month, trim_scale(b.units)::text as units,
      b.amount_minor as "amountMinor", b.currency, b.recorded_at as "recordedAt", u.name as "setBy"
    from goals.budget b join company.family f on f.id = b.family_id left join auth."user" u on u.id = b.set_by
    where b.ended_at is null and (${from}::date is null or b.month >= ${from}::date)
      and (${to}::date is null or b.month < ${to}::date) and (${familyId}::uuid is null or b.family_id = ${familyId}::uuid)
    order by f.name, b.month`.execute(db)
  return rows
}
