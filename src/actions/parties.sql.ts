import { sql } from 'kysely'
import type { SignedIn } from '#platform/auth/scope.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { holding } from '#platform/search/words.sql.ts'
import type { Actor } from '#platform/transaction.ts'
import type { Party } from './schema.ts'

/** A party with the login it signs in by, where it has one. */
export type Known = Party & { login: SignedIn | null }

/** Everybody who can be mentioned or own an action, under one id: the person's, or that of a login without a person. */
const everybody = sql`(
  select p.id, p.name, p.title as detail, p.erased_at is null and p.left_on is null as here, u.id as login_id, u.email, u.role
  from company.person p left join lateral (
    select u.id, u.email, u.role from auth."user" u where u."personId" = p.id and u."disabledAt" is null
    order by u."createdAt" limit 1) u on true
  union all
  select u.id, u.name, u.role, u."disabledAt" is null, u.id, u.email, u.role from auth."user" u where u."personId" is null
)`

const columns = sql`party.id, party.name, party.detail, party.login_id is not null as "signsIn",
  case when party.login_id is not null then jsonb_build_object('id', party.login_id, 'name', party.name,
    'email', party.email, 'role', party.role, 'personId', nullif(party.id, party.login_id)) end as login`

/** Those who are here and whose name holds the text, those who sign in first. */
export async function partiesNamed(db: Db, { q, most }: { q: string; most: number }): Promise<Known[]> {
  const { rows } = await sql<Known>`select ${columns} from ${everybody} party
    where party.here and party.name ilike ${holding(q)}
    order by party.login_id is null, strpos(lower(party.name), lower(${q})) <> 1, lower(party.name), party.id
    limit ${most}`.execute(db)
  return rows
}

/** The parties of these ids that are here; others are left out. */
export async function partiesOf(db: Db | Tx, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Known>`select ${columns} from ${everybody} party
    where party.here and party.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

/** The names of today, also of those who left. */
export async function namesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from company.person where id = any(${[...ids]}::uuid[])
    union select id, name from auth."user" where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The id under which somebody who does something is known here; null for Drumbeat itself. */
export async function partyOfActor(db: Db | Tx, actor: Actor): Promise<string | null> {
  if (actor.id === null) return null
  const { rows } = await sql<{ id: string }>`select coalesce("personId", id) as id from auth."user"
    where id = ${actor.id}`.execute(db)
  return rows[0]?.id ?? actor.id
}

/** The id under which a reader is known here. */
export function partyOfReader({ personId, userId }: { personId: string | null; userId: string }): string {
  return personId ?? userId
}
