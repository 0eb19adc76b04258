import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { signOnContract } from './contract.ts'
import { freeKey } from './key.ts'
import { providers } from './providers.sql.ts'

type Said = z.output<(typeof signOnContract.changeProvider)['body']>

/** Adds an identity provider; it is known in addresses by a short form of its name, which stays. */
export async function addProvider(work: Work, said: Said & { clientSecret: string }): Promise<string> {
  refuseUnknownRoles(work, said)
  const { auth } = work.workspace
  return transact(work, async (writing) => {
    const { tx, now } = writing
    const id = newId()
    const { rows } = await sql<{ key: string }>`select key from settings.provider
      where ended_at is null`.execute(tx)
    const key = freeKey(
      said.name,
      rows.map((row) => row.key),
    )
    await sql`insert into settings.provider (id, key, name, issuer, client_id, client_secret, scopes, domains,
        trusts_addresses, links_existing, default_role, group_claim, group_roles, made_at, changed_at)
      values (${id}, ${key}, ${said.name}, ${said.issuer}, ${said.clientId}, ${auth.seal(said.clientSecret)}, ${said.scopes},
        ${said.domains}, ${said.trustsAddresses}, ${said.linksExisting}, ${said.defaultRole}, ${said.groupClaim},
        ${JSON.stringify(said.groupRoles)}, ${now}, ${now})`.execute(tx)
    await noted(writing, { id, summary: `Added the identity provider ${said.name}`, after: withoutSecret(said) })
    return id
  })
}

/** Changes an identity provider; who came by it stays, as they are known by its subjects. */
export async function changeProvider(work: Work, id: string, said: Said): Promise<void> {
  refuseUnknownRoles(work, said)
  const { auth } = work.workspace
  const secret = said.clientSecret === undefined ? null : auth.seal(said.clientSecret)
  await transact(work, async (writing) => {
    const { tx, now } = writing
    const [before] = await providers(tx, { id })
    if (!before) throw notFound('identity provider', id)
    if (before.issuer !== said.issuer && before.users > 0) throw otherIssuer(before)
    await sql`update settings.provider set name = ${said.name}, issuer = ${said.issuer}, client_id = ${said.clientId},
      client_secret = coalesce(${secret}, client_secret), scopes = ${said.scopes}, domains = ${said.domains},
      trusts_addresses = ${said.trustsAddresses}, links_existing = ${said.linksExisting},
      default_role = ${said.defaultRole}, group_claim = ${said.groupClaim},
      group_roles = ${JSON.stringify(said.groupRoles)}, changed_at = ${now} where id = ${id}`.execute(tx)
    const { sealedSecret: _, ...was } = before
    const change = {
      id,
      summary: `Changed the identity provider ${said.name}`,
      before: was,
      after: withoutSecret(said),
    }
    await noted(writing, change)
  })
}

/** Takes a provider away: who came by it is signed out, and keeps the login for other ways in. */
export async function endProvider(work: Work, id: string): Promise<{ sessions: number }> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    const [before] = await providers(tx, { id })
    if (!before) throw notFound('identity provider', id)
    await sql`update settings.provider set ended_at = ${now}, changed_at = ${now} where id = ${id}`.execute(tx)
    const { rows } = await sql`delete from auth.session where "userId" in
      (select "userId" from auth.account where "providerId" = ${id}) returning id`.execute(tx)
    await sql`delete from auth.account where "providerId" = ${id}`.execute(tx)
    await noted(writing, {
      id,
      summary: `Took the identity provider ${before.name} away`,
      after: { ended: rows.length },
    })
    return { sessions: rows.length }
  })
}

async function noted(
  { audit, emit }: Writing,
  line: { id: string; summary: string; before?: unknown; after?: unknown },
): Promise<void> {
  const { id, ...said } = line
  await audit({ command: 'settings.provider', noun: 'identity provider', subjectId: id, ...said })
  await emit('settings.providers.changed', { providerId: id })
}

function withoutSecret({ clientSecret, ...said }: Said) {
  return { ...said, newSecret: clientSecret !== undefined }
}

function otherIssuer({ users, issuer }: { users: number; issuer: string }) {
  return refusal(409, {
    code: 'other-issuer',
    message: `${users === 1 ? 'One login comes' : `${users} logins come`} by ${issuer}: another issuer would know other people by the same names.`,
    wayOut: 'Add the new issuer as a provider of its own, and take this one away.',
  })
}

function refuseUnknownRoles({ workspace }: Work, { defaultRole, groupRoles }: Said): void {
  const named = [...groupRoles.map(({ role }) => role), ...(defaultRole === null ? [] : [defaultRole])]
  const unknown = named.find((role) => !Object.hasOwn(workspace.roles, role))
  if (unknown === undefined) return
  throw refusal(400, {
    code: 'unknown-role',
    message: `There is no role ${unknown}.`,
    wayOut: `Choose one of ${Object.keys(workspace.roles).join(', ')}.`,
  })
}
