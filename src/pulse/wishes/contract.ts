import { z } from 'zod'
import { TimeZone } from '#company/schema.ts'
import { endpoint } from '#platform/http/contract.ts'

const Wishes = z.object({
  timeZone: TimeZone.nullable().describe("Your clock, for one-on-ones and time limits too; null: the company's."),
  reminders: z.boolean(),
  language: z.enum(['en', 'de']).nullable(),
})

/** How a member wants to be asked. */
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
}
