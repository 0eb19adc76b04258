import { sql } from 'kysely'
import { namedColumnsOf } from '#platform/db/field-columns.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Named } from '../schema.ts'
import type { Assignment, Person, PersonDetail } from './contract.ts'
import { personFields } from './fields.ts'

export type PeopleFilter = {
  search?: string | undefined
  team?: string | undefined
  left: 'hide' | 'show'
  limit: number
  offset: number
  /** The day as of which manager, team and absence count. */
  day: string
}

/** People by name, with manager, team and role as of a day. */
export async function peoplePage(db: Db, filter: PeopleFilter): Promise<{ people: Person[]; total: number }> {
  const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const matching = sql`from company.person p ${currentOf(filter.day)}
    where (${pattern}::text is null or p.name ilike ${pattern} or p.email ilike ${pattern} or p.title ilike ${pattern})
      and (${filter.team ?? null}::uuid is null or team.id = ${filter.team ?? null}::uuid)
      and (${filter.left} = 'show' or (p.erased_at is null and (p.left_on is null or p.left_on >= ${filter.day}::date)))`
  const { rows } = await sql<Person>`select ${columns(filter.day)} ${matching}
    order by p.name, p.id limit ${filter.limit} offset ${filter.offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db)
  return { people: rows, total: count.rows[0]?.total ?? 0 }
}

/** One person with the dated history of managers and teams. */
export async function personDetail(db: Db | Tx, { id, day }: { id: string; day: string }): Promise<PersonDetail> {
  const { rows } = await sql<Person>`select ${columns(day)} from company.person p ${currentOf(day)}
    where p.id = ${id}`.execute(db)
  const person = rows[0]
  if (!person) throw notFound('person', id)
  const managers = await sql<Assignment>`select l.id, json_build_object('id', m.id, 'name', m.name) as of,
      l.starts_on as "startsOn", l.ends_on as "endsOn"
    from company.reporting_line l join company.person m on m.id = l.manager_id
    where l.person_id = ${id} order by l.starts_on desc`.execute(db)
  const teams = await sql<Assignment>`select s.id, json_build_object('id', t.id, 'name', t.name) as of,
      s.starts_on as "startsOn", s.ends_on as "endsOn"
    from company.team_membership s join company.team t on t.id = s.team_id
    where s.person_id = ${id} order by s.starts_on desc`.execute(db)
  const login = await sql<NonNullable<PersonDetail['login']>>`select u.id as "userId", u.email, u.role, u."disabledAt"
    from auth."user" u where u."personId" = ${id} order by u."createdAt" desc limit 1`.execute(db)
  return {
    ...person,
    managers: managers.rows,
    teams: teams.rows,
    directReports: await directReports(db, { managerId: id, day }),
    login: login.rows[0] ?? null,
  }
}

/** Who reports to a manager on a day, by name. */
export async function directReports(
  db: Db | Tx,
  { managerId, day }: { managerId: string; day: string },
): Promise<Named[]> {
  const { rows } = await sql<Named>`select p.id, p.name from company.reporting_line l
    join company.person p on p.id = l.person_id
    where l.manager_id = ${managerId} and daterange(l.starts_on, l.ends_on) @> ${day}::date
    order by p.name, p.id`.execute(db)
  return rows
}

/** Names by id, in the order asked for. */
export async function namesOf(db: Db | Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<Named>`select id, name from company.person where id = any(${[...ids]}::uuid[])`.execute(db)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return ids.map((id) => names.get(id) ?? id)
}

function columns(day: string) {
  return sql`p.id, ${namedColumnsOf(personFields, 'p')}, p.left_on as "leftOn", p.erased_at as "erasedAt",
    case when manager.id is not null then json_build_object('id', manager.id, 'name', manager.name) end as manager,
    case when team.id is not null then json_build_object('id', team.id, 'name', team.name) end as team,
    (select u.role from auth."user" u where u."personId" = p.id and u."disabledAt" is null limit 1) as role,
    (select count(*) from company.reporting_line below
      where below.manager_id = p.id and daterange(below.starts_on, below.ends_on) @> ${day}::date) as reports`
}

function currentOf(day: string) {
  return sql`left join company.reporting_line line
      on line.person_id = p.id and daterange(line.starts_on, line.ends_on) @> ${day}::date
    left join company.person manager on manager.id = line.manager_id
    left join company.team_membership membership
      on membership.person_id = p.id and daterange(membership.starts_on, membership.ends_on) @> ${day}::date
    left join company.team team on team.id = membership.team_id`
}
