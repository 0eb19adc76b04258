import { addHolidays, endHoliday } from '#company/change-holidays.tx.ts'
import { companyToday } from '#company/profile.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { personOf } from '../series/series.tx.ts'
import { hoursContract } from './contract.ts'
import { calendarOf, freeDaysOf } from './hours.sql.ts'
import { addFreeDays, daysUntil, removeFreeDay, setHours } from './hours.tx.ts'
import { proposals } from './propose.ts'

/** Working hours, free days, and times that fit two people. */
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
    return { hours: { ...own, days: [...own.days] }, timeZone, freeDays: await freeDaysOf(db, { personId, from }) }
  })
  mount(hoursContract.setHours, async ({ work, user, body }) => {
    await setHours(work, { personId: personOf(user.personId), hours: body })
    return body
  })
  mount(hoursContract.addFreeDay, async ({ work, user, permissions, body: { forAll, ...days } }) => {
    if (forAll && !permissions.has('company:edit')) {
      throw refusal(403, {
        code: 'not-for-all',
        message: 'A day off for everybody is set by those who may edit the company.',
        wayOut: 'Add it for yourself, or ask sales operations.',
      })
    }
    if (!forAll) return { days: await addFreeDays(work, { personId: personOf(user.personId), ...days }) }
    const whole = daysUntil(days).map((day) => ({ day, name: days.name }))
    return { days: await addHolidays(work, whole) }
  })
  mount(hoursContract.removeFreeDay, async ({ work, user, permissions, params }) => {
    const removed = await removeFreeDay(work, { ...params, personId: user.personId })
    if (!removed && !permissions.has('company:edit')) throw notFound('free day', params.id)
    if (!removed) await endHoliday(work, params.id)
    return params
  })
}
