import { request as plainRequest, type RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { callingOutside } from './outside.io.ts'
import { signatureOf } from './signature.ts'

/** What a receiver answered; `status` is null where none was reached, and `text` says why. */
export type Answered = { status: number | null; text: string }

const patienceMs = 10_000
const MOST_BYTES = 10_000

/** Sends a body with our own signature of it; what `send` says holds. */
export function sendSigned(message: {
  url: string
  secret: string
  body: string
  at: Date
  publicUrl: string
}): Promise<Answered> {
  const { secret, body, at } = message
  const signature = signatureOf({ key: secret, body, at: Math.floor(at.getTime() / 1000) })
  return send({ ...message, headers: { 'x-drumbeat-signature': signature } })
}

/**
 * Sends a body to an address that somebody named. Addresses inside the server's own network are refused at the moment of
 * connecting, whatever name leads there; redirects are not followed.
 */
export function send(message: {
  url: string
  body: string
  headers: Readonly<Record<string, string>>
  publicUrl: string
}): Promise<Answered> {
  const { url, body, headers, publicUrl } = message
  const { refused, lookup } = callingOutside({ url, publicUrl })
  if (refused) return Promise.resolve({ status: null, text: refused })
  const request = new URL(url).protocol === 'https:' ? secureRequest : plainRequest
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    lookup,
    signal: AbortSignal.timeout(patienceMs),
  }
  return new Promise((resolve) => {
    const sent = request(url, options, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
        if (text.length > MOST_BYTES) answer.destroy()
      })
      answer.on('close', () => resolve({ status: answer.statusCode ?? null, text: text.slice(0, MOST_BYTES) }))
    })
    sent.on('error', (error) => resolve({ status: null, text: String(error.message) }))
    sent.end(body)
  })
}
