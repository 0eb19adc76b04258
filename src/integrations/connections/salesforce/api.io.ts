import { setTimeout as pause } from 'node:timers/promises'
import { ask, type Reply, textOf, Unreachable } from '#platform/webhooks/ask.io.ts'
import type { Around, Linked } from '../linked.ts'
import { LostPlace, Patience, Refused } from '../source.ts'

const version = 'v60.0'
/** Waits of up to this long are waited for at once; longer ones end the run, which goes on later. */
const longestWaitSeconds = 20
const tries = 4

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

  async function request(path: string, body?: string): Promise<Reply> {
    let isFresh = false
    for (let nth = 1; ; nth++) {
      const reply = await tried(nth, () =>
        ask({
          url: new URL(path, session.instance).href,
          publicUrl: around.publicUrl,
          signal: around.signal,
          headers: { authorization: `Bearer ${session.token}`, ...(body && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { method: 'POST', body }),
        }),
      )
      const date = Date.parse(String(reply?.headers.date))
      if (!Number.isNaN(date)) clock = new Date(date).toISOString()
      if (reply && reply.status < 300) return reply
      const problems = reply ? problemsIn(await textOf(reply)) : []
      if (reply?.status === 401 && !isFresh) {
        isFresh = true
        session = await signIn(linked, around)
        continue
      }
      const wait = waitFor({ reply, problems, nth })
      if (wait === null) throw refusalOf(reply?.status ?? 0, problems, path)
      await pause(wait * 1000, undefined, { signal: around.signal })
    }
  }

  async function tried(nth: number, call: () => Promise<Reply>): Promise<Reply | undefined> {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Unreachable) || nth >= tries) throw error
      return undefined
    }
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

/** How many seconds to wait before the next try; null where trying again is no use. */
function waitFor({
  reply,
  problems,
  nth,
}: {
  reply: Reply | undefined
  problems: Problem[]
  nth: number
}): number | null {
  const status = reply?.status ?? 0
  const isBusy =
    status === 0 || status === 429 || status >= 500 || problems.some(({ errorCode }) => busy.has(errorCode))
  if (!isBusy || problems.some(({ errorCode }) => errorCode === 'REQUEST_LIMIT_EXCEEDED')) return null
  const asked = Number(reply?.headers['retry-after'])
  const seconds = Number.isFinite(asked) ? asked : 2 ** (nth - 1) / 4
  if (seconds > longestWaitSeconds || nth >= tries)
    throw new Patience(`Salesforce asks for patience (${status || 'no answer'}).`, Math.max(60, seconds))
  return seconds
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
