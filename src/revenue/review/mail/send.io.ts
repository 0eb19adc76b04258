import { clockIn } from '#company/local-time.ts'
import { companyProfile } from '#company/profile.sql.ts'
import { dueDay } from '#company/schedule.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { sendMail } from '#platform/mail.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { weeklyReview } from '../review.sql.ts'
import { settleReviewMail } from './change.tx.ts'
import { allMails, type MailOf } from './mails.sql.ts'
import { hasNews, reviewMail } from './message.ts'

/**
 * Sends every weekly review whose hour has come. One that breaks, or that the mail server does not take, holds up no other and is
 * tried again for a day.
 */
export async function sendReviewMails(workspace: Workspace, signal: AbortSignal): Promise<void> {
  if (!workspace.smtpUrl) return
  for (const mail of await allMails(workspace.db)) {
    if (signal.aborted) return
    try {
      await sendIfDue(workspace, mail)
    } catch (error) {
      workspace.log.error({ reviewMail: mail.id, error: String(error) }, 'revenue.review-mail-failed')
    }
  }
}

async function sendIfDue(workspace: Workspace, mail: MailOf): Promise<void> {
  const day = dueDay({ every: 'week', ...mail }, clockIn(mail.timeZone, workspace.clock()), mail.settledOn)
  if (day === null) return
  const sent = await sendOne(workspace, mail)
  if (sent === 'not taken') return
  const problem = typeof sent === 'object' ? sent.problem : null
  const work = { workspace, actor: systemActor }
  await settleReviewMail(work, { id: mail.id, day, isSent: sent === 'sent', problem })
}

/** What came of it: sent, nothing to tell this week, not taken by the mail server, or why it could not be written. */
type Sent = 'sent' | 'nothing to tell' | 'not taken' | { problem: string }

/** Writes a review as its receiver may see it now, and sends it; a quiet week too where it is asked for by hand. */
export async function sendOne(workspace: Workspace, mail: MailOf, { evenQuiet = false } = {}): Promise<Sent> {
  const { db, clock, publicUrl, basePath } = workspace
  if (!permissionsOf(workspace, mail.user.role).has('revenue:read')) return { problem: 'You may no longer see calls.' }
  try {
    const scope = await workspace.scopeOf(mail.user)
    const whose = { ...(mail.teamId && { teamId: mail.teamId }), ...(mail.personId && { personId: mail.personId }) }
    const review = await weeklyReview(db, scope, { grain: 'quarter', ...whose }, clock())
    if (!evenQuiet && !hasNews(review)) return 'nothing to tell'
    const { locale } = await companyProfile(db)
    const written = reviewMail(review, { locale, base: `${publicUrl}${basePath}` })
    return (await sendMail(workspace, { to: mail.user.email, ...written })) ? 'sent' : 'not taken'
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message }
    throw error
  }
}
