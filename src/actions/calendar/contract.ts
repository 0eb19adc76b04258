import { z } from 'zod'
import { endpoint, Instant } from '#platform/http/contract.ts'

export const calendarContract = {
  address: endpoint({
    method: 'get',
    path: '/api/inbox/calendar',
    permission: 'actions:read',
    summary: 'Whether your calendar has a private address, and when a program last asked for it.',
    reply: z.object({ address: z.object({ madeAt: Instant, usedAt: Instant.nullable() }).nullable() }),
  }),
  makeAddress: endpoint({
    method: 'post',
    path: '/api/inbox/calendar',
    permission: 'actions:read',
    summary:
      'A new private address (iCalendar) of what has a day for you: your actions and one-on-ones, the steps and deadlines of S&OP, weekly reviews, notice days of tools. The old one stops. Shown once.',
    reply: z.object({ path: z.string() }),
    secret: true,
  }),
  endAddress: endpoint({
    method: 'delete',
    path: '/api/inbox/calendar',
    permission: 'actions:read',
    summary: 'End the private address of your calendar.',
  }),
  feed: endpoint({
    method: 'get',
    path: '/api/inbox/calendar/feed',
    permission: 'public',
    summary: 'A private calendar (iCalendar), by its secret: what its owner may see now.',
    query: z.object({ secret: z.string().max(100).default('') }),
    raw: true,
  }),
}
