import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Address, ClientId, Name, Pipeline, Secret } from '../given.ts'

const run = { permission: 'integrations:run' } as const
const base = '/api/integrations/connections'
const Page = z.object({
  /** Where the browser goes: the sign-in of the other system. */
  url: z.string(),
})

/** Signing in at the other system in the browser, in place of pasting its tokens. */
export const signInContract = {
  signInConnection: endpoint({
    ...run,
    method: 'post',
    path: `${base}/sign-in`,
    secret: true,
    summary:
      'Begin to connect Salesforce or HubSpot by signing in there: OAuth 2.0 authorization code with PKCE. Answers the address to open in the browser of the same person within 15 minutes; it leads back to `redirectUri` of the list of connections, which the app there has to allow.',
    body: z.object({
      name: Name,
      kind: z.enum(['salesforce', 'hubspot']),
      address: Address,
      pipeline: Pipeline,
      begin: z.boolean().default(true),
      clientId: ClientId,
      clientSecret: Secret.optional(),
    }),
    reply: Page,
  }),
  signInAgain: endpoint({
    ...run,
    method: 'post',
    path: `${base}/{id}/sign-in`,
    secret: true,
    summary:
      'Begin to give a connection new access by signing in there, as after a token was revoked. Without `clientId` and `clientSecret` those that it has are used.',
    params: z.object({ id: Id }),
    body: z.object({ clientId: ClientId.optional(), clientSecret: Secret.optional() }),
    reply: Page,
  }),
  signedIn: endpoint({
    ...run,
    method: 'post',
    path: `${base}/signed-in`,
    summary:
      'Finish a sign-in with the code and the state that the other system sent back; once, by the person who began it. The new access is tried before it is kept.',
    body: z.object({ state: z.string().min(1).max(200), code: z.string().min(1).max(4000) }),
    reply: z.object({ id: Id }),
  }),
}
