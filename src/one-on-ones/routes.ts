import { companyToday } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import { treeBelow } from '#company/scope.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { oneOnOnesContract } from './contract.ts'
import { coverageOf } from './coverage/coverage.ts'
import { coverageOn } from './coverage.sql.ts'
import { hoursRoutes } from './hours/routes.ts'
import { feedOwner, keyOf } from './notes/keys.sql.ts'
import { addItem, closeItem, feedHash, newFeed, readItems, setKey } from './notes/notes.tx.ts'
import { calendarFile } from './series/calendar-file.ts'
import { endedSeriesOf, meetingOf, meetingsFor, reportsWithout, seriesOf } from './series/series.sql.ts'
import { changeMeeting, endSeries, personOf, planSeries } from './series/series.tx.ts'

/** Series, encrypted items, keys, calendars and coverage. */
export function oneOnOnesRoutes(mount: Mount): void {
  seriesRoutes(mount)
  hoursRoutes(mount)
  noteRoutes(mount)
  calendarRoutes(mount)
  mount(oneOnOnesContract.coverage, async ({ workspace: { db, clock }, user, query: { windowDays } }) => {
    const day = await companyToday(db, clock())
    const isManager = user.role === 'sales-manager'
    const below = isManager
      ? treeBelow({ personId: personOf(user.personId), lines: await reportingLines(db), day })
      : null
    const people = below?.filter((id) => id !== user.personId) ?? null
    return { windowDays, ...(await coverageOn(db, { people, day, now: clock(), windowDays })) }
  })
  mount(oneOnOnesContract.worked, async ({ body }) =>
    coverageOf(body.members, { now: new Date(body.now), windowDays: body.windowDays }),
  )
}

function seriesRoutes(mount: Mount): void {
  mount(oneOnOnesContract.list, async ({ workspace: { db, clock }, user: { personId } }) => {
    if (personId === null) return { series: [], earlier: [], without: [], personId }
    const day = await companyToday(db, clock())
    return {
      series: await seriesOf(db, personId),
      earlier: await endedSeriesOf(db, personId),
      without: await reportsWithout(db, { managerId: personId, day }),
      personId,
    }
  })
  mount(oneOnOnesContract.plan, ({ work, user, body }) => planSeries(work, { managerId: user.personId, ...body }))
  mount(oneOnOnesContract.end, ({ work, user, params }) => endSeries(work, { id: params.id, personId: user.personId }))
  mount(oneOnOnesContract.change, ({ work, user, params, body }) =>
    changeMeeting(work, { id: params.id, personId: user.personId, ...body }),
  )
}

function noteRoutes(mount: Mount): void {
  mount(oneOnOnesContract.items, async ({ work, user, params }) => ({
    items: await readItems(work, { seriesId: params.id, personId: user.personId }),
  }))
  mount(oneOnOnesContract.addItem, ({ work, user, params, body }) =>
    addItem(work, { seriesId: params.id, personId: user.personId, ...body }),
  )
  mount(oneOnOnesContract.closeItem, ({ work, user, params }) =>
    closeItem(work, { id: params.id, personId: user.personId }),
  )
  mount(oneOnOnesContract.key, async ({ workspace, user }) => ({ key: await keyOf(workspace.db, user.personId) }))
  mount(oneOnOnesContract.setKey, ({ work, user, body }) =>
    setKey(work, { personId: personOf(user.personId), key: body }),
  )
}

function calendarRoutes(mount: Mount): void {
  mount(oneOnOnesContract.feed, async ({ work, user, workspace }) => ({
    path: `${workspace.basePath}/api/one-on-ones/calendar?secret=${await newFeed(work, personOf(user.personId))}`,
  }))
  mount(oneOnOnesContract.calendar, async ({ workspace: { db }, query: { secret }, context }) => {
    const owner = await feedOwner(db, feedHash(secret))
    if (owner === null) throw notFound('calendar', 'of this address')
    return context.body(calendarFile(await meetingsFor(db, owner), { isInvitation: false }), 200, ICS)
  })
  mount(oneOnOnesContract.invitation, async ({ workspace: { db }, user, params, context }) =>
    context.body(
      calendarFile([await meetingOf(db, { id: params.id, personId: user.personId })], { isInvitation: true }),
      200,
      ICS,
    ),
  )
}

const ICS = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'attachment; filename="one-on-one.ics"',
}
