import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { notFound, refusal } from '../../http/refusal.ts'
import { newId } from '../../ids.ts'
import { transact, type Work } from '../../transaction.ts'
import type { Passkey } from './contract.ts'
import { passkeysOf } from './passkeys.sql.ts'

/** More than these nobody tells apart. */
const mostPasskeys = 20

export type NewPasskey = {
  userId: string
  name: string
  host: string
  credentialId: string
  publicKey: string
  signCount: number
}

/** Keeps a passkey that was checked. */
export async function addPasskey(work: Work, key: NewPasskey): Promise<Passkey> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select 1 from auth."user" where id = ${key.userId} for update`.execute(tx)
    if ((await passkeysOf(tx, key)).length >= mostPasskeys) throw tooMany()
    const id = newId()
    const { rows } = await sql`insert into platform.passkey
        (id, user_id, name, host, credential_id, public_key, sign_count, created_at)
      values (${id}, ${key.userId}, ${key.name}, ${key.host}, ${key.credentialId}, ${key.publicKey}, ${key.signCount}, ${now})
      on conflict (credential_id) do nothing returning id`.execute(tx)
    if (rows.length === 0) throw isKept()
    await audit({
      command: 'user.passkey-add',
      noun: 'user',
      subjectId: key.userId,
      summary: `User ${key.userId} added a passkey for ${key.host}`,
      after: { passkey: id },
    })
    await emit('users.changed', { userId: key.userId })
    return oneOf(tx, { userId: key.userId, id })
  })
}

/** Gives a passkey another name. */
export async function renamePasskey(
  work: Work,
  { id, userId, name }: { id: string; userId: string; name: string },
): Promise<Passkey> {
  return transact(work, async ({ tx, audit }) => {
    await sql`update platform.passkey set name = ${name} where id = ${id} and user_id = ${userId}`.execute(tx)
    const renamed = await oneOf(tx, { userId, id })
    const summary = `User ${userId} renamed passkey ${id}`
    await audit({ command: 'user.passkey-rename', noun: 'user', subjectId: userId, summary })
    return renamed
  })
}

/** Removes a passkey; sessions that it opened stay. */
export async function removePasskey(work: Work, { id, userId }: { id: string; userId: string }): Promise<void> {
  await transact(work, async ({ tx, audit, emit }) => {
    const { rows } =
      await sql`delete from platform.passkey where id = ${id} and user_id = ${userId} returning id`.execute(tx)
    if (rows.length === 0) throw notFound('passkey', id)
    const summary = `User ${userId} removed passkey ${id}`
    await audit({ command: 'user.passkey-remove', noun: 'user', subjectId: userId, summary })
    await emit('users.changed', { userId })
  })
}

/**
 * Notes that a key signed in, once per challenge: what was asked before its last use is spent. A counter that stands still
 * tells of a copied key. Answers whether it may sign in.
 */
export async function noteSignedIn(
  work: Work,
  used: { id: string; userId: string; signCount: number; askedAt: string },
): Promise<boolean> {
  const { id, userId, signCount, askedAt } = used
  return transact(work, async ({ tx, now, audit }) => {
    const { rows } = await sql`update platform.passkey set last_used_at = ${now}, sign_count = ${signCount}
      where id = ${id} and (last_used_at is null or last_used_at < ${askedAt})
        and (sign_count < ${signCount} or (sign_count = 0 and ${signCount}::bigint = 0)) returning id`.execute(tx)
    const summary = `User ${userId} signed in with passkey ${id}`
    if (rows.length > 0) await audit({ command: 'user.sign-in', noun: 'user', subjectId: userId, summary })
    return rows.length > 0
  })
}

async function oneOf(tx: Tx, { userId, id }: { userId: string; id: string }): Promise<Passkey> {
  const [found] = await passkeysOf(tx, { userId, id })
  if (!found) throw notFound('passkey', id)
  return found
}

function tooMany() {
  return refusal(409, {
    code: 'too-many-passkeys',
    message: `You have ${mostPasskeys} passkeys, which is the most.`,
    wayOut: 'Remove one that you use no more.',
  })
}

function isKept() {
  return refusal(409, {
    code: 'passkey-known',
    message: 'This passkey is kept here already.',
    wayOut: 'Reload the page to see it.',
  })
}
