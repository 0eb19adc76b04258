import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { businessHours } from './business-hours.ts'
import type { Terms } from './terms.ts'
import { workingTimes } from './working-time.sql.ts'

export type Late = { deals: number; amountMinor: number; moneyDays: number }

/** Open deals over each time limit, their worth, and worth x business days over it: what waiting costs. */
export async function lateNow(
  db: Db,
  scope: Scope,
  { rules, now, today }: { rules: readonly { id: string; terms: Terms }[]; now: Date; today: string },
): Promise<Map<string, Late>> {
  const limits = rules.flatMap(({ id, terms }) => (terms.kind === 'time limit' ? [{ id, ...terms }] : []))
  if (limits.length === 0) return new Map()
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: sql`${today}::date`,
  })
  const { rows } = await sql<{ stageId: string; ownerId: string | null; since: string; worth: number | null }>`
    select deal.stage_id as "stageId", deal.owner_id as "ownerId", deal.stage_since as since, ${worth} as worth from crm.deal
    where deal.ended_at is null and deal.outcome = 'open' and deal.stage_since is not null
      and deal.stage_id = any(${limits.map(({ stageId }) => stageId)}::uuid[]) and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  const timeOf = await workingTimes(db, { people: rows.map(({ ownerId }) => ownerId), today })
  const { fromMinute, toMinute } = timeOf(null)
  const perDay = (toMinute - fromMinute) / 60
  return new Map(
    limits.map(({ id, stageId, hours }) => {
      const over = rows
        .filter((deal) => deal.stageId === stageId)
        .map((deal) => ({
          worth: deal.worth ?? 0,
          over: businessHours({ from: deal.since, to: now.toISOString() }, timeOf(deal.ownerId)) - hours,
        }))
        .filter((deal) => deal.over > 0)
      return [
        id,
        {
          deals: over.length,
          amountMinor: over.reduce((sum, deal) => sum + deal.worth, 0),
          moneyDays: Math.round(over.reduce((sum, deal) => sum + (deal.worth * deal.over) / perDay, 0)),
        },
      ]
    }),
  )
}
