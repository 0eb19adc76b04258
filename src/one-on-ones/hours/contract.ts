import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'

const own = 'one-on-ones:own' as const
const Minute = z.number().int().min(0).max(1440)
const Hours = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).describe('Days of the week: 1 Monday to 7 Sunday'),
  fromMinute: Minute.describe('Minute of the day: 540 is 9 o’clock'),
  toMinute: Minute,
})

/** Working hours, and the times that fit two people. */
export const hoursContract = {
  proposals: endpoint({
    method: 'get',
    path: '/api/one-on-ones/proposals',
    permission: own,
    summary:
      'Times for a one-on-one with somebody: inside the working hours of both, each by their own clock, on no holiday and no leave of either, beside their other one-on-ones; at most one a day.',
    query: z.object({
      withId: Id,
      from: Day.optional().describe('Today where nothing is said'),
      minutes: z.coerce.number().int().min(5).max(480).default(60),
      count: z.coerce.number().int().min(1).max(20).default(5),
    }),
    reply: z.object({ times: z.array(Instant), timeZone: z.string() }),
  }),
  hours: endpoint({
    method: 'get',
    path: '/api/one-on-ones/hours',
    permission: own,
    summary: 'Your working hours, and the holidays to come on which nothing is proposed.',
    reply: z.object({
      hours: Hours,
      timeZone: z.string().describe('Whose clock they are by: yours, or the company’s'),
      holidays: z
        .array(z.object({ id: Id, day: Day, name: z.string() }))
        .describe('Of the company, and of the territory where you sell'),
    }),
  }),
  setHours: endpoint({
    method: 'put',
    path: '/api/one-on-ones/hours',
    permission: own,
    summary: 'Say when you work.',
    body: Hours,
    reply: Hours,
  }),
}
