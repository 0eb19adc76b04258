import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { CrmKind } from '../linked.ts'
import { seal, unseal } from '../sealed.ts'

/** What a sign-in is for: a connection to be made, or new access for one that is there. */
export type Begun = {
  kind: CrmKind
  address: string
  clientId: string
  clientSecret?: string | undefined
  verifier: string
} & ({ connectionId: string } | { name: string; pipeline: string; begin: boolean })

const lifeMinutes = 15

/** Keeps a sign-in until its person comes back, and gives the state by which it is known. */
export async function keepBegun(work: Work, { userId, begun }: { userId: string; begun: Begun }): Promise<string> {
  const state = randomBytes(32).toString('base64url')
  const secret = await workspaceSecret(work.workspace.db)
  const sealed = seal(JSON.stringify(begun), { secret, nonce: randomBytes(12) })
  await transact(work, async ({ tx, now, audit }) => {
    await sql`delete from integrations.connection_sign_in where begun_at < ${now}::timestamptz - make_interval(mins => ${lifeMinutes})`.execute(
      tx,
    )
    await sql`insert into integrations.connection_sign_in (state_digest, user_id, sealed, begun_at)
      values (${digestOf(state)}, ${userId}, ${sealed}, ${now})`.execute(tx)
    const summary = `Went to sign in at ${new URL(begun.address).host}`
    await audit({ command: 'integrations.sign-in-connection', noun: 'connection', summary })
  })
  return state
}

/** Takes up a sign-in, once, by the person who began it. */
export async function takeBegun(work: Work, { userId, state }: { userId: string; state: string }): Promise<Begun> {
  const { db } = work.workspace
  const { rows } = await sql<{ sealed: string }>`delete from integrations.connection_sign_in
    where state_digest = ${digestOf(state)} and user_id = ${userId}
      and begun_at >= ${work.workspace.clock().toISOString()}::timestamptz - make_interval(mins => ${lifeMinutes}) returning sealed`.execute(
    db,
  )
  const opened = rows[0] && unseal(rows[0].sealed, await workspaceSecret(db))
  if (opened) return JSON.parse(opened) as Begun
  throw refusal(409, {
    code: 'unknown-sign-in',
    message: 'This sign-in is not one that you began here within the last 15 minutes, or it was used already.',
    wayOut: 'Begin it again from the connection.',
  })
}

function digestOf(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}
