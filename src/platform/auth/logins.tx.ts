import { randomBytes } from 'node:crypto'
import { instantAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { notFound, refusal } from '../http/refusal.ts'
import { newId } from '../ids.ts'
import { transact, type Work } from '../transaction.ts'
import type { User } from './contract.ts'
import { forgetOwnTries } from './own-password.tx.ts'
import { digest } from './session.ts'
import { refuseWeak } from './sessions.tx.ts'
import { forgetFailures } from './sign-in/failures.tx.ts'
import { invitationByHash, needsOwner, userByEmail, userById } from './users.sql.ts'
import { endLogins, endPasskeys, insertUser, setPasswordHash } from './users.tx.ts'

export type OneTimeLink = { secret: string; expiresAt: string }
type LinkFor = {
  kind: 'owner' | 'invite' | 'reset'
  email: string | null
  role: string | null
  personId: string | null
  userId: string | null
  days: number
}

/** The link through which the first owner comes; any earlier one becomes worthless. */
export async function linkFirstOwner(work: Work): Promise<OneTimeLink> {
  await sql`update platform.invitation set revoked_at = ${work.workspace.clock().toISOString()}
    where kind = 'owner' and accepted_at is null and revoked_at is null`.execute(work.workspace.db)
  return makeLink(work, { kind: 'owner', email: null, role: 'owner', personId: null, userId: null, days: 7 })
}

/** Invites somebody to a role. */
export async function inviteUser(
  work: Work,
  invited: { email: string; role: string; personId: string | null },
): Promise<OneTimeLink> {
  refuseUnknownRole(work, invited.role)
  if (await userByEmail(work.workspace.db, invited.email)) {
    throw refusal(409, {
      code: 'already-a-user',
      message: `${invited.email} can sign in already.`,
      wayOut: 'Change their role, or make a password reset link.',
    })
  }
  return makeLink(work, { kind: 'invite', ...invited, userId: null, days: 14 })
}

/** A link with which a user sets a new password. */
export async function linkPasswordReset(work: Work, userId: string): Promise<OneTimeLink & { email: string }> {
  const user = await userById(work.workspace.db, userId)
  if (!user) throw notFound('user', userId)
  const link = await makeLink(work, { kind: 'reset', email: user.email, role: null, personId: null, userId, days: 2 })
  return { ...link, email: user.email }
}

/** Makes an invitation worthless. */
export async function revokeInvitation(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit }) => {
    const { rows } = await sql<{ email: string | null }>`update platform.invitation set revoked_at = ${now}
      where id = ${id} and accepted_at is null and revoked_at is null returning email`.execute(tx)
    const revoked = rows[0]
    if (!revoked) throw notFound('open invitation', id)
    await audit({
      command: 'user.revoke-invitation',
      noun: 'user',
      subjectId: id,
      summary: `Revoked invitation ${id}`,
    })
  })
}

