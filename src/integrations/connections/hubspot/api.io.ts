import { ask, type Reply, textOf } from '#platform/webhooks/ask.io.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed, patiently } from '../patient.io.ts'
import { Patience, Refused } from '../source.ts'

/** The API of one HubSpot account: patient, honest about limits. */
export type HubspotApi = {
  /** Its clock at the last answer. */
  clock: () => string
  get: <T>(path: string, params?: Record<string, string>) => Promise<T>
  post: <T>(path: string, body: unknown) => Promise<T>
}

type Problem = { category?: string; message?: string; policyName?: string }

/** Gives the API of the account, by the token of a private app or a token that an app renews. */
export async function hubspotApi(linked: Linked, around: Around): Promise<HubspotApi> {
  let token = await tokenOf(linked, around)
  let clock = around.now().toISOString()
  async function request(path: string, body?: string): Promise<Reply> {
    return patiently({
      system: 'HubSpot',
      signal: around.signal,
      async call() {
        const reply = await ask({
          url: new URL(path, linked.address).href,
          publicUrl: around.publicUrl,
          signal: around.signal,
          headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { method: 'POST', body }),
        })
        const date = Date.parse(String(reply.headers.date))
        if (!Number.isNaN(date)) clock = new Date(date).toISOString()
        return reply
      },
      async renew() {
        token = await tokenOf(linked, around)
      },
      judge: ({ status, text }) => judged(status, parsed(text) as Problem),
    })
  }
  return {
    clock: () => clock,
    get: async <T>(path: string, params: Record<string, string> = {}) =>
      JSON.parse(await textOf(await request(`${path}?${new URLSearchParams(params)}`))) as T,
    post: async <T>(path: string, body: unknown) =>
      JSON.parse(await textOf(await request(path, JSON.stringify(body)))) as T,
  }
}

async function tokenOf({ address, clientId, access }: Linked, around: Around): Promise<string> {
  if (access.accessToken) return access.accessToken
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId ?? '',
    client_secret: access.clientSecret ?? '',
    refresh_token: access.refreshToken ?? '',
  })
  const reply = await ask({
    url: `${address}/oauth/v1/token`,
    publicUrl: around.publicUrl,
    signal: around.signal,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const answer = parsed(await textOf(reply)) as { access_token?: string; message?: string }
  if (reply.status === 200 && answer.access_token) return answer.access_token
  if (reply.status === 429 || reply.status >= 500) throw new Patience(`The sign-in answered ${reply.status}.`, 300)
  throw refused(answer.message ?? `the sign-in answered ${reply.status}`)
}

/** The limit of a day is told, that of ten seconds waited for. */
function judged(status: number, { category, message, policyName }: Problem): Judged {
  const said = `${category ?? `HTTP ${status}`}: ${message ?? ''}`
  if (policyName === 'DAILY')
    return { isBusy: false, error: new Patience('The account has used up its calls of today (DAILY).', 1800) }
  if (status === 401) return { isBusy: false, error: refused(said) }
  if (status === 403)
    return {
      isBusy: false,
      error: new Refused(
        `HubSpot does not show all that is read (${said}). Give the app the scopes crm.objects.deals.read, crm.objects.companies.read, crm.objects.owners.read and crm.schemas.deals.read.`,
      ),
    }
  return { isBusy: status === 429 || status >= 500, error: new HubspotProblem(`HubSpot says ${said}`) }
}

/** What the API would not do, in its own words. */
export class HubspotProblem extends Error {
  override name = 'HubspotProblem'
}

function refused(why: string): Refused {
  return new Refused(`HubSpot does not let Drumbeat in: ${why}. Check the app and give the connection new access.`)
}
