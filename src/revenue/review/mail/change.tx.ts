import { sql } from 'kysely'
import { clockIn } from '#company/local-time.ts'
import { lastDay, scheduleText } from '#company/schedule.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { outlookAsked } from '../../outlook/asked.sql.ts'

type Wish = {
  teamId?: string | undefined
  personId?: string | undefined
  weekday: number
  minute: number
  timeZone: string
}

/** Keeps when a login wants a weekly review of those whose deals it sees; the first comes at the next of its hours. */
export async function keepReviewMail(work: Work, scope: Scope, wish: Wish): Promise<void> {
  const { userId } = scope
  const { teamId, personId, weekday, minute, timeZone } = wish
  if (teamId !== undefined && personId !== undefined) throw twoSubjects()
  const { db, clock } = work.workspace
  await outlookAsked(db, scope, { grain: 'quarter', teamId, personId }, clock())
  const kind = teamId ? 'team' : personId ? 'person' : 'all'
  await transact(work, async ({ tx, now, audit, emit }) => {
    const settled = lastDay({ every: 'week', weekday, minute }, clockIn(timeZone, new Date(now)))
    await sql`insert into revenue.review_mail (id, user_id, subject_kind, subject_id, weekday, minute, time_zone, asked_at, settled_on)
      values (${newId()}, ${userId}, ${kind}, ${teamId ?? personId ?? null}, ${weekday}, ${minute}, ${timeZone}, ${now}, ${settled})
      on conflict (user_id, subject_kind, subject_id) where ended_at is null do update set weekday = excluded.weekday,
        minute = excluded.minute, time_zone = excluded.time_zone, settled_on = excluded.settled_on, problem = null`.execute(
      tx,
    )
    const summary = `The weekly review comes by mail ${scheduleText({ every: 'week', weekday, minute })}, ${timeZone}`
    await audit({ command: 'revenue.keep-review-mail', noun: 'review mail', summary, after: wish })
    await emit('revenue.review-mail.changed', {})
  })
}

/** Sends no more of them. */
export async function endReviewMail(work: Work, userId: string, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { numAffectedRows } = await sql`update revenue.review_mail set ended_at = ${now}
      where id = ${id} and user_id = ${userId} and ended_at is null`.execute(tx)
    if (numAffectedRows !== 1n) throw notFound('review mail', id)
    const summary = 'The weekly review no longer comes by mail'
    await audit({ command: 'revenue.end-review-mail', noun: 'review mail', subjectId: id, summary })
    await emit('revenue.review-mail.changed', {})
  })
}

/** Notes that the mail of a day is done: sent, with nothing to tell, or why it could not be written. */
export async function settleReviewMail(
  work: Work,
  done: { id: string; day: string; isSent: boolean; problem: string | null },
): Promise<void> {
  const { id, day, isSent, problem } = done
  await transact(work, async ({ tx, now, emit }) => {
    await sql`update revenue.review_mail set settled_on = greatest(settled_on, ${day}::date), problem = ${problem},
      sent_at = case when ${isSent} then ${now} else sent_at end where id = ${id}`.execute(tx)
    await emit('revenue.review-mail.changed', {})
  })
}

function twoSubjects() {
  return refusal(400, {
    code: 'two-subjects',
    message: 'A weekly review is of a team or of a person, and both are named.',
    wayOut: 'Give teamId or personId; neither for everybody you see.',
  })
}
