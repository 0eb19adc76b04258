import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Known } from './admission.ts'
import type { Provider } from './contract.ts'

/** A provider as it is kept; the secret is sealed. */
export type KeptProvider = Omit<Provider, 'redirectUri' | 'hasSecret'> & { sealedSecret: string }

/** The providers that people may come by, by name; or the one of an id or key. */
export async function providers(
  db: Db | Tx,
  { id = null, key = null }: { id?: string | null; key?: string | null } = {},
): Promise<KeptProvider[]> {
  const { rows } = await sql<KeptProvider>`
    select p.id, p.key, p.name, p.issuer, p.client_id as "clientId", p.client_secret as "sealedSecret", p.scopes, p.domains,
      p.trusts_addresses as "trustsAddresses", p.links_existing as "linksExisting", p.default_role as "defaultRole",
      p.group_claim as "groupClaim", p.group_roles as "groupRoles", p.changed_at as "changedAt",
      (select count(*) from auth.account a where a."providerId" = p.id::text) as users
    from settings.provider p
    where p.ended_at is null and (${id}::uuid is null or p.id = ${id}::uuid) and (${key}::text is null or p.key = ${key}::text)
    order by lower(p.name)`.execute(db)
  return rows
}

/** Whom we know of somebody who comes: by the provider's subject, and by address. */
export async function knownLogins(
  db: Db | Tx,
  of: { providerId: string; subject: string; email: string | null },
): Promise<Known> {
  const { rows } = await sql<Known>`
    select
      (select jsonb_build_object('id', u.id, 'role', u.role, 'isClosed', u."disabledAt" is not null)
        from auth.account a join auth."user" u on u.id = a."userId"
        where a."providerId" = ${of.providerId} and a."accountId" = ${of.subject}) as linked,
      (select jsonb_build_object('id', u.id, 'role', u.role, 'isClosed', u."disabledAt" is not null,
          'hasOtherSubject', exists (select from auth.account a where a."userId" = u.id and a."providerId" = ${of.providerId}))
        from auth."user" u where lower(u.email) = lower(${of.email})) as "byEmail"`.execute(db)
  return rows[0]!
}

/** The person who has an address, so that a new login is theirs. */
export async function personByEmail(db: Db | Tx, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select p.id from company.person p
    where lower(p.email) = lower(${email}) and p.erased_at is null
      and not exists (select from auth."user" u where u."personId" = p.id)
    order by p.created_at limit 1`.execute(db)
  return rows[0]?.id ?? null
}
