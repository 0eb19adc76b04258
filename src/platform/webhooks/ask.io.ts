import { type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { callingOutside } from './outside.io.ts'

/** What another system answered; its body is still on its way and must be read or destroyed. */
export type Reply = { status: number; headers: IncomingHttpHeaders; body: Readable }

/** The other system could not be reached, or broke off. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

const silentMs = 120_000

/**
 * Asks another system at an address that somebody named; addresses inside the server's own network are refused, redirects are
 * not followed. Ends when nothing comes for two minutes.
 */
export function ask(question: {
  url: string
  publicUrl: string
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string
  signal?: AbortSignal
}): Promise<Reply> {
  const { url, publicUrl, method = 'GET', body, signal } = question
  const { refused, lookup } = callingOutside({ url, publicUrl })
  if (refused) return Promise.reject(new Unreachable(refused))
  const request = new URL(url).protocol === 'https:' ? secureRequest : plainRequest
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    ...question.headers,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, lookup, ...(signal && { signal }) }, (answer) => {
      const isPacked = answer.headers['content-encoding'] === 'gzip'
      const plain = pipeline(answer, isPacked ? createGunzip() : new PassThrough(), () => undefined)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: plain })
    })
    sent.setTimeout(silentMs, () => sent.destroy(new Error(`${new URL(url).host} said nothing for two minutes`)))
    sent.on('error', (error) => reject(signal?.aborted ? signal.reason : new Unreachable(error.message)))
    sent.end(body)
  })
}

/** The body as text. */
export async function textOf({ body }: Reply): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
