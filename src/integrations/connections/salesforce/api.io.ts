import { type Api, askForToken, keepTurned, openApi, type Session } from '../api.io.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed } from '../patient.io.ts'
import { tokenAddress } from '../sign-in/doors.ts'
import { LostPlace, Patience, Refused } from '../source.ts'

const version = 'v60.0'

type Problem = { errorCode: string; message: string }

/** Signs in and gives the API of the org; paths begin after the version unless they name all of it. */
export async function salesforceApi(linked: Linked, around: Around): Promise<Api> {
  const api = await openApi({
    system: 'Salesforce',
    around,
    signIn: () => signIn(linked, around),
    judge: ({ status, text }, path) => judged(status, problemsIn(text), path),
  })
  const at = (path: string) => (path.startsWith('/services/') ? path : `/services/data/${version}${path}`)
  return {
    clock: api.clock,
    get: (path) => api.get(at(path)),
    post: (path, body) => api.post(at(path), body),
    patch: (path, body) => api.patch(at(path), body),
    open: (path) => api.open(at(path)),
  }
}

async function signIn({ kind, address, clientId, access }: Linked, around: Around): Promise<Session> {
  const { token, status, answer } = await askForToken<{
    access_token?: string
    refresh_token?: string
    instance_url?: string
    error?: string
    error_description?: string
  }>(around, {
    url: tokenAddress({ kind, address }),
    form: {
      grant_type: access.refreshToken ? 'refresh_token' : 'client_credentials',
      client_id: clientId ?? '',
      ...(access.clientSecret && { client_secret: access.clientSecret }),
      ...(access.refreshToken && { refresh_token: access.refreshToken }),
    },
  })
  await keepTurned(access, answer.refresh_token, around)
  if (token !== null) return { token, at: answer.instance_url ?? address }
  const why = answer.error_description ?? answer.error ?? `the sign-in answered ${status}`
  throw new Refused(
    `Salesforce does not let Drumbeat in: ${why}. Sign in again at the connection, or check the connected app and paste new access.`,
  )
}

/** A used-up limit is told, not waited for. */
function judged(status: number, problems: Problem[], path: string): Judged {
  const names = problems.map(({ errorCode }) => errorCode)
  const isBusy = status === 429 || status >= 500 || names.some((name) => busy.has(name))
  return { isBusy: isBusy && !names.includes('REQUEST_LIMIT_EXCEEDED'), error: refusalOf(status, problems, path) }
}

const busy = new Set(['SERVER_UNAVAILABLE', 'QUERY_TIMEOUT', 'UNABLE_TO_LOCK_ROW'])

function refusalOf(status: number, problems: Problem[], path: string): Error {
  const { errorCode = `HTTP ${status}`, message = '' } = problems[0] ?? {}
  if (errorCode === 'REQUEST_LIMIT_EXCEEDED')
    return new Patience('The org has used up its calls of the last 24 hours (REQUEST_LIMIT_EXCEEDED).', 1800)
  if (status === 401) return new Refused(`Salesforce ends each session at once (${errorCode}: ${message}).`)
  if (errorCode === 'INVALID_QUERY_LOCATOR' || (path.includes('/jobs/query/') && (status === 400 || status === 404)))
    return new LostPlace(`${errorCode}: ${message}`)
  return new ApiProblem(`${errorCode}: ${message}`, errorCode)
}

/** What the API would not do; `code` is its own name for the reason. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/** Errors come as an array of {errorCode, message}; a proxy may answer with a page. */
function problemsIn(text: string): Problem[] {
  const answer = parsed(text)
  if (Array.isArray(answer)) return answer as Problem[]
  const { errorCode, message, error } = answer as { errorCode?: string; message?: string; error?: string }
  return errorCode || error ? [{ errorCode: errorCode ?? error!, message: message ?? '' }] : []
}
