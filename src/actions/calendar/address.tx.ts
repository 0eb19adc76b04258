import { CALENDAR } from '#platform/auth/session.ts'
import { createToken, revokeToken } from '#platform/auth/tokens.tx.ts'
import type { Work } from '#platform/transaction.ts'
import { addressOf } from './address.sql.ts'

/** A new secret for somebody's calendar; the one before stops. */
export async function newAddress(work: Work, userId: string): Promise<string> {
  await endAddress(work, userId)
  const asked = { name: 'Calendar', scopes: [CALENDAR], expiresInDays: null, allowed: new Set([CALENDAR]) }
  const { secret } = await createToken(work, { userId, ...asked })
  return secret
}

/** Ends the address, if there is one. */
export async function endAddress(work: Work, userId: string): Promise<void> {
  const kept = await addressOf(work.workspace.db, userId)
  if (kept) await revokeToken(work, { id: kept.id, userId })
}
