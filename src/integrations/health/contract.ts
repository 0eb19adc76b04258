import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { HealthLine } from './schema.ts'

/** The health of all connections. */
export const healthContract = {
  health: endpoint({
    method: 'get',
    path: '/api/integrations/health',
    permission: 'integrations:run',
    summary:
      'What does not work or has gone quiet: failing and paused webhooks, CRM systems that are not read or say what does not fit, dead letters, order sources silent for 3 days, refused order events, plans that did not reach a receiver, sign-ins older than 45 days. Empty when all is well.',
    reply: z.object({ lines: z.array(HealthLine), checked: z.number().int() }),
  }),
}
