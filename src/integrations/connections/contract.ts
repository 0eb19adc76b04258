import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { chosenContract } from './chosen/contract.ts'
import { Address, ClientId, Name, Pipeline, Secret } from './given.ts'
import { ChosenField, Connection, Mode, ReadsQuotas, Run, Writes } from './schema.ts'
import { signInContract } from './sign-in/contract.ts'
import { writeBackContract } from './write-back/contract.ts'

const one = z.object({ id: Id })
const run = { permission: 'integrations:run' } as const
const base = '/api/integrations/connections'

const Access = {
  /** Of the connected app. */
  clientId: ClientId.optional(),
  clientSecret: Secret.optional(),
  /** Where a person signed in for the connection; without it the app signs in by itself (client credentials). */
  refreshToken: Secret.optional(),
  /** HubSpot: the token of a private app, in place of the three. */
  accessToken: Secret.optional(),
}

/** The endpoints of CRM connections. */
export const connectionsContract = {
  ...signInContract,
  ...writeBackContract,
  ...chosenContract,
  connections: endpoint({
    ...run,
    method: 'get',
    path: base,
    summary:
      'CRM and ERP systems that are read every five minutes: when last, what came in, what does not fit (`findings`), what waits.',
    reply: z.object({
      connections: z.array(Connection),
      /** The address that an app of the other system has to allow for the sign-in in the browser. */
      redirectUri: z.string(),
    }),
  }),
  addConnection: endpoint({
    ...run,
    method: 'post',
    path: base,
    summary:
      'Connect Salesforce (address of the org, connected app with client credentials or a refresh token) or HubSpot (access token of a private app, or app with refresh token), Odoo (`accessToken` an API key, `clientId` the database where there are several) or ERPNext (`clientId` the API key, `clientSecret` the API secret). The sign-in is tried before anything is kept; the first reading begins at once unless `begin` is false.',
    body: z.object({
      name: Name,
      kind: z.enum(['salesforce', 'hubspot', 'odoo', 'erpnext']),
      address: Address,
      pipeline: Pipeline,
      begin: z.boolean().default(true),
      ...Access,
    }),
    reply: one,
  }),
  changeConnection: endpoint({
    ...run,
    method: 'patch',
    path: `${base}/{id}`,
    summary:
      'Rename a connection, pause or resume it, choose which fields of deals it writes back, and whether calls about them (`calls`, from then on), and (`fields`) which it reads beyond the usual ones, kept under their labels; a new one has all rows read anew; say whether its quotas are read (`quotas`), with the name of the forecast type or goal where several set them; or give it new access, which is tried first.',
    params: one,
    body: z.object({
      name: Name.optional(),
      paused: z.boolean().optional(),
      writes: Writes.optional(),
      fields: z
        .array(ChosenField.pick({ noun: true, name: true }))
        .max(100)
        .optional(),
      quotas: ReadsQuotas.optional(),
      ...Access,
    }),
    reply: one,
  }),
  endConnection: endpoint({
    ...run,
    method: 'delete',
    path: `${base}/{id}`,
    summary: 'Read a system no more and forget its secrets; what was read stays.',
    params: one,
    reply: one,
  }),
  syncConnection: endpoint({
    ...run,
    method: 'post',
    path: `${base}/{id}/sync`,
    summary:
      'Read it now: `sync` what changed, `full` everything anew (what is here already is left as it is), `dry run` says what would come in and writes nothing.',
    params: one,
    body: z.object({ mode: Mode.default('sync') }),
    reply: one,
  }),
  connectionRuns: endpoint({
    ...run,
    method: 'get',
    path: `${base}/{id}/runs`,
    summary: 'The last readings that brought something, failed or were asked for, newest first.',
    params: one,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(30) }),
    reply: z.object({ runs: z.array(Run) }),
  }),
}
