import type { Mount, Request } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { endReviewMail, keepReviewMail } from './change.tx.ts'
import { reviewMailContract } from './contract.ts'
import { allMails, mailsOf } from './mails.sql.ts'
import { sendOne } from './send.io.ts'

/** One's own mails of weekly reviews. */
export function reviewMailRoutes(mount: Mount): void {
  mount(reviewMailContract.reviewMails, told)
  mount(reviewMailContract.keepReviewMail, async (asked) => {
    await keepReviewMail(asked.work, asked.scope, asked.body)
    return told(asked)
  })
  mount(reviewMailContract.endReviewMail, async (asked) => {
    await endReviewMail(asked.work, asked.scope.userId, asked.params.id)
    return told(asked)
  })
  mount(reviewMailContract.sendReviewMail, async ({ workspace, scope, params }) => {
    const mail = (await allMails(workspace.db)).find(({ id, user }) => id === params.id && user.id === scope.userId)
    if (!mail) throw notFound('review mail', params.id)
    const sent = await sendOne(workspace, mail, { evenQuiet: true })
    if (sent === 'sent') return { arrived: true, answer: `Sent to ${mail.user.email}.` }
    if (typeof sent === 'object') return { arrived: false, answer: sent.problem }
    return { arrived: false, answer: 'The mail server did not take it, or none is set up (SMTP_URL).' }
  })
}

async function told({ workspace, scope }: Pick<Request<never, never, never>, 'workspace' | 'scope'>) {
  return { canMail: workspace.smtpUrl !== null, mails: await mailsOf(workspace.db, scope.userId) }
}
