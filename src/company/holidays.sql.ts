import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The days on which nobody of the company works, by day. */
export async function companyHolidays(db: Db | Tx): Promise<{ day: string; name: string }[]> {
  const { rows } = await sql<{ day: string; name: string }>`select day, name from company.holiday
    where ended_at is null and territory_id is null order by day`.execute(db)
  return rows
}

/** The same with the holidays of the territories, from a day on, where the teams of these people sell. */
export async function holidaysOfPeople(
  db: Db | Tx,
  asked: { people: readonly string[]; from: string },
): Promise<string[]> {
  return [...new Set((await holidaysIn(db, asked)).map(({ day }) => day))]
}

/** The same, each by its name. */
export async function holidaysIn(
  db: Db | Tx,
  { people, from }: { people: readonly string[]; from: string },
): Promise<{ id: string; day: string; name: string }[]> {
  const { rows } = await sql<{ id: string; day: string; name: string }>`
    with recursive place(id) as (
      select team.territory_id from company.team_membership member join company.team on team.id = member.team_id
        where member.person_id = any(${[...people]}::uuid[]) and member.starts_on <= ${from}
          and (member.ends_on is null or member.ends_on > ${from}) and team.territory_id is not null
      union select territory.parent_id from company.territory join place on place.id = territory.id
        where territory.parent_id is not null)
    select holiday.id, holiday.day, holiday.name from company.holiday where holiday.ended_at is null and holiday.day >= ${from}
      and (holiday.territory_id is null or holiday.territory_id in (select id from place)) order by holiday.day, holiday.id`.execute(
    db,
  )
  return rows
}

/** The holidays of the territories, and of those above, where the team of each of these people sells; those of everybody are not among them. */
export async function holidaysByPerson(
  db: Db | Tx,
  { people, today }: { people: readonly string[]; today: string },
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ personId: string; days: string[] }>`
    with recursive place(person_id, id) as (
      select member.person_id, team.territory_id from company.team_membership member join company.team on team.id = member.team_id
        where member.person_id = any(${[...people]}::uuid[]) and member.starts_on <= ${today}
          and (member.ends_on is null or member.ends_on > ${today}) and team.territory_id is not null
      union select place.person_id, territory.parent_id from company.territory join place on place.id = territory.id
        where territory.parent_id is not null)
    select place.person_id as "personId", array_agg(distinct holiday.day::text) as days from place
    join company.holiday on holiday.territory_id = place.id and holiday.ended_at is null group by 1`.execute(db)
  return new Map(rows.map(({ personId, days }) => [personId, days]))
}
