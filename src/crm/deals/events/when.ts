import { dayIn } from '#platform/clock.ts'
import type { Directory } from './directory.sql.ts'
import type { DealEvent, RefusedDealEvent } from './event.ts'

/** A sender's clock may be ahead by so much: what it says then counts as now. */
const aheadMs = 3_600_000
/** What is older than this is a slip. */
const mostYears = 50

/** When an event happened, as an ISO instant not after now; else why that cannot be. */
export function whenOf(
  { at }: DealEvent,
  { now, timeZone }: Pick<Directory, 'now' | 'timeZone'>,
): { at: string } | { code: RefusedDealEvent['code']; message: string; wayOut: string } {
  if (at === undefined) return { at: now }
  const instant = Date.parse(at)
  const today = dayIn(timeZone, new Date(now))
  if (instant > Date.parse(now) + aheadMs) {
    const message = `at ${at} has not come yet; now is ${now}.`
    return { code: 'in-the-future', message, wayOut: 'Send it once it has happened, or mend the clock of the sender.' }
  }
  const earliest = `${Number(today.slice(0, 4)) - mostYears}-01-01`
  if (at < earliest) {
    const message = `at ${at} lies more than ${mostYears} years back.`
    return { code: 'too-long-ago', message, wayOut: `Is the year right? Events since ${earliest} are taken.` }
  }
  return { at: new Date(Math.min(instant, Date.parse(now))).toISOString() }
}
