import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signed message older or newer than this is refused: it may have been recorded and sent again. */
const skewSeconds = 300

/** The header that signs a body: `t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`. */
export function signatureOf({ key, body, at }: { key: string; body: string; at: number }): string {
  return `t=${at},v1=${createHmac('sha256', key).update(`${at}.${body}`).digest('hex')}`
}

/** Why a signature does not hold; null where it does. */
export function signatureFault(given: {
  header: string | undefined
  key: string
  body: string
  now: Date
}): string | null {
  const { header, key, body, now } = given
  const parts = new Map((header ?? '').split(',').map((part) => part.trim().split('=', 2) as [string, string]))
  const at = Number(parts.get('t'))
  if (!header || !Number.isSafeInteger(at))
    return 'The header x-drumbeat-signature is missing or not t=<seconds>,v1=<hex>.'
  const off = Math.round(now.getTime() / 1000) - at
  if (Math.abs(off) > skewSeconds)
    return `The signature is ${Math.abs(off)} s ${off > 0 ? 'old' : 'ahead'}; at most ${skewSeconds} s are allowed.`
  const right = Buffer.from(signatureOf({ key, body, at }))
  const sent = Buffer.from(`t=${at},v1=${parts.get('v1') ?? ''}`)
  return right.length === sent.length && timingSafeEqual(right, sent) ? null : 'The signature does not fit the body.'
}
