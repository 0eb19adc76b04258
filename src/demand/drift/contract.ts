import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { DriftNews } from './schema.ts'

/** The endpoints of drift. */
export const driftContract = {
  drift: endpoint({
    method: 'get',
    path: '/api/demand/drift',
    permission: 'demand:read',
    summary:
      'Where demand is not as it was: levels that moved, years of another shape, items that stopped being ordered, feeds that fell silent; each said once, with what the forecast does about it. Those of the last 12 months, open ones first',
    reply: z.object({ drift: z.array(DriftNews) }),
  }),
  dismissDrift: endpoint({
    method: 'post',
    path: '/api/demand/drift/{id}/dismiss',
    permission: 'demand:treat',
    summary: 'Say that a drift needs nobody any more; it is not announced again. The forecast stays as it is',
    params: z.object({ id: Id }),
    reply: z.object({ dismissed: z.boolean() }),
  }),
}