/** Uses a one-time link: spent, recorded and followed in one transaction, so that two cannot use it and none is lost half-used. */
export async function acceptInvitation(
  work: Work,
  accepted: { secret: string; name?: string | undefined; email?: string | undefined; password: string },
): Promise<string> {
  const hash = digest(accepted.secret)
  const passwordHash = await hashForLink(work, { hash, ...accepted })
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select 1 from platform.invitation where hash = ${hash} for update`.execute(tx) // the second of two waits here
    const found = await invitationByHash(tx, { hash, now })
    if (!found) throw spentLink()
    if (found.kind === 'owner' && !(await needsOwner(tx))) throw spentLink()
    await sql`update platform.invitation set accepted_at = ${now} where id = ${found.id}`.execute(tx)
    await audit({
      command: `user.accept-${found.kind}`,
      noun: 'user',
      subjectId: found.userId ?? found.id,
      summary: summaryOf(found),
    })
    if (found.kind === 'reset' && found.userId) {
      await resetTo(tx, { userId: found.userId, passwordHash, now })
      await emit('users.changed', { userId: found.userId })
      return found.email ?? ''
    }
    const email = found.email ?? accepted.email
    if (!email || !accepted.name) {
      throw refusal(400, { code: 'name-needed', message: 'A new user needs a name and an e-mail address.' })
    }
    const { role, personId } = found
    await insertUser(tx, { name: accepted.name, email, role: role ?? 'rep', personId, passwordHash })
    return email
  })
}

/** Refuses a spent link before the password is looked at, and hashes it outside the transaction, for that takes long. */
async function hashForLink(
  { workspace }: Work,
  { hash, email, password }: { hash: string; email?: string | undefined; password: string },
): Promise<string> {
  const found = await invitationByHash(workspace.db, { hash, now: workspace.clock().toISOString() })
  if (!found) throw spentLink()
  await refuseWeak(password, found.email ?? email ?? null)
  return workspace.auth.hash(password)
}

/** A reset ends all that opened this login: sessions, tokens, passkeys, the lock, and other reset links. */
async function resetTo(tx: Tx, reset: { userId: string; passwordHash: string; now: string }): Promise<void> {
  const { userId, passwordHash, now } = reset
  await setPasswordHash(tx, { userId, hash: passwordHash })
  await endLogins(tx, { userId, tokens: true, now })
  await endPasskeys(tx, userId)
  await sql`update platform.invitation set revoked_at = ${now} where user_id = ${userId}
    and kind = 'reset' and accepted_at is null and revoked_at is null`.execute(tx)
  const user = await userById(tx, userId)
  if (user) await forgetFailures(tx, digest(user.email.toLowerCase()))
  await forgetOwnTries(tx, userId)
}

type UserChange = {
  id: string
  role?: string | undefined
  personId?: string | null | undefined
  disabled?: boolean | undefined
  /** Only false: takes the second factor away from somebody who lost it. */
  twoFactor?: false | undefined
  /** Only 0: ends the passkeys of somebody who lost the device. */
  passkeys?: 0 | undefined
}

/** Changes a user's role or person, or closes or reopens the login. The last owner stays an owner. */
export async function changeUser(work: Work, change: UserChange): Promise<User> {
  const { id, role, personId, disabled, twoFactor } = change
  if (role !== undefined) refuseUnknownRole(work, role)
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select id from auth."user" where role = 'owner' order by id for update`.execute(tx) // owners change one after another
    const before = await userById(tx, id)
    if (!before) throw notFound('user', id)
    const after = {
      role: role ?? before.role,
      personId: personId === undefined ? before.personId : personId,
      disabledAt: disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null,
      twoFactor: twoFactor ?? before.twoFactor,
      passkeys: disabled || change.passkeys === 0 ? 0 : before.passkeys,
    }
    await sql`update auth."user" set role = ${after.role}, "personId" = ${after.personId},
      "disabledAt" = ${after.disabledAt}, "twoFactorEnabled" = ${after.twoFactor}, "updatedAt" = ${now}
      where id = ${id}`.execute(tx)
    if (await needsOwner(tx)) {
      throw refusal(409, {
        code: 'last-owner',
        message: `${before.name} is the last owner.`,
        wayOut: 'Make somebody else an owner first.',
      })
    }
    if (twoFactor === false) await sql`delete from auth."twoFactor" where "userId" = ${id}`.execute(tx)
    if (after.passkeys < before.passkeys) await endPasskeys(tx, id)
    if (after.disabledAt) await endLogins(tx, { userId: id, tokens: true, now })
    await audit({
      command: 'user.change',
      noun: 'user',
      subjectId: id,
      summary: `Changed the login of user ${id}`,
      before: {
        role: before.role,
        personId: before.personId,
        disabledAt: before.disabledAt,
        twoFactor: before.twoFactor,
        passkeys: before.passkeys,
      },
      after,
    })
    await emit('users.changed', { userId: id })
    return { ...before, ...after }
  })
}

function makeLink(work: Work, link: LinkFor): Promise<OneTimeLink> {
  const secret = randomBytes(32).toString('base64url')
  return transact(work, async ({ tx, now, actor, audit }) => {
    const id = newId()
    const expiresAt = instantAfter(now, link.days)
    await sql`insert into platform.invitation (id, kind, hash, email, role, person_id, user_id, created_by, created_at, expires_at)
      values (${id}, ${link.kind}, ${digest(secret)}, ${link.email}, ${link.role}, ${link.personId}, ${link.userId}, ${actor.id}, ${now}, ${expiresAt})`.execute(
      tx,
    )
    await audit({
      command: `user.link-${link.kind}`,
      noun: 'user',
      subjectId: link.userId ?? id,
      summary: `Made a one-time link (${link.kind})${link.role ? ` for the role ${link.role}` : ''}`,
    })
    return { secret, expiresAt }
  })
}

function refuseUnknownRole({ workspace }: Work, role: string): void {
  if (!Object.hasOwn(workspace.roles, role)) {
    throw refusal(400, {
      code: 'unknown-role',
      message: `There is no role ${role}.`,
      wayOut: `Choose one of ${Object.keys(workspace.roles).join(', ')}.`,
    })
  }
}

function spentLink() {
  return refusal(410, {
    code: 'spent-link',
    message: 'This link was used already, has expired, or was revoked.',
    wayOut: 'Ask for a new one.',
  })
}

/** The audit names people by id only, so that nothing has to be erased from it. */
function summaryOf({ kind, id, userId }: { kind: LinkFor['kind']; id: string; userId: string | null }): string {
  return kind === 'reset' ? `User ${userId} set a new password` : `Somebody joined by invitation ${id}`
}
