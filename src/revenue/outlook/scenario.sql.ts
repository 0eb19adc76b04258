import { dealLines } from '#pipeline/lives.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { bookingsOf } from './bookings.ts'
import type { DayOutlook } from './day-outlook.sql.ts'

/** Deals that are taken as won, and as lost. */
export type Scenario = { win?: readonly string[] | undefined; lose?: readonly string[] | undefined }

type Asked = Required<{ [Name in keyof Scenario]: readonly string[] }> & {
  onDay: DayOutlook
  owners: ReadonlySet<string> | null
  quotaMinor: number | null
  day: string
  known: 'now' | 'then' | undefined
  now: Date
}

/** The outlook if some deals are won and others lost; nothing is written. */
export async function scenarioOf(db: Db, scope: Scope, asked: Asked) {
  const { onDay, owners, quotaMinor, win, lose, day, known, now } = asked
  if (win.length + lose.length === 0) return null
  const [won, lost] = [new Set(win), new Set(lose)]
  const open = onDay.book.open.map((deal) =>
    lost.has(deal.id) ? { ...deal, chance: 0 } : won.has(deal.id) ? { ...deal, chance: 1 } : deal,
  )
  const { bookings, expected } = bookingsOf({ ...onDay.book, open }, owners)
  const isOpen = new Set(open.map(({ id }) => id))
  const named = async (ids: readonly string[]) =>
    dealLines({ db, scope, now }, { asOf: day, known, ids: ids.filter((id) => isOpen.has(id)) })
  const isGoal = quotaMinor !== null && quotaMinor > 0
  return {
    outlook: expected,
    shareOfQuota: isGoal ? expected.meanMinor / quotaMinor : null,
    chanceOfQuota: isGoal ? bookings.atLeast(quotaMinor) : null,
    won: await named(win.filter((id) => !lost.has(id))),
    lost: await named(lose),
    ignored: [...new Set([...win, ...lose])].filter((id) => !isOpen.has(id)).length,
  }
}
