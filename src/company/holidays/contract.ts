import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

export const Holiday = z.object({
  id: Id,
  day: Day,
  name: z.string(),
  territoryId: Id.nullable().describe('Where it holds, with everything below; null is everywhere'),
  territoryName: z.string().nullable(),
})
export type Holiday = z.infer<typeof Holiday>

const base = '/api/company/holidays'
const Name = z.string().trim().max(120).default('')
const Territory = Id.nullable().default(null)

export const holidaysContract = {
  holidays: endpoint({
    method: 'get',
    path: base,
    permission: 'company:read',
    summary:
      'Holidays from a day on: the one calendar of time limits, due days of playbooks and cycles, and one-on-ones.',
    query: z.object({ from: Day.optional() }),
    reply: z.object({ holidays: z.array(Holiday) }),
  }),
  addHolidays: endpoint({
    method: 'post',
    path: base,
    permission: 'company:edit',
    summary: 'Add holidays, for everybody or for a territory and what is below; a day that is there gets the new name.',
    body: z.object({
      holidays: z
        .array(z.object({ day: Day, name: Name, territoryId: Territory }))
        .min(1)
        .max(2000),
    }),
    reply: z.object({ changed: z.number().int() }),
  }),
  endHoliday: endpoint({
    method: 'delete',
    path: `${base}/{id}`,
    permission: 'company:edit',
    summary: 'Work on a holiday after all.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  importIcs: endpoint({
    method: 'post',
    path: `${base}/ics`,
    permission: 'company:edit',
    summary:
      'Add the whole-day events of an iCalendar file as holidays; days before this year are left out, events with an hour are named.',
    body: z.object({ text: z.string().min(1).max(2_000_000), territoryId: Territory }),
    reply: z.object({
      found: z.number().int(),
      changed: z.number().int(),
      skipped: z.array(z.object({ what: z.string(), why: z.string() })),
    }),
  }),
}
