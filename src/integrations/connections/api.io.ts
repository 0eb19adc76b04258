import { ask, type Reply, textOf } from '#platform/webhooks/ask.io.ts'
import type { Access, Around } from './linked.ts'
import { type Judged, parsed, patiently } from './patient.io.ts'
import { Patience } from './source.ts'

/** The API of another system, signed in: patient, honest about limits. */
export type Api = {
  /** Its clock at the last answer. */
  clock: () => string
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: unknown) => Promise<T>
  patch: <T>(path: string, body: unknown) => Promise<T>
  /** An answer whose body is read piece by piece. */
  open: (path: string) => Promise<Reply>
}

/** Where calls go, and the token they carry. */
export type Session = { token: string; at: string; headers?: Readonly<Record<string, string>> }

/** Signs in and gives the API; `judge` tells what an answer that is no success means. */
export async function openApi(given: {
  system: string
  around: Around
  signIn: () => Promise<Session>
  judge: (answer: { status: number; text: string }, path: string) => Judged
}): Promise<Api> {
  const { system, around, signIn, judge } = given
  const { signal, publicUrl } = around
  let session = await signIn()
  let clock = around.now().toISOString()

  function open(path: string, body?: string, method: 'POST' | 'PATCH' = 'POST'): Promise<Reply> {
    return patiently({
      system,
      signal,
      async call() {
        const reply = await ask({
          url: new URL(path, session.at).href,
          publicUrl,
          signal,
          headers: {
            authorization: `Bearer ${session.token}`,
            ...session.headers,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { method, body }),
        })
        const date = Date.parse(String(reply.headers.date))
        if (!Number.isNaN(date)) clock = new Date(date).toISOString()
        return reply
      },
      async renew() {
        session = await signIn()
      },
      judge: (answer) => judge(answer, path),
    })
  }

  return {
    clock: () => clock,
    open: (path) => open(path),
    get: async <T>(path: string) => JSON.parse(await textOf(await open(path))) as T,
    post: async <T>(path: string, body: unknown) =>
      JSON.parse(await textOf(await open(path, JSON.stringify(body)))) as T,
    patch: async <T>(path: string, body: unknown) =>
      JSON.parse(await textOf(await open(path, JSON.stringify(body), 'PATCH'))) as T,
  }
}

/** Asks for a token by a form; null with the answer where none is given. A busy sign-in is waited for. */
export async function askForToken<Answer extends { access_token?: string }>(
  { publicUrl, signal }: Pick<Around, 'publicUrl' | 'signal'>,
  { url, form }: { url: string; form: Readonly<Record<string, string>> },
): Promise<{ token: string | null; status: number; answer: Answer }> {
  const reply = await ask({
    url,
    publicUrl,
    signal,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  const { status } = reply
  const answer = parsed(await textOf(reply)) as Answer
  if (status === 429 || status >= 500) throw new Patience(`The sign-in answered ${status}.`, 300)
  return { token: status === 200 ? (answer.access_token ?? null) : null, status, answer }
}

/** Where refresh tokens are turned at each use, the new one takes the place of the old, which is worth nothing any more. */
export async function keepTurned(access: Access, turned: string | undefined, around: Around): Promise<void> {
  if (!turned || turned === access.refreshToken) return
  access.refreshToken = turned
  await around.keepRefreshToken?.(turned)
}
