import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { notFound, refusal } from '../http/refusal.ts'
import { newId } from '../ids.ts'
import { transact, type Work } from '../transaction.ts'
import type { Token, User } from './contract.ts'
import { invitationByHash, needsOwner, userByEmail, userById } from './queries.ts'
import { digest } from './session.ts'

const DAY = 24 * 60 * 60 * 1000

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

/** Uses a one-time link. The link is spent in the transaction that records it, so that two cannot use it at once. */
export async function acceptInvitation(
  work: Work,
  accepted: { secret: string; name?: string | undefined; email?: string | undefined; password: string },
): Promise<string> {
  const { workspace } = work
  const invitation = await transact(work, async ({ tx, now, audit }) => {
    const hash = digest(accepted.secret)
    await sql`select 1 from platform.invitation where hash = ${hash} for update`.execute(tx) // the second of two waits here
    const found = await invitationByHash(tx, { hash, now })
    if (!found) throw spentLink()
    if (found.kind === 'owner' && !(await needsOwner(tx))) throw spentLink()
    const email = found.email ?? accepted.email
    if (found.kind !== 'reset' && (!email || !accepted.name)) {
      throw refusal(400, { code: 'name-needed', message: 'A new user needs a name and an e-mail address.' })
    }
    if (found.kind !== 'reset' && email && (await userByEmail(tx, email))) {
      throw refusal(409, {
        code: 'already-a-user',
        message: `${email} can sign in already.`,
        wayOut: 'Sign in instead.',
      })
    }
    const { rows } = await sql`update platform.invitation set accepted_at = ${now}
      where id = ${found.id} and accepted_at is null returning id`.execute(tx)
    if (rows.length === 0) throw spentLink()
    await sql`update platform.invitation set revoked_at = ${now} where user_id = ${found.userId}
      and kind = 'reset' and accepted_at is null and revoked_at is null`.execute(tx)
    await audit({
      command: `user.accept-${found.kind}`,
      noun: 'user',
      subjectId: found.userId ?? found.id,
      summary: summaryOf(found),
    })
    return { ...found, email: email ?? null }
  })
  if (invitation.kind === 'reset' && invitation.userId) {
    await workspace.auth.setPassword(invitation.userId, accepted.password)
  } else {
    await workspace.auth.createUser({
      name: accepted.name ?? '',
      email: (invitation.email ?? '').toLowerCase(),
      role: invitation.role ?? 'rep',
      personId: invitation.personId,
      password: accepted.password,
    })
  }
  return invitation.email ?? ''
}

/** Changes a user's role or person, or closes or reopens the login. The last owner stays an owner. */
export async function changeUser(
  work: Work,
  {
    id,
    role,
    personId,
    disabled,
  }: { id: string; role?: string | undefined; personId?: string | null | undefined; disabled?: boolean | undefined },
): Promise<User> {
  if (role !== undefined) refuseUnknownRole(work, role)
  return transact(work, async ({ tx, now, audit, emit }) => {
    const before = await userById(tx, id)
    if (!before) throw notFound('user', id)
    const after = {
      role: role ?? before.role,
      personId: personId === undefined ? before.personId : personId,
      disabledAt: disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? now) : null,
    }
    await sql`update auth."user" set role = ${after.role}, "personId" = ${after.personId},
      "disabledAt" = ${after.disabledAt}, "updatedAt" = ${now} where id = ${id}`.execute(tx)
    if (await needsOwner(tx)) {
      throw refusal(409, {
        code: 'last-owner',
        message: `${before.name} is the last owner.`,
        wayOut: 'Make somebody else an owner first.',
      })
    }
    if (after.disabledAt) await sql`delete from auth.session where "userId" = ${id}`.execute(tx)
    await audit({
      command: 'user.change',
      noun: 'user',
      subjectId: id,
      summary: `Changed the login of user ${id}`,
      before: { role: before.role, personId: before.personId, disabledAt: before.disabledAt },
      after,
    })
    await emit('users.changed', { userId: id })
    return { ...before, ...after }
  })
}

/** A new API token for the acting user; the secret is returned once and stored as a digest. */
export async function createToken(
  work: Work,
  token: { userId: string; name: string; scopes: string[]; expiresInDays: number | null; allowed: ReadonlySet<string> },
): Promise<Token & { secret: string }> {
  const beyond = token.scopes.filter((scope) => !token.allowed.has(scope))
  if (beyond.length > 0) {
    throw refusal(403, {
      code: 'scope-beyond-role',
      message: `Your role does not include ${beyond.join(', ')}.`,
      wayOut: 'Leave these scopes out.',
    })
  }
  const secret = `drumbeat_${randomBytes(32).toString('base64url')}`
  return transact(work, async ({ tx, now, audit }) => {
    const expiresAt = token.expiresInDays ? new Date(Date.parse(now) + token.expiresInDays * DAY).toISOString() : null
    const id = newId()
    await sql`insert into platform.token (id, user_id, name, hash, scopes, created_at, expires_at)
      values (${id}, ${token.userId}, ${token.name}, ${digest(secret)}, ${token.scopes}, ${now}, ${expiresAt})`.execute(
      tx,
    )
    await audit({
      command: 'token.create',
      noun: 'token',
      subjectId: id,
      summary: `Made token ${id}`,
      after: { scopes: token.scopes, expiresAt },
    })
    return { id, name: token.name, scopes: token.scopes, createdAt: now, expiresAt, lastUsedAt: null, secret }
  })
}

/** Makes one of the user's own tokens worthless. */
export async function revokeToken(work: Work, { id, userId }: { id: string; userId: string }): Promise<void> {
  await transact(work, async ({ tx, now, audit }) => {
    const { rows } = await sql<{ name: string }>`update platform.token set revoked_at = ${now}
      where id = ${id} and user_id = ${userId} and revoked_at is null returning name`.execute(tx)
    if (!rows[0]) throw notFound('token', id)
    await audit({ command: 'token.revoke', noun: 'token', subjectId: id, summary: `Revoked token ${id}` })
  })
}

function makeLink(work: Work, link: LinkFor): Promise<OneTimeLink> {
  const secret = randomBytes(32).toString('base64url')
  return transact(work, async ({ tx, now, actor, audit }) => {
    const id = newId()
    const expiresAt = new Date(Date.parse(now) + link.days * DAY).toISOString()
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
