import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Write } from '../schema.ts'

/** What was written back to CRMs. */
export const writeBackContract = {
  connectionWrites: endpoint({
    method: 'get',
    permission: 'integrations:run',
    path: '/api/integrations/connections/{id}/writes',
    summary:
      'Fields of deals that you may see which a connection wrote back, left or was refused, newest first; after a dry run also what it would write. Texts of people are told to have changed, not what they say.',
    params: z.object({ id: Id }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
    reply: z.object({ writes: z.array(Write) }),
  }),
  dealWrites: endpoint({
    method: 'get',
    permission: 'crm:read',
    path: '/api/integrations/deals/{id}/writes',
    summary: 'What of a deal that you may see was written back to a CRM, newest first.',
    params: z.object({ id: Id }),
    reply: z.object({ writes: z.array(Write) }),
  }),
}
