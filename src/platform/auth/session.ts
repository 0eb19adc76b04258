import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { sql } from 'kysely'
import type { Actor } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import type { SignedIn } from './scope.ts'

/** Who is calling, as whom they act, and what they may do. */
export type Caller = { user: SignedIn; actor: Actor; permissions: ReadonlySet<string> }

/** Finds the caller from a bearer token or the session cookie; null when nobody is signed in. */
export async function callerOf(workspace: Workspace, context: Context): Promise<Caller | null> {
  const bearer = bearerOf(context)
  if (bearer !== null) return callerByToken(workspace, bearer)
  const session = await workspace.auth.sessionOf(context.req.raw.headers)
  if (!session) return null
  const user = await activeUser(workspace, session.userId)
  if (!user) return null
  return {
    user,
    actor: { kind: 'user', id: user.id, name: user.name },
    permissions: permissionsOf(workspace, user.role),
  }
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

async function callerByToken(workspace: Workspace, secret: string): Promise<Caller | null> {
  const now = workspace.clock().toISOString()
  const { rows } = await sql<{ id: string; name: string; userId: string; scopes: string[] }>`
    update platform.token set last_used_at = ${now}
    where hash = ${digest(secret)} and revoked_at is null and (expires_at is null or expires_at > ${now})
    returning id, name, user_id as "userId", scopes`.execute(workspace.db)
  const token = rows[0]
  const user = token && (await activeUser(workspace, token.userId))
  if (!token || !user) return null
  const ofRole = permissionsOf(workspace, user.role)
  const permissions = new Set(token.scopes.filter((scope) => ofRole.has(scope)))
  return { user, actor: { kind: 'token', id: user.id, name: `${user.name} (token ${token.name})` }, permissions }
}

async function activeUser({ db }: Workspace, id: string): Promise<SignedIn | null> {
  const { rows } = await sql<SignedIn>`select id, name, email, role, "personId" from auth."user"
    where id = ${id} and "disabledAt" is null`.execute(db)
  return rows[0] ?? null
}
