import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { oneOnOnesContract } from './contract.ts'
import { coverageBy, coverageOf } from './coverage/coverage.ts'
import { coverageOn } from './coverage.sql.ts'
import { hoursRoutes } from './hours/routes.ts'
import { keyOf } from './notes/keys.sql.ts'
import { addItem, closeItem, readItems, setKey } from './notes/notes.tx.ts'
import { invitationFile } from './series/invitation-file.ts'
import { endedSeriesOf, meetingOf, reportsWithout, seriesOf } from './series/series.sql.ts'
import { changeMeeting, endSeries, personOf, planSeries } from './series/series.tx.ts'

/** Series, encrypted items, keys and coverage. */
export function oneOnOnesRoutes(mount: Mount): void {
  seriesRoutes(mount)
  hoursRoutes(mount)
  noteRoutes(mount)
  mount(oneOnOnesContract.coverage, async ({ workspace: { db, clock }, user, scope, query: { windowDays } }) => {
    const day = await companyToday(db, clock())
    const { quotas } = scope.sees
    const people = quotas === 'all' ? null : quotas.filter((id) => id !== user.personId)
    const covered = await coverageOn(db, { people, day, now: clock(), windowDays })
    const by = (group: 'manager' | 'team') => coverageBy(covered.lines, (line) => line[group])
    return { windowDays, ...covered, managers: by('manager'), teams: by('team') }
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
  mount(oneOnOnesContract.invitation, async ({ workspace: { db }, user, params, context }) =>
    context.body(invitationFile(await meetingOf(db, { id: params.id, personId: user.personId })), 200, ICS),
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

const ICS = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'attachment; filename="one-on-one.ics"',
}
