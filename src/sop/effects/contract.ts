import { z } from 'zod'
import { endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { Month } from '../schema.ts'

/** What a decision brought, beside what it promised. */
export const RealisedEffect = z.object({
  decisionId: Id,
  cycleId: Id,
  month: Month,
  question: z.string(),
  option: z.string(),
  promisedMinor: MinorUnits,
  /** What came less what would have come without the decision, in units and at the price of the plan, with its 90 % range. Of demand: what was ordered, against the forecast made before; of capacity: what was shipped, against the plan solved again without it for what was ordered. */
  units: z.number().int().nullable(),
  lo90: z.number().int().nullable(),
  hi90: z.number().int().nullable(),
  minor: MinorUnits.nullable(),
  lo90Minor: MinorUnits.nullable(),
  hi90Minor: MinorUnits.nullable(),
  /** Earlier spans that say how far forecasts usually err. */
  compared: z.number().int(),
  /** Why nothing can be told, where nothing can. */
  reason: z.string().nullable(),
})
export type RealisedEffect = z.infer<typeof RealisedEffect>

/** The endpoint of what past decisions really brought. */
export const effectsContract = {
  effects: endpoint({
    method: 'get',
    path: '/api/sop/effects',
    permission: 'sop:read',
    summary: 'What each past decision brought beside what it promised, with a 90 % range, or why it cannot be told.',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({ currency: z.string(), effects: z.array(RealisedEffect), total: z.number().int() }),
  }),
}
