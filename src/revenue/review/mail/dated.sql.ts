import { dayAfter } from '@drumbeat/periods'
import { clockIn, instantIn } from '#company/local-time.ts'
import { lastDay } from '#company/schedule.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Dated } from '#platform/dated.ts'
import type { Db } from '#platform/db/pool.ts'
import { mailsOf } from './mails.sql.ts'

/** So many weeks ahead stand in the calendar, and half an hour each. */
const WEEKS = 12
const MINUTES = 30

/** The weekly reviews that a reader has sent to them, at their hour. */
export async function datedReviews({ db, scope, now }: { db: Db; scope: Scope; now: Date }): Promise<Dated[]> {
  const mails = await mailsOf(db, scope.userId)
  return mails.flatMap(({ id, name, teamId, personId, weekday, minute, timeZone }) => {
    const last = lastDay({ every: 'week', weekday, minute }, clockIn(timeZone, now))
    const whose = teamId ? `?team=${teamId}` : personId ? `?person=${personId}` : ''
    return Array.from({ length: WEEKS }, (_, week): Dated => {
      const day = dayAfter(last, 7 * (week + 1))
      const at = instantIn({ timeZone, day, hour: 0, minute })
      const path = `/revenue/review${whose}`
      return { id: `${id}-${day}`, title: `Weekly review: ${name}`, path, when: { at, minutes: MINUTES } }
    })
  })
}
