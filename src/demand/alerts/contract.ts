import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { Alert, AlertWish } from './schema.ts'

/** The endpoints of alerts. */
export const alertsContract = {
  alerts: endpoint({
    method: 'get',
    path: '/api/demand/alerts',
    permission: 'demand:read',
    summary:
      'What was news of demand in the last 90 days: forecasts that left the range they were last told with, drift, families whose forecast does worse than the naive one. Newest first; with the wish of the caller, and whether mails can be sent',
    reply: z.object({ alerts: z.array(Alert), wish: AlertWish, canMail: z.boolean() }),
  }),
  wishAlerts: endpoint({
    method: 'put',
    path: '/api/demand/alerts/wish',
    permission: 'demand:read',
    summary:
      'Say what you want to be told of, and how. Other programs are told by a webhook of the event demand.alert.raised',
    body: AlertWish,
    reply: AlertWish,
  }),
}
