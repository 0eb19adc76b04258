import { sendSigned } from '#platform/webhooks/send.io.ts'
import type { Webhook } from './publication.sql.ts'

export type Answer = { status: number | null; says: string; acknowledged: boolean }

/** Calls an address with a body signed by its secret, and reads what it answers. */
export async function deliver(
  { url, secret }: Webhook,
  sent: { body: string; at: Date; publicUrl: string },
): Promise<Answer> {
  const { status, text } = await sendSigned({ url, secret, ...sent })
  const isFine = status !== null && status >= 200 && status < 300
  return { status, says: text.slice(0, 500), acknowledged: isFine && acknowledges(text) }
}

function acknowledges(text: string): boolean {
  try {
    return (JSON.parse(text) as { acknowledged?: unknown } | null)?.acknowledged === true
  } catch {
    return false
  }
}
