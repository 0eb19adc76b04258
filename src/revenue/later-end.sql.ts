import { companyToday, readCompany } from '#company/profile.sql.ts'
import { fiscalPeriod } from '#goals/period.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { chanceWithin } from './outlook/chances.ts'
import { dayOutlook } from './outlook/day-outlook.sql.ts'

/** An open deal with its chance of being won in the quarter, and were the quarter to end some days later. */
export type LaterDeal = { id: string; owner: string | null; worth: number; chance: number; later: number }

export type LaterEnd = {
  period: { label: string; from: string; to: string }
  deals: LaterDeal[]
  /** Final over stated amounts of past won deals, equally likely. */
  ratios: readonly number[]
  /** How strongly the deals of a period share their luck. */
  spread: number
}

/** What the deal outlook says of the running quarter's open deals, and what so many days more would bring; null before it learned. */
export async function chancesWithLaterEnd(
  db: Db,
  scope: Scope,
  { days, now }: { days: number; now: Date },
): Promise<LaterEnd | null> {
  const [company, today] = [await readCompany(db), await companyToday(db, now)]
  const period = fiscalPeriod({ grain: 'quarter', on: today }, company, company.locale)
  const onDay = await dayOutlook(db, scope, { period, day: today, now })
  if (!onDay) return null
  const { span, learned, book, days: known } = onDay
  const snapshots = new Map(known.open.map(({ id, snapshot }) => [id, snapshot]))
  return {
    period,
    deals: book.open.map((deal) => ({
      ...deal,
      later: Math.max(
        deal.chance,
        chanceWithin(learned.scorer, snapshots.get(deal.id)!, { ...span, to: span.to + days }),
      ),
    })),
    ratios: book.ratios,
    spread: book.spread,
  }
}
