import { holidaysIn } from '#company/holidays.sql.ts'
import { companyToday } from '#company/profile.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Mount } from '#platform/http/mount.ts'
import { personOf } from '../series/series.tx.ts'
import { hoursContract } from './contract.ts'
import { calendarOf } from './hours.sql.ts'
import { setHours } from './hours.tx.ts'
import { proposals } from './propose.ts'

/** Working hours, and times that fit two people. */
export function hoursRoutes(mount: Mount): void {
  mount(hoursContract.proposals, async ({ workspace: { db, clock }, user, query }) => {
    const { withId, minutes, count } = query
    const now = clock()
    const asker = personOf(user.personId)
    const timeZone = (await zonesOf(db, [asker]))(asker)
    const from = query.from ?? dayIn(timeZone, now)
    const calendar = await calendarOf(db, [asker, withId], from)
    return { times: proposals({ from, after: now.toISOString(), count, minutes, timeZone, ...calendar }), timeZone }
  })
  mount(hoursContract.hours, async ({ workspace: { db, clock }, user }) => {
    const personId = personOf(user.personId)
    const from = await companyToday(db, clock())
    const { hours } = await calendarOf(db, [personId], from)
    const { timeZone, ...own } = hours[0]!
    return {
      hours: { ...own, days: [...own.days] },
      timeZone,
      holidays: await holidaysIn(db, { people: [personId], from }),
    }
  })
  mount(hoursContract.setHours, async ({ work, user, body }) => {
    await setHours(work, { personId: personOf(user.personId), hours: body })
    return body
  })
}
