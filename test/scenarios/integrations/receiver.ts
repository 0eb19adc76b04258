import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Got = { id: string; type: string; data: Record<string, unknown>; accepted: boolean; valid: boolean }

/** A receiver as somebody else would write it: verifies each message by the text of Standard Webhooks, and fails as it is asked to. */
export async function openReceiver(fails: (call: number) => number | null) {
  const got: Got[] = []
  const secrets: string[] = []
  let calls = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const status = fails(calls++)
      const { type, data } = JSON.parse(body) as Pick<Got, 'type' | 'data'>
      const id = String(request.headers['webhook-id'])
      got.push({ id, type, data, accepted: status === null, valid: isSigned(request.headers, { body, secrets }) })
      if (status === 0) return response.destroy()
      response.statusCode = status ?? 200
      response.end(status === null ? 'ok' : 'try again')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    /** The secrets that the receiver accepts. */
    secrets,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

function isSigned(headers: IncomingHttpHeaders, { body, secrets }: { body: string; secrets: string[] }): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const given = String(headers['webhook-signature']).split(' ')
  return secrets.every((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const right = createHmac('sha256', key).update(signed).digest()
    return given.some((each) => {
      const [version, value = ''] = each.split(',', 2)
      const sent = Buffer.from(value, 'base64')
      return version === 'v1' && sent.length === right.length && timingSafeEqual(sent, right)
    })
  })
}
