import { z } from 'zod'
import { Instant } from '#platform/http/contract.ts'

/** One connection that does not work or has gone quiet. */
export const HealthLine = z.object({
  kind: z.enum([
    'webhook failing',
    'dead letters',
    'webhook paused',
    'webhook without maker',
    'order source stale',
    'order events refused',
    'plan not delivered',
    'sign-ins old',
    'CRM not read',
    'CRM does not fit',
  ]),
  state: z.enum(['failing', 'quiet']),
  name: z.string(),
  says: z.string(),
  /** Since when, where it is known. */
  since: Instant.nullable(),
  /** The screen where it can be mended. */
  to: z.string(),
})
export type HealthLine = z.infer<typeof HealthLine>
