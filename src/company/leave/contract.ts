import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

export const Leave = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  startsOn: Day,
  lastDay: Day.describe('The last day away'),
  note: z.string().describe('Read by the person alone; empty for everybody else'),
})
export type Leave = z.infer<typeof Leave>

const base = '/api/company/leave'

export const leaveContract = {
  leave: endpoint({
    method: 'get',
    path: base,
    permission: 'company:read',
    summary:
      'Who is away and when, of yourself and of those whose leave you see: on these days nobody is handed a new deal or asked by a survey, substitutes approve, and no one-on-one is proposed.',
    query: z.object({
      from: Day.optional().describe('Leave that ends on this day or later; today where nothing is said'),
      personId: Id.optional(),
    }),
    reply: z.object({
      leave: z.array(Leave),
      people: z.array(z.object({ id: Id, name: z.string() })).describe('Whose leave you may note: who works here'),
    }),
  }),
  addLeave: endpoint({
    method: 'post',
    path: base,
    permission: 'company:leave',
    summary: 'Note days off of yourself, or of somebody whose leave you see; first and last day belong to it.',
    body: z.object({
      personId: Id,
      startsOn: Day,
      lastDay: Day,
      note: z.string().trim().max(100).default('').describe('For your own leave only'),
    }),
    reply: z.object({ id: Id }),
  }),
  endLeave: endpoint({
    method: 'delete',
    path: `${base}/{id}`,
    permission: 'company:leave',
    summary: 'Take a leave back.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
