import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { ChosenField } from '../schema.ts'

/** The endpoint of the fields that a connection could read. */
export const chosenContract = {
  connectionFields: endpoint({
    permission: 'integrations:run',
    method: 'get',
    path: '/api/integrations/connections/{id}/fields',
    summary:
      'The fields of deals and accounts that Salesforce or HubSpot shows beyond those that are always read, asked there now; choose from them with `fields` of the connection.',
    params: z.object({ id: Id }),
    reply: z.object({
      fields: z.array(
        ChosenField.extend({
          /** Made by the people there, not by the maker of the CRM. */
          isCustom: z.boolean(),
        }),
      ),
      /** What could not be asked, with the way out; null where all could. */
      says: z.string().nullable(),
    }),
  }),
}
