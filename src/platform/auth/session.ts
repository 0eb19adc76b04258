import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { noteStamps } from '../stamps/known.ts'
import type { Actor } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import { callerById, callerBySession, callerByToken, noteSessionSeen, noteTokenUsed } from './callers.sql.ts'
import { isDueToNote, isOver, usualLimits } from './limits.ts'
import type { SignedIn } from './scope.ts'

/**
 * Who is calling, as whom they act, and what they may do; `sessionId` is null for a token. `state` is the database's word
 * for what was committed when the caller was found.
 */
export type Caller = {
  user: SignedIn
  actor: Actor
  permissions: ReadonlySet<string>
  sessionId: string | null
  state: string
}

/** Finds the caller from a bearer token or the session cookie; null when nobody is signed in. */
export async function callerOf(workspace: Workspace, context: Context): Promise<Caller | null> {
  const bearer = bearerOf(context)
  if (bearer !== null) return ofToken(workspace, bearer)
  const token = workspace.auth.tokenOf(context.req.raw.headers)
  return token === null ? null : ofSession(workspace, token)
}

/** What is sent as an API token, were it nonsense; null when none is. Who sends one acts by it alone, never by a cookie. */
export function bearerOf(context: Context): string | null {
  return /^Bearer\b\s*(.*)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null
}

/** The sha-256 under which a secret is stored. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** What a role may do in this workspace. */
export function permissionsOf(workspace: Workspace, role: string): ReadonlySet<string> {
  return new Set(workspace.roles[role]?.permissions ?? [])
}

async function ofSession(workspace: Workspace, token: string): Promise<Caller | null> {
  const found = await callerBySession(workspace.db, token)
  const now = workspace.clock()
  if (!found) return null
  const { user, session, stamps } = found
  noteStamps(workspace.db, stamps)
  if (user.disabledAt !== null || isOver(session, { limits: found.limits ?? usualLimits, now })) return null
  if (isDueToNote(session.seenAt, now)) await noteSessionSeen(workspace.db, { id: session.id, now: now.toISOString() })
  return {
    user: signedIn(user),
    actor: { kind: 'user', id: user.id, name: user.name },
    permissions: permissionsOf(workspace, user.role),
    sessionId: session.id,
    state: found.state,
  }
}

async function ofToken(workspace: Workspace, secret: string): Promise<Caller | null> {
  const found = await usedToken(workspace, secret)
  if (!found || found.token.scopes.includes(CALENDAR)) return null
  const { user, token, state } = found
  const ofRole = permissionsOf(workspace, user.role)
  return {
    user: signedIn(user),
    actor: { kind: 'token', id: user.id, name: `${user.name} (token ${token.name})` },
    permissions: new Set(token.scopes.filter((scope) => ofRole.has(scope))),
    sessionId: null,
    state,
  }
}

/** Somebody with all that their role may do, for what is told to them without a request of theirs; null where they may not sign in. */
export async function callerNamed(workspace: Workspace, id: string): Promise<Caller | null> {
  const found = await callerById(workspace.db, id)
  if (!found || found.user.disabledAt !== null) return null
  const { user, stamps, state } = found
  noteStamps(workspace.db, stamps)
  return {
    user: signedIn(user),
    actor: { kind: 'user', id: user.id, name: user.name },
    permissions: permissionsOf(workspace, user.role),
    sessionId: null,
    state,
  }
}

/** The only scope of a token that opens its user's calendar, and nothing else: it stands in addresses that programs keep. */
export const CALENDAR = 'calendar'

/** Whose calendar the secret of its address opens, and what they may see; null where it opens none. */
export async function calendarOwner(
  workspace: Workspace,
  secret: string,
): Promise<{ user: SignedIn; permissions: ReadonlySet<string> } | null> {
  const found = await usedToken(workspace, secret)
  if (!found?.token.scopes.includes(CALENDAR)) return null
  return { user: signedIn(found.user), permissions: permissionsOf(workspace, found.user.role) }
}

/** A token that works, of a user who may sign in; its use is noted. */
async function usedToken(workspace: Workspace, secret: string) {
  const now = workspace.clock()
  const found = await callerByToken(workspace.db, { hash: digest(secret), now: now.toISOString() })
  if (!found) return null
  const { user, token, stamps } = found
  noteStamps(workspace.db, stamps)
  if (user.disabledAt !== null) return null
  if (isDueToNote(token.usedAt, now)) await noteTokenUsed(workspace.db, { id: token.id, now: now.toISOString() })
  return found
}

function signedIn({ id, name, email, role, personId }: SignedIn): SignedIn {
  return { id, name, email, role, personId }
}
