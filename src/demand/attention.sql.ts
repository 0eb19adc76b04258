import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Asking } from '#platform/domain.ts'
import type { Need } from '#platform/need.ts'
import { driftNow } from './drift/drift.sql.ts'
import { demandAttention } from './forecasts.sql.ts'
import { needsOfDemand, needsOfDrift, needsOfOrders } from './needs.ts'

/** What of demand needs somebody: orders that stopped coming, forecasts that deserve a look. */
export async function demandNeeds({ db, now, most, permissions, written }: Asking): Promise<Need[]> {
  const { items } = await demandAttention(db, { view: { grain: 'month', measure: 'units' }, limit: most })
  const { rows } = await sql<{ ordersThrough: string | null }>`
    select max(ordered_on) as "ordersThrough" from crm.order_line where ended_at is null`.execute(db)
  const today = await companyToday(db, now)
  const mayImport = permissions.has('imports:run')
  return [
    ...needsOfOrders({ ordersThrough: rows[0]?.ordersThrough ?? null, today, mayImport, written }),
    ...needsOfDrift((await driftNow(db, now)).filter(({ endedAt }) => endedAt === null).slice(0, most)),
    ...needsOfDemand(items, written),
  ]
}
