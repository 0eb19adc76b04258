import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'
import type { HeldToken, Invitation, Token, User } from './contract.ts'

const userColumns = sql`u.id, u.name, u.email, u.role, u."personId", u."disabledAt", u."createdAt",
  u."twoFactorEnabled" as "twoFactor",
  (select count(*) from platform.passkey k where k.user_id = u.id) as passkeys,
  (select max(s."updatedAt") from auth.session s where s."userId" = u.id) as "lastSeenAt"`

/** Everybody who can or could sign in, by name. */
export async function allUsers(db: Db): Promise<User[]> {
  const { rows } = await sql<User>`select ${userColumns} from auth."user" u order by u.name`.execute(db)
  return rows
}

/** One user, or null. */
export async function userById(db: Db | Tx, id: string): Promise<User | null> {
  const { rows } = await sql<User>`select ${userColumns} from auth."user" u where u.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** One user by e-mail address (compared without case), or null. */
export async function userByEmail(db: Db | Tx, email: string): Promise<User | null> {
  const { rows } =
    await sql<User>`select ${userColumns} from auth."user" u where lower(u.email) = lower(${email})`.execute(db)
  return rows[0] ?? null
}

/** The user who holds a role (the demo has one each), or null. */
export async function userByRole(db: Db, role: string): Promise<User | null> {
  const { rows } = await sql<User>`select ${userColumns} from auth."user" u
    where u.role = ${role} and u."disabledAt" is null order by u."createdAt" limit 1`.execute(db)
  return rows[0] ?? null
}

/** Whether nobody owns this workspace yet. */
export async function needsOwner(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from auth."user" where role = 'owner' and "disabledAt" is null limit 1`.execute(
    db,
  )
  return rows.length === 0
}

/** Invitations that can still be used. */
export async function openInvitations(db: Db, now: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select id, kind, email, role, created_at as "createdAt", expires_at as "expiresAt" from platform.invitation
    where kind = 'invite' and accepted_at is null and revoked_at is null and expires_at > ${now}
    order by created_at desc`.execute(db)
  return rows
}

export type UsableInvitation = Invitation & { personId: string | null; userId: string | null }

/** The invitation behind a secret's digest, if it can still be used. */
export async function invitationByHash(
  db: Db | Tx,
  { hash, now }: { hash: string; now: string },
): Promise<UsableInvitation | null> {
  const { rows } = await sql<UsableInvitation>`
    select id, kind, email, role, person_id as "personId", user_id as "userId",
      created_at as "createdAt", expires_at as "expiresAt"
    from platform.invitation
    where hash = ${hash} and accepted_at is null and revoked_at is null and expires_at > ${now}`.execute(db)
  return rows[0] ?? null
}

/** The digest of a user's password; null while they have none. */
export async function passwordHashOf(db: Db, userId: string): Promise<string | null> {
  const { rows } = await sql<{ password: string | null }>`select password from auth.account
    where "userId" = ${userId} and "providerId" = 'credential'`.execute(db)
  return rows[0]?.password ?? null
}

const tokenColumns = sql`t.id, t.name, t.scopes, t.created_at as "createdAt", t.expires_at as "expiresAt",
  t.last_used_at as "lastUsedAt"`

/** A user's tokens that still work. */
export async function tokensOf(db: Db, { userId, now }: { userId: string; now: string }): Promise<Token[]> {
  const { rows } = await sql<Token>`select ${tokenColumns} from platform.token t
    where t.user_id = ${userId} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})
    order by t.created_at desc`.execute(db)
  return rows
}

/** Everybody's tokens that still work, with whose they are; a closed login's do not. */
export async function allTokens(db: Db, now: string): Promise<HeldToken[]> {
  const { rows } = await sql<HeldToken>`select ${tokenColumns}, u.id as "userId", u.name as "userName"
    from platform.token t join auth."user" u on u.id = t.user_id
    where t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now}) and u."disabledAt" is null
    order by u.name, t.created_at desc limit 1000`.execute(db)
  return rows
}
