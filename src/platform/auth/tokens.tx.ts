import { randomBytes } from 'node:crypto'
import { instantAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { notFound, refusal } from '../http/refusal.ts'
import { newId } from '../ids.ts'
import { transact, type Work } from '../transaction.ts'
import type { Token } from './contract.ts'
import { digest } from './session.ts'

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
    const expiresAt = token.expiresInDays === null ? null : instantAfter(now, token.expiresInDays)
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

/** Makes a token worthless: one of the user's own, or anybody's where no user is named. */
export async function revokeToken(work: Work, { id, userId }: { id: string; userId: string | null }): Promise<void> {
  await transact(work, async ({ tx, now, audit }) => {
    const { rows } = await sql<{ name: string }>`update platform.token set revoked_at = ${now}
      where id = ${id} and (${userId}::uuid is null or user_id = ${userId}) and revoked_at is null
      returning name`.execute(tx)
    if (!rows[0]) throw notFound('token', id)
    await audit({ command: 'token.revoke', noun: 'token', subjectId: id, summary: `Revoked token ${id}` })
  })
}

/** Makes every token of this workspace worthless. */
export async function revokeAllTokens(work: Work): Promise<number> {
  return transact(work, async ({ tx, now, audit }) => {
    const { rows } =
      await sql`update platform.token set revoked_at = ${now} where revoked_at is null returning id`.execute(tx)
    await audit({
      command: 'token.revoke-all',
      noun: 'token',
      summary: `Revoked every API token (${rows.length})`,
      after: { tokens: rows.length },
    })
    return rows.length
  })
}
