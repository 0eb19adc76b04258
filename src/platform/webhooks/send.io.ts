import { type LookupAddress, lookup } from 'node:dns'
import { request as plainRequest, type RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackHost } from '../http/remote.ts'
import { isInside } from './own-network.ts'
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
  const mayReachThisMachine = isLoopbackHost(new URL(publicUrl).host)
  const { hostname, protocol } = new URL(url)
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && isInside(literal, { mayReachThisMachine })) {
    return Promise.resolve({ status: null, text: insideWords(literal) })
  }
  const request = protocol === 'https:' ? secureRequest : plainRequest
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    lookup: outsideOnly(mayReachThisMachine),
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

function outsideOnly(mayReachThisMachine: boolean): LookupFunction {
  return (name, options, found) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return found(error, '', 0)
      const inside = addresses.find(({ address }) => isInside(address, { mayReachThisMachine }))
      if (inside) return found(new Error(insideWords(inside.address)), '', 0)
      if (options.all) return found(null, addresses)
      return found(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

function insideWords(address: string): string {
  return `${address} lies inside the network of this server; only addresses outside it are called.`
}
