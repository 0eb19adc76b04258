import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Passkey } from './contract.ts'

export type KeptKey = {
  id: string
  userId: string
  host: string
  credentialId: string
  publicKey: string
  signCount: number
}

/** A user's passkeys, the newest first; one of them where an id is given. */
export async function passkeysOf(
  db: Db | Tx,
  { userId, id = null }: { userId: string; id?: string | null },
): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select id, name, host, created_at as "createdAt", last_used_at as "lastUsedAt" from platform.passkey
    where user_id = ${userId} and (${id}::uuid is null or id = ${id}::uuid) order by created_at desc`.execute(db)
  return rows
}

/** The key that an authenticator calls so, of somebody whose login is open; null where there is none. */
export async function passkeyCalled(db: Db, credentialId: string): Promise<KeptKey | null> {
  const { rows } = await sql<KeptKey>`
    select k.id, k.user_id as "userId", k.host, k.credential_id as "credentialId", k.public_key as "publicKey",
      k.sign_count as "signCount"
    from platform.passkey k join auth."user" u on u.id = k.user_id
    where k.credential_id = ${credentialId} and u."disabledAt" is null`.execute(db)
  return rows[0] ?? null
}

/** What the authenticator calls a user's keys, so that it makes no second one. */
export async function credentialsOf(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select credential_id as id from platform.passkey where user_id = ${userId} order by created_at`.execute(db)
  return rows.map(({ id }) => id)
}
