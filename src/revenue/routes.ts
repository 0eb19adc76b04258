import type { Mount } from '#platform/http/mount.ts'
import { callAccuracy, judgedBy } from './accuracy.sql.ts'
import { callsOf } from './calls/calls.sql.ts'
import { makeCall, withdrawCall } from './calls/change.tx.ts'
import { courseThrough } from './calls/course.sql.ts'
import { addDelegate, endDelegate } from './calls/delegate.tx.ts'
import { delegatesSeen } from './calls/delegates.sql.ts'
import { lockPeriod, openPeriod } from './calls/lock.tx.ts'
import { placeOf } from './calls/period.sql.ts'
import { rollUpOf } from './calls/roll-up.sql.ts'
import { revenueContract } from './contract.ts'
import { outlookRoutes } from './outlook/routes.ts'
import { reviewMailRoutes } from './review/mail/routes.ts'
import { remindMissing } from './review/remind.tx.ts'
import { weeklyReview } from './review/review.sql.ts'

/** Calls, their roll-up, and how good they were. */
export function revenueRoutes(mount: Mount): void {
  outlookRoutes(mount)
  reviewMailRoutes(mount)
  mount(revenueContract.review, ({ workspace: { db, clock }, scope, query }) => weeklyReview(db, scope, query, clock()))
  mount(revenueContract.remind, ({ work, scope, body }) => remindMissing(work, scope, body))
  mount(revenueContract.rollUp, ({ workspace: { db, clock }, scope, query }) =>
    rollUpOf(db, scope, { ...query, now: clock() }),
  )
  mount(revenueContract.calls, async ({ workspace: { db, clock }, scope, query }) => {
    const { period, today } = await placeOf(db, query, clock())
    const span = { from: period.from, to: period.to }
    const calls = await callsOf(db, scope, { ...span, personId: query.personId, asDelegateOn: today })
    return { period, calls: calls.reverse() }
  })
  mount(revenueContract.call, ({ work, scope, body }) => makeCall(work, scope, body))
  mount(revenueContract.withdraw, ({ work, scope, params }) => withdrawCall(work, scope, params.id))
  mount(revenueContract.lock, ({ work, body }) => lockPeriod(work, body))
  mount(revenueContract.unlock, ({ work, params }) => openPeriod(work, params.id))
  mount(revenueContract.delegates, async ({ workspace, scope }) => ({
    delegates: await delegatesSeen(workspace.db, scope),
  }))
  mount(revenueContract.delegate, ({ work, scope, body }) => addDelegate(work, scope, body))
  mount(revenueContract.endDelegate, ({ work, scope, params }) => endDelegate(work, scope, params.id))
  mount(revenueContract.accuracy, async ({ workspace: { db, clock }, scope, query }) => ({
    day: query.day,
    ...(await callAccuracy(db, scope, { ...query, ...(await judgedBy(db, query, clock())), now: clock() })),
  }))
  mount(revenueContract.course, ({ workspace: { db, clock }, scope, query }) =>
    courseThrough(db, scope, { ...query, now: clock() }),
  )
}
