import { createHmac } from 'node:crypto'

/** What a message is signed with: base64 of 24 to 64 bytes behind `whsec_`. */
export function isSecret(text: string): boolean {
  const bytes = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text.slice(6), 'base64').length : 0
  return bytes >= 24 && bytes <= 64
}

/** A secret as it is handed out, from its bytes. */
export function secretOf(bytes: Uint8Array): string {
  return `whsec_${Buffer.from(bytes).toString('base64')}`
}

/**
 * The headers of Standard Webhooks: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, one `v1,<base64 of
 * HMAC-SHA256 over id.timestamp.body>` per secret, with blanks between.
 */
export function signedHeaders(message: {
  id: string
  body: string
  at: Date
  secrets: readonly string[]
}): Record<string, string> {
  const { id, body, secrets } = message
  const timestamp = Math.floor(message.at.getTime() / 1000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
