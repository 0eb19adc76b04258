import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Group, Login } from './resource.ts'

/** Every login, or the one of an id; those that a provider deleted are not there for it any more. */
export async function logins(db: Db | Tx, id: string | null = null): Promise<Login[]> {
  const { rows } = await sql<Login>`
    select u.id, coalesce(s.user_name, u.email) as "userName", s.external_id as "externalId", u.name,
      s.given_name as "givenName", s.family_name as "familyName", u.email, u.role, u."disabledAt" is null as active,
      u."createdAt", greatest(u."updatedAt", s.changed_at) as "changedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by lower(g.name))
        from integrations.scim_member m join integrations.scim_group g on g.id = m.group_id where m.user_id = u.id), '[]') as groups
    from auth."user" u left join integrations.scim_user s on s.user_id = u.id
    where s.deleted_at is null and u.email not like '%@erased.invalid' and (${id}::uuid is null or u.id = ${id}::uuid)
    order by u.id`.execute(db)
  return rows
}

/** Every group, or the one of an id, with who is in it. */
export async function groups(db: Db | Tx, id: string | null = null): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select g.id, g.name, g.external_id as "externalId", g.role, g.made_at as "madeAt", g.changed_at as "changedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.id)
        from integrations.scim_member m join auth."user" u on u.id = m.user_id where m.group_id = g.id), '[]') as members
    from integrations.scim_group g where ${id}::uuid is null or g.id = ${id}::uuid order by g.id`.execute(db)
  return rows
}

/** The roles that somebody's groups stand for, with null for groups without one. */
export async function groupRolesOf(db: Db | Tx, userId: string): Promise<(string | null)[]> {
  const { rows } = await sql<{ role: string | null }>`
    select g.role from integrations.scim_member m join integrations.scim_group g on g.id = m.group_id
    where m.user_id = ${userId}`.execute(db)
  return rows.map(({ role }) => role)
}

/** A login by address, also one that a provider deleted, and the person who has the address. */
export async function byEmail(
  db: Db | Tx,
  email: string,
): Promise<{ userId: string | null; isDeleted: boolean; personId: string | null }> {
  const { rows } = await sql<{ userId: string | null; isDeleted: boolean; personId: string | null }>`
    select (select u.id from auth."user" u where u.email = lower(${email})) as "userId",
      exists (select from auth."user" u join integrations.scim_user s on s.user_id = u.id
        where u.email = lower(${email}) and s.deleted_at is not null) as "isDeleted",
      (select p.id from company.person p where lower(p.email) = lower(${email}) order by p.created_at limit 1) as "personId"`.execute(
    db,
  )
  return rows[0]!
}
