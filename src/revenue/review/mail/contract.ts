import { z } from 'zod'
import { TimeZone } from '#company/schema.ts'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'

/** When a weekly review comes by mail, where its receiver is. */
const When = z.object({
  weekday: z.number().int().min(1).max(7).describe('1 is Monday.'),
  minute: z.number().int().min(0).max(1439).describe('Of the day: 480 is 8 o’clock.'),
  timeZone: TimeZone,
})

export const ReviewMail = When.extend({
  id: Id,
  /** Whose week; everybody one sees where neither is given. */
  teamId: Id.nullable(),
  personId: Id.nullable(),
  name: z.string(),
  sentAt: Instant.nullable(),
  /** Why the last one did not go out. */
  problem: z.string().nullable(),
})
export type ReviewMail = z.infer<typeof ReviewMail>

const Mails = z.object({ canMail: z.boolean(), mails: z.array(ReviewMail) })
const path = '/api/revenue/review/mails'

export const reviewMailContract = {
  reviewMails: endpoint({
    method: 'get',
    path,
    permission: 'revenue:read',
    summary: 'The weekly reviews that come to you by mail.',
    reply: Mails,
  }),
  keepReviewMail: endpoint({
    method: 'put',
    path,
    permission: 'revenue:read',
    summary:
      'Have the weekly review of a team, a person with those below, or all you see come by mail at an hour of a weekday; a week with nothing to tell sends none. What it holds is what you may see when it is sent.',
    body: When.extend({ teamId: Id.optional(), personId: Id.optional() }),
    reply: Mails,
  }),
  endReviewMail: endpoint({
    method: 'delete',
    path: `${path}/{id}`,
    permission: 'revenue:read',
    summary: 'Have no more mails of a weekly review.',
    params: z.object({ id: Id }),
    reply: Mails,
  }),
  sendReviewMail: endpoint({
    method: 'post',
    path: `${path}/{id}/send`,
    permission: 'revenue:read',
    summary: 'Send it to you now, to see that it arrives.',
    params: z.object({ id: Id }),
    reply: z.object({ arrived: z.boolean(), answer: z.string() }),
  }),
}
