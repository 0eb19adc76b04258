import { ask, type Reply, textOf } from '#platform/webhooks/ask.io.ts'
import type { Around, Linked } from '../linked.ts'
import { type Judged, parsed, patiently } from '../patient.io.ts'
import { LostPlace, Patience, Refused } from '../source.ts'

const version = 'v60.0'
/** The API of one org: signed in, patient, honest about limits. */
export type SalesforceApi = {
  /** Its clock at the last answer. */
  clock: () => string
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: unknown) => Promise<T>
  /** An answer whose body is read piece by piece. */
  open: (path: string) => Promise<Reply>
}

type Problem = { errorCode: string; message: string }

/** Signs in and gives the API of the org. */
export async function salesforceApi(linked: Linked, around: Around): Promise<SalesforceApi> {
  let session = await signIn(linked, around)
  let clock = around.now().toISOString()

  function request(path: string, body?: string): Promise<Reply> {
    return patiently({
      system: 'Salesforce',
      signal: around.signal,
      async call() {
        const reply = await ask({
          url: new URL(path, session.instance).href,
          publicUrl: around.publicUrl,
          signal: around.signal,
          headers: { authorization: `Bearer ${session.token}`, ...(body && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { method: 'POST', body }),
        })
        const date = Date.parse(String(reply.headers.date))
        if (!Number.isNaN(date)) clock = new Date(date).toISOString()
        return reply
      },
      async renew() {
        session = await signIn(linked, around)
      },
      judge: ({ status, text }) => judged(status, problemsIn(text), path),
    })
  }

  const at = (path: string) => (path.startsWith('/services/') ? path : `/services/data/${version}${path}`)
  return {
    clock: () => clock,
    get: async <T>(path: string) => JSON.parse(await textOf(await request(at(path)))) as T,
    post: async <T>(path: string, body: unknown) =>
      JSON.parse(await textOf(await request(at(path), JSON.stringify(body)))) as T,
    open: (path) => request(at(path)),
  }
}

async function signIn(
  { address, clientId, access }: Linked,
  around: Around,
): Promise<{ token: string; instance: string }> {
  const form = new URLSearchParams({
    grant_type: access.refreshToken ? 'refresh_token' : 'client_credentials',
    client_id: clientId ?? '',
    ...(access.clientSecret && { client_secret: access.clientSecret }),
    ...(access.refreshToken && { refresh_token: access.refreshToken }),
  })
  const reply = await ask({
    url: `${address}/services/oauth2/token`,
    publicUrl: around.publicUrl,
    signal: around.signal,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const text = await textOf(reply)
  const answer = parsed(text) as {
    access_token?: string
    instance_url?: string
    error?: string
    error_description?: string
  }
  if (reply.status === 200 && answer.access_token)
    return { token: answer.access_token, instance: answer.instance_url ?? address }
  if (reply.status === 429 || reply.status >= 500) throw new Patience(`The sign-in answered ${reply.status}.`, 300)
  const why = answer.error_description ?? answer.error ?? `the sign-in answered ${reply.status}`
  throw new Refused(
    `Salesforce does not let Drumbeat in: ${why}. Check the connected app and give the connection new access.`,
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
