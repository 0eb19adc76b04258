import type { Tx } from '../db/pool.ts'
import { refusal } from '../http/refusal.ts'
import type { Work } from '../transaction.ts'
import { lockAfter } from './limits.ts'
import { digest } from './session.ts'
import { countTry, forgetFailures } from './sign-in/failures.tx.ts'
import { passwordHashOf } from './users.sql.ts'

/** Refuses whoever does not know the password of the login they sit at; tries are counted, so that a found session guesses no password. */
export async function proveOwnPassword(
  { workspace }: Work,
  { userId, password }: { userId: string; password: string },
): Promise<void> {
  const { db, auth, clock } = workspace
  const key = triesOf(userId)
  const stored = await passwordHashOf(db, userId)
  if (stored === null) throw noPassword()
  if ((await countTry(db, { key, now: clock() })) !== null) throw tooManyTries()
  if (!(await auth.verify({ hash: stored, password }))) throw wrongPassword()
  await forgetFailures(db, key)
}

/** Wrong tries at one's own password count no more. */
export async function forgetOwnTries(tx: Tx, userId: string): Promise<void> {
  await forgetFailures(tx, triesOf(userId))
}

function triesOf(userId: string): string {
  return digest(`own ${userId}`)
}

function wrongPassword() {
  return refusal(403, {
    code: 'wrong-password',
    message: 'This is not your present password.',
    wayOut: 'Type it again. If it is lost, the owner of this workspace can make a reset link.',
  })
}

function tooManyTries() {
  return refusal(429, {
    code: 'too-many',
    message: `Too many wrong passwords; the next is looked at in ${lockAfter.lockedMinutes} minutes.`,
    wayOut: 'Wait, or ask the owner of this workspace for a link to set a new password.',
  })
}

function noPassword() {
  return refusal(409, {
    code: 'no-password',
    message: 'You have no password here: you sign in another way.',
    wayOut: 'Where an identity provider signs you in, passkeys and codes are set up there.',
  })
}
