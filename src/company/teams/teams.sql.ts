import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Team } from './contract.ts'

/** Teams by name, with the number of members on a day. */
export async function allTeams(db: Db, day: string): Promise<Team[]> {
  return teamsWhere(db, { day, condition: sql`true` })
}

/** One team. */
export async function teamById(db: Db | Tx, { id, day }: { id: string; day: string }): Promise<Team> {
  const [team] = await teamsWhere(db, { day, condition: sql`t.id = ${id}` })
  if (!team) throw notFound('team', id)
  return team
}

async function teamsWhere(
  db: Db | Tx,
  { day, condition }: { day: string; condition: RawBuilder<unknown> },
): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.id, t.name, case when y.id is not null then json_build_object('id', y.id, 'name', y.name) end as territory,
      (select count(*) from company.team_membership m
        where m.team_id = t.id and daterange(m.starts_on, m.ends_on) @> ${day}::date) as members
    from company.team t left join company.territory y on y.id = t.territory_id
    where ${condition} order by t.name`.execute(db)
  return rows
}
