import { z } from 'zod'
import { TimeZone } from '#company/schema.ts'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

const Wishes = z.object({
  timeZone: TimeZone.nullable().describe("Your clock, for one-on-ones and time limits too; null: the company's."),
  reminders: z.boolean(),
  language: z.enum(['en', 'de']).nullable(),
})

/** How a member wants to be asked, and when they are away. */
export const wishContract = {
  wishes: endpoint({
    method: 'get',
    path: '/api/pulse/wishes',
    permission: 'pulse:read',
    summary: 'How you want to be asked: time zone, reminders, language.',
    reply: Wishes,
  }),
  setWishes: endpoint({
    method: 'put',
    path: '/api/pulse/wishes',
    permission: 'pulse:read',
    summary:
      'Set how you want to be asked. Reminders go to everybody who did not switch them off, whether they answered or not.',
    body: Wishes,
    reply: Wishes,
  }),
  leaves: endpoint({
    method: 'get',
    path: '/api/pulse/leaves',
    permission: 'pulse:run',
    summary: 'When members are away: whoever is away for a whole window is not in the denominator.',
    reply: z.object({
      leaves: z.array(z.object({ id: Id, personId: Id, name: z.string(), startsOn: Day, endsOn: Day })),
    }),
  }),
  addLeave: endpoint({
    method: 'post',
    path: '/api/pulse/leaves',
    permission: 'pulse:run',
    summary: 'Say that a member is away, first and last day included.',
    body: z.object({ personId: Id, startsOn: Day, endsOn: Day }),
    reply: z.object({ id: Id }),
  }),
}
