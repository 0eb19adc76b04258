import type { Context, Hono } from 'hono'
import { jsonSize } from '../../http/mount.ts'
import { problemReply } from '../../http/problem.ts'
import { type Refusal, refusal } from '../../http/refusal.ts'
import { clientAddress } from '../../http/remote.ts'
import { systemActor, transact } from '../../transaction.ts'
import type { Workspace } from '../../workspace.ts'
import { beginSignIn, signInByPasskey } from '../passkeys/routes.ts'
import { callerOf, digest } from '../session.ts'
import { userByEmail } from '../users.sql.ts'
import { countTry, forgetFailures } from './failures.tx.ts'
import { limitWrongTries } from './wrong-tries.ts'

/** What of better-auth the browser may reach; everything else about users goes through commands and their audit. */
export const doors = {
  password: '/api/auth/sign-in/email',
  code: '/api/auth/two-factor/verify-totp',
  backupCode: '/api/auth/two-factor/verify-backup-code',
  signOut: '/api/auth/sign-out',
  beginPasskey: '/api/auth/passkey/begin',
  passkey: '/api/auth/passkey',
} as const

/** Sign-in by password and code or by passkey, and sign-out: each try is counted against its account and told in the audit. */
export function signInRoutes(app: Hono, workspace: Workspace): void {
  const limit = limitWrongTries(workspace)
  app.post(doors.password, limit, jsonSize, (context) => byPassword(workspace, context))
  for (const path of [doors.code, doors.backupCode]) {
    app.post(path, limit, jsonSize, async (context) => {
      const response = await pass(workspace, context)
      const userId = response.ok ? await userOf(response) : null
      if (userId)
        await told(workspace, { command: 'user.sign-in', userId, summary: `User ${userId} signed in with a code` })
      else await told(workspace, { command: 'user.sign-in-failed', userId: null, summary: 'A sign-in code was wrong' })
      return response
    })
  }
  app.post(doors.beginPasskey, jsonSize, (context) => beginSignIn(workspace, context))
  app.post(doors.passkey, limit, jsonSize, (context) => byPasskey(workspace, context))
  app.post(doors.signOut, jsonSize, async (context) => {
    const caller = await callerOf(workspace, context)
    const response = await pass(workspace, context)
    if (caller?.sessionId) {
      const userId = caller.user.id
      await told(workspace, { command: 'user.sign-out', userId, summary: `User ${userId} signed out` })
    }
    return response
  })
}

async function byPassword(workspace: Workspace, context: Context): Promise<Response> {
  const text = await context.req.raw.clone().text()
  const email = emailIn(text)
  const account = digest(email)
  // Strangers who lock an account do not lock out the browsers that its owner uses: these are counted apart.
  const key = workspace.auth.knows(context.req.raw.headers, account) ? digest(`known ${account}`) : account
  const now = workspace.clock()
  const lockedUntil = await countTry(workspace.db, { key, now })
  const user = await userByEmail(workspace.db, email)
  if (lockedUntil) {
    await told(workspace, {
      command: 'user.sign-in-locked',
      userId: user?.id ?? null,
      summary: locked(user?.id ?? null),
    })
    const failed = lockedRefusal(lockedUntil)
    context.header('retry-after', String(Math.ceil((Date.parse(lockedUntil) - now.getTime()) / 1000)))
    return problemReply(context, failed.problem, failed.status)
  }
  const response = await pass(workspace, context)
  if (response.ok) {
    await forgetFailures(workspace.db, key)
    const userId = await userOf(response)
    if (userId) await told(workspace, { command: 'user.sign-in', userId, summary: `User ${userId} signed in` })
    const headers = new Headers(response.headers)
    if (userId) headers.append('set-cookie', workspace.auth.knownFrom(account))
    return new Response(response.body, { status: response.status, headers })
  }
  if (response.status === 401 || response.status === 403) {
    const summary = user ? `A sign-in of user ${user.id} failed` : 'A sign-in failed: there is no such user'
    await told(workspace, { command: 'user.sign-in-failed', userId: user?.id ?? null, summary })
  }
  return response
}

async function byPasskey(workspace: Workspace, context: Context): Promise<Response> {
  const session = await signInByPasskey(workspace, context)
  if (session) return session
  await told(workspace, { command: 'user.sign-in-failed', userId: null, summary: 'A sign-in by passkey failed' })
  const problem = {
    code: 'unknown-passkey',
    message: 'This passkey does not sign in here: it was removed, or the browser took longer than five minutes.',
    wayOut: 'Try again, or sign in with your password.',
  }
  return problemReply(context, problem, 401)
}

async function pass(workspace: Workspace, context: Context): Promise<Response> {
  const response = await workspace.auth.handle(context.req.raw, clientAddress(context, workspace.publicUrl))
  if (response.status < 500) return response
  context.header('retry-after', '2')
  const problem = {
    code: 'no-database',
    message: 'Signing in does not work at the moment.',
    wayOut: 'Try again in some seconds.',
  }
  return problemReply(context, problem, 503)
}

function locked(userId: string | null): string {
  return userId
    ? `The account of user ${userId} is locked: too many wrong passwords`
    : 'A sign-in was refused: too many wrong passwords'
}

function lockedRefusal(until: string): Refusal {
  return refusal(429, {
    code: 'account-locked',
    message: `Too many wrong passwords: this account is locked until ${until.slice(11, 16)} UTC.`,
    wayOut: 'Wait, or ask the owner of this workspace for a link to set a new password.',
  })
}

function emailIn(text: string): string {
  try {
    const { email } = JSON.parse(text) as { email?: unknown }
    return typeof email === 'string' ? email.trim().toLowerCase() : ''
  } catch {
    return ''
  }
}

/** Who is signed in after this reply; null while a code is still to come. */
async function userOf(response: Response): Promise<string | null> {
  const body = (await response.clone().json()) as { user?: { id?: string }; token?: string }
  return body.token ? (body.user?.id ?? null) : null
}

async function told(
  workspace: Workspace,
  { command, userId, summary }: { command: string; userId: string | null; summary: string },
): Promise<void> {
  const actor = userId === null ? systemActor : { kind: 'user' as const, id: userId, name: '' }
  await transact({ workspace, actor }, ({ audit }) => audit({ command, noun: 'user', subjectId: userId, summary }))
}
