import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'
import { refusal } from './refusal.ts'

/** A write that its caller named, so that sent again it is answered and not done again. */
export type Once = { caller: string; key: string; request: string }

/** The write was done by an earlier sending of it. */
export class DoneBefore extends Error {
  override name = 'DoneBefore'
}

/** How long a key is remembered. */
export const keptHours = 24
const WAIT_MS = 2000

/** What a request asks for, so that one key cannot stand for two things. */
export function requestDigest(parts: { method: string; url: string; body: string }): string {
  return createHash('sha256').update(`${parts.method} ${parts.url}\n${parts.body}`).digest('hex')
}

/** Notes a write in its own transaction; a second one of the same key waits for the first, and is then told that it is done. */
export async function claimOnce(tx: Tx, once: Once, now: string): Promise<void> {
  const { rows } = await sql`insert into platform.done_once (caller, key, request, at)
    values (${once.caller}, ${once.key}, ${once.request}, ${now})
    on conflict (caller, key) do nothing returning key`.execute(tx)
  if (rows.length === 0) throw new DoneBefore()
}

/** Keeps the reply for those who ask again. */
export async function keepReply(db: Db, once: Once, reply: unknown): Promise<void> {
  await sql`update platform.done_once set status = 200, reply = ${JSON.stringify(reply)}
    where caller = ${once.caller} and key = ${once.key}`.execute(db)
}

/** The reply of an earlier sending; null if there was none. A reply that is kept nowhere, or was cut off, is a refusal that says so. */
export async function replyBefore(db: Db, once: Once): Promise<{ reply: unknown } | null> {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await sql<{ request: string; status: number | null; reply: unknown }>`
      select request, status, reply from platform.done_once
      where caller = ${once.caller} and key = ${once.key}`.execute(db)
    const found = rows[0]
    if (!found) return null
    if (found.request !== once.request) throw keyUsed(once.key)
    if (found.status !== null) return { reply: found.reply }
    if (waited >= WAIT_MS) throw doneAlready()
    await sleep(100)
  }
}

/** Forgets keys of yesterday. */
export async function forgetOnce(db: Db, before: string): Promise<void> {
  await sql`delete from platform.done_once where at < ${before}`.execute(db)
}

function keyUsed(key: string) {
  return refusal(422, {
    code: 'key-used',
    message: `The Idempotency-Key ${key} came before with another request.`,
    wayOut: 'Make a new key for each thing you ask for.',
  })
}

function doneAlready() {
  return refusal(409, {
    code: 'done-already',
    message: 'This was saved by an earlier try, and its answer cannot be shown again.',
    wayOut: 'Reload to see what was saved.',
  })
}
