import { sql } from 'kysely'
import { notFound, refusal } from '../http/refusal.ts'
import { transact, type Work } from '../transaction.ts'
import { commonPasswords } from './common-passwords.io.ts'
import type { SessionLimits } from './limits.ts'
import { proveOwnPassword } from './own-password.tx.ts'
import { weakness } from './passwords.ts'
import { userById } from './users.sql.ts'
import { endLogins, setPasswordHash } from './users.tx.ts'

/** Ends one of a user's sessions. */
export async function endSession(work: Work, { id, userId }: { id: string; userId: string }): Promise<void> {
  await transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql`delete from auth.session where id = ${id} and "userId" = ${userId} returning id`.execute(
      tx,
    )
    if (rows.length === 0) throw notFound('session', id)
    await audit({ command: 'session.end', noun: 'user', subjectId: userId, summary: `Ended session ${id}` })
    await emit('users.changed', { userId })
  })
}

/** Signs a user out everywhere, but for the session that asks where it is their own. */
export async function signOutEverywhere(
  work: Work,
  { userId, but, tokens }: { userId: string; but: string | null; tokens: boolean },
): Promise<{ sessions: number; tokens: number }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    if (!(await userById(tx, userId))) throw notFound('user', userId)
    const ended = await endLogins(tx, { userId, butSession: but, tokens, now })
    await audit({
      command: 'session.end-all',
      noun: 'user',
      subjectId: userId,
      summary: `Signed user ${userId} out everywhere`,
      after: ended,
    })
    await emit('users.changed', { userId })
    return ended
  })
}

/** Sets one's own password, knowing the old one; every other session ends, and the tokens where asked. */
export async function changeOwnPassword(
  work: Work,
  change: { userId: string; sessionId: string | null; current: string; password: string; endTokens: boolean },
): Promise<{ sessions: number; tokens: number }> {
  const { workspace } = work
  const { userId } = change
  await proveOwnPassword(work, { userId, password: change.current })
  const user = await userById(workspace.db, userId)
  await refuseWeak(change.password, user?.email ?? null)
  const hash = await workspace.auth.hash(change.password)
  return transact(work, async ({ tx, now, audit, emit }) => {
    await setPasswordHash(tx, { userId, hash })
    const ended = await endLogins(tx, { userId, butSession: change.sessionId, tokens: change.endTokens, now })
    await audit({
      command: 'user.change-password',
      noun: 'user',
      subjectId: userId,
      summary: `User ${userId} set a new password`,
      after: ended,
    })
    await emit('users.changed', { userId })
    return ended
  })
}

/** Sets how long sessions live; sessions that are older end with their next request. */
export async function setSessionLimits(work: Work, limits: SessionLimits): Promise<void> {
  await transact(work, async ({ tx, audit }) => {
    await sql`insert into platform.setting (key, value) values ('auth.limits', ${JSON.stringify(limits)})
      on conflict (key) do update set value = excluded.value, changed_at = now()`.execute(tx)
    await audit({
      command: 'settings.session-limits',
      noun: 'workspace',
      summary: `Sessions end after ${limits.idleHours} h without a request and ${limits.absoluteDays} days in all`,
      after: limits,
    })
  })
}

/** Refuses a password that would be guessed. */
export async function refuseWeak(password: string, email: string | null): Promise<void> {
  const weak = weakness(password, { common: await commonPasswords(), email })
  if (!weak) return
  throw refusal(400, {
    code: 'weak-password',
    message: weak,
    wayOut: 'Take four or five words that do not belong together.',
  })
}

/** Whether a caller came by a session: what concerns the login itself is not for programs. */
export function refuseTokens(sessionId: string | null): asserts sessionId is string {
  if (sessionId !== null) return
  throw refusal(403, {
    code: 'session-needed',
    message: 'An API token cannot change how its user signs in.',
    wayOut: 'Sign in and do it under Settings.',
  })
}
