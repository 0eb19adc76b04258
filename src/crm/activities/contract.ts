import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'

export const ActivityKind = z.enum(['call', 'mail', 'meeting', 'note'])

/** Something done about a deal. */
export const Activity = z.object({
  id: Id,
  dealId: Id,
  dealName: z.string(),
  kind: ActivityKind,
  happenedAt: Instant,
  personId: Id.nullable(),
  personName: z.string().nullable(),
  subject: z.string(),
  note: z.string(),
})
export type Activity = z.infer<typeof Activity>

export const activitiesContract = {
  listActivities: endpoint({
    method: 'get',
    path: '/api/crm/activities',
    permission: 'crm:read',
    summary: 'Calls, mails, meetings and notes about deals that you can see, newest first.',
    query: z.object({
      dealId: Id.optional(),
      accountId: Id.optional(),
      personId: Id.optional(),
      kind: ActivityKind.optional(),
      /** From the first to the last of these days, both included. */
      from: Day.optional(),
      to: Day.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ activities: z.array(Activity), total: z.number().int(), next: z.number().int().nullable() }),
  }),
  addActivity: endpoint({
    method: 'post',
    path: '/api/crm/activities',
    permission: 'crm:edit',
    summary:
      'Say that there was a call, mail, meeting or note about a deal. A deal with activities does not count as quiet.',
    body: z.object({
      dealId: Id,
      kind: ActivityKind,
      /** When it was; now when left out. It cannot lie ahead. */
      happenedAt: Instant.optional(),
      personId: Id.nullable().default(null),
      subject: z.string().trim().min(1, 'Say in a few words what it was about.').max(300),
      note: z.string().max(20_000).default(''),
    }),
    reply: Activity,
  }),
  removeActivity: endpoint({
    method: 'delete',
    path: '/api/crm/activities/{id}',
    permission: 'crm:edit',
    summary: 'Remove an activity that was said by mistake; the audit keeps it.',
    params: z.object({ id: Id }),
    reply: Activity,
  }),
}
