import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'
import { refusal } from '../http/refusal.ts'
import { newId } from '../ids.ts'

export type NewUser = {
  name: string
  email: string
  role: string
  personId: string | null
  passwordHash: string | null
}

/** A new login; its address belongs to one user only, and the database says so. */
export async function insertUser(db: Db | Tx, user: NewUser): Promise<string> {
  const id = newId()
  const email = user.email.toLowerCase()
  const { rows } = await sql`insert into auth."user" (id, name, email, "emailVerified", role, "personId")
    values (${id}, ${user.name}, ${email}, true, ${user.role}, ${user.personId})
    on conflict (email) do nothing returning id`.execute(db)
  if (rows.length === 0) throw alreadyUser(email)
  if (user.passwordHash) await setPasswordHash(db, { userId: id, hash: user.passwordHash })
  return id
}

/** Sets the password of a user, who may have had none. */
export async function setPasswordHash(db: Db | Tx, { userId, hash }: { userId: string; hash: string }): Promise<void> {
  const { rows } = await sql`update auth.account set password = ${hash}, "updatedAt" = now()
    where "userId" = ${userId} and "providerId" = 'credential' returning id`.execute(db)
  if (rows.length > 0) return
  await sql`insert into auth.account (id, "accountId", "providerId", "userId", password)
    values (${newId()}, ${userId}, 'credential', ${userId}, ${hash})`.execute(db)
}

/** Ends what a user is signed in by: every session but one, and the API tokens where asked. */
export async function endLogins(
  tx: Tx,
  ended: { userId: string; butSession?: string | null; tokens: boolean; now: string },
): Promise<{ sessions: number; tokens: number }> {
  const { userId, butSession = null, now } = ended
  const sessions = await sql`delete from auth.session
    where "userId" = ${userId} and id is distinct from ${butSession}::uuid returning id`.execute(tx)
  if (!ended.tokens) return { sessions: sessions.rows.length, tokens: 0 }
  const tokens = await sql`update platform.token set revoked_at = ${now}
    where user_id = ${userId} and revoked_at is null returning id`.execute(tx)
  return { sessions: sessions.rows.length, tokens: tokens.rows.length }
}

/** Ends every passkey of a user: their device, or their login, is not theirs alone any more. */
export async function endPasskeys(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql`delete from platform.passkey where user_id = ${userId} returning id`.execute(tx)
  return rows.length
}

/** The refusal for an address that has a login already. */
export function alreadyUser(email: string) {
  return refusal(409, {
    code: 'already-a-user',
    message: `${email} can sign in already.`,
    wayOut: 'Sign in instead, or change their role, or make a password reset link.',
  })
}
