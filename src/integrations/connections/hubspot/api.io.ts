import { type Api, askForToken, keepTurned, openApi } from '../api.io.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed } from '../patient.io.ts'
import { tokenAddress } from '../sign-in/doors.ts'
import { Patience, Refused } from '../source.ts'

/** The API of one HubSpot account. */
export type HubspotApi = Pick<Api, 'clock' | 'post' | 'patch'> & {
  get: <T>(path: string, params?: Record<string, string>) => Promise<T>
}

type Problem = { category?: string; message?: string; policyName?: string }

/** Gives the API of the account, by the token of a private app or a token that an app renews. */
export async function hubspotApi(linked: Linked, around: Around): Promise<HubspotApi> {
  const api = await openApi({
    system: 'HubSpot',
    around,
    signIn: async () => ({ token: await tokenOf(linked, around), at: linked.address }),
    judge: ({ status, text }) => judged(status, parsed(text) as Problem),
  })
  return { ...api, get: (path, params = {}) => api.get(`${path}?${new URLSearchParams(params)}`) }
}

async function tokenOf({ kind, address, clientId, access }: Linked, around: Around): Promise<string> {
  if (access.accessToken) return access.accessToken
  const { token, status, answer } = await askForToken<{
    access_token?: string
    refresh_token?: string
    message?: string
  }>(around, {
    url: tokenAddress({ kind, address }),
    form: {
      grant_type: 'refresh_token',
      client_id: clientId ?? '',
      client_secret: access.clientSecret ?? '',
      refresh_token: access.refreshToken ?? '',
    },
  })
  await keepTurned(access, answer.refresh_token, around)
  if (token !== null) return token
  throw refused(answer.message ?? `the sign-in answered ${status}`)
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
      error: new NotAllowed(
        `HubSpot does not allow all that is asked of it (${said}). Give the app the scopes crm.objects.deals.read, crm.objects.companies.read, crm.objects.owners.read and crm.schemas.deals.read, for products crm.objects.products.read and crm.objects.line_items.read, to write back crm.objects.deals.write, for calls crm.objects.contacts.write, to choose fields of companies crm.schemas.companies.read.`,
      ),
    }
  return { isBusy: status === 429 || status >= 500, error: new HubspotProblem(`HubSpot says ${said}`) }
}

/** The app lacks a right. */
export class NotAllowed extends Refused {
  override name = 'NotAllowed'
}

/** What the API would not do, in its own words. */
export class HubspotProblem extends Error {
  override name = 'HubspotProblem'
}

function refused(why: string): Refused {
  return new Refused(
    `HubSpot does not let Drumbeat in: ${why}. Sign in again at the connection, or check the app and paste new access.`,
  )
}
