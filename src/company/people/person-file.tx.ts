import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Things } from '#platform/importing/file-kind.ts'

/** How a file of people becomes people; whom they report to and their teams follow once they stand. */
export const personThings: Things = {
  noun: 'person',
  columns: {
    external_id: 'key',
    name: 'name',
    email: 'email',
    title: 'title',
    hired_on: 'hired_on',
    time_zone: 'time_zone',
  },
  afterwards: placePeople,
}

/** Reporting lines and teams of the people of the file. */
async function placePeople(tx: Tx, input: Applying): Promise<Pick<Applied, 'rowsChanged' | 'findings' | 'creates'>> {
  const managers = await createManagers(tx, input)
  const lines = await writeReportingLines(tx, input)
  const teams = await writeTeams(tx, input)
  const moved = await sql<{
    rows: number
  }>`select count(*) as rows from staged s where not s.is_out and s.row_number = any(${[...lines, ...teams.rows]}::int[])
    and not exists (select 1 from noted n where n.noun = 'person' and n.subject_id = s.subject_id)`.execute(tx)
  const unmanaged = await sql<{
    names: string[]
  }>`select coalesce(array_agg(s.name order by s.name), '{}') as names from staged s where not s.is_out
    and s.manager is not null and not exists (select 1 from company.reporting_line r where r.person_id = s.subject_id)`.execute(
    tx,
  )
  return {
    rowsChanged: moved.rows[0]?.rows ?? 0,
    creates: [
      ...(managers.length > 0 ? [{ noun: 'person', count: managers.length, names: managers.slice(0, 20) }] : []),
      ...(teams.made.length > 0 ? [{ noun: 'team', count: teams.made.length, names: teams.made.slice(0, 20) }] : []),
    ],
    findings:
      (unmanaged.rows[0]?.names.length ?? 0) > 0
        ? [`Left without a manager, because theirs is unknown: ${unmanaged.rows[0]!.names.join(', ')}.`]
        : [],
  }
}

/** A manager named in the file and nowhere else becomes a person too, unless the name is only a key. */
async function createManagers(tx: Tx, { find, columnOf }: Applying): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`with made as (
      insert into company.person (id, name) select gen_random_uuid(), manager from
        (select distinct s.manager from staged s where not s.is_out and s.manager ~ '[^0-9]' and s.manager !~ '^00[0-9A-Za-z]{13,16}$') as m
      where ${find('person', sql`m.manager`, columnOf('manager'))} is null returning id, name),
    noted as (insert into noted (noun, subject_id, after)
      select 'person', id, jsonb_build_object('id', id, 'name', name, 'mentioned', true) from made)
    select name from made order by name`.execute(tx)
  return rows.map((row) => row.name)
}

/** Without a day of hire a reporting line counts from the beginning, so that past deals are seen by their team. */
async function writeReportingLines(tx: Tx, { today, find, columnOf }: Applying): Promise<number[]> {
  await sql`drop table if exists pg_temp.line_state`.execute(tx)
  await sql`create temp table line_state on commit drop as
    select distinct on (s.subject_id) s.row_number, s.subject_id as person_id, ${find('person', sql`s.manager`, columnOf('manager'))} as manager_id, coalesce(s.hired_on, date '1900-01-01') as starts_on
    from staged s where not s.is_out and s.manager is not null order by s.subject_id, s.row_number desc`.execute(tx)
  await sql`delete from line_state l where manager_id is null or manager_id = person_id
    or exists (select 1 from company.reporting_line r where r.person_id = l.person_id and r.ends_on is null and r.manager_id = l.manager_id)`.execute(
    tx,
  )
  await sql`with ended as (update company.reporting_line r set ends_on = ${today}::date from line_state l
      where r.person_id = l.person_id and r.ends_on is null and r.starts_on < ${today}::date returning r.id, r.starts_on)
    insert into noted (noun, subject_id, before, after)
    select 'reporting line', id, jsonb_build_object('ends_on', null), jsonb_build_object('ends_on', ${today}::text) from ended`.execute(
    tx,
  )
  const { rows } = await sql<{ row: number }>`with made as (
      insert into company.reporting_line (id, person_id, manager_id, starts_on)
      select gen_random_uuid(), l.person_id, l.manager_id,
        case when exists (select 1 from company.reporting_line r where r.person_id = l.person_id) then ${today}::date else l.starts_on end
      from line_state l where not exists (select 1 from company.reporting_line r where r.person_id = l.person_id and r.ends_on is null)
      returning id, person_id),
    noted as (insert into noted (noun, subject_id, after) select 'reporting line', id, '{}' from made)
    select l.row_number as row from made join line_state l using (person_id)`.execute(tx)
  return rows.map((row) => row.row)
}

async function writeTeams(tx: Tx, { today }: Applying): Promise<{ made: string[]; rows: number[] }> {
  const made = await sql<{ name: string }>`with made as (
      insert into company.team (id, name) select gen_random_uuid(), team from (select distinct s.team from staged s where not s.is_out and s.team is not null) as n
      where not exists (select 1 from company.team t where lower(t.name) = lower(n.team)) returning id, name),
    noted as (insert into noted (noun, subject_id, after) select 'team', id, jsonb_build_object('id', id, 'name', name, 'mentioned', true) from made)
    select name from made order by name`.execute(tx)
  await sql`drop table if exists pg_temp.member_state`.execute(tx)
  await sql`create temp table member_state on commit drop as
    select distinct on (s.subject_id) s.row_number, s.subject_id as person_id, t.id as team_id, coalesce(s.hired_on, date '1900-01-01') as starts_on
    from staged s join company.team t on lower(t.name) = lower(s.team) where not s.is_out order by s.subject_id, s.row_number desc`.execute(
    tx,
  )
  await sql`delete from member_state n where exists (select 1 from company.team_membership m where m.person_id = n.person_id and m.ends_on is null and m.team_id = n.team_id)`.execute(
    tx,
  )
  await sql`with ended as (update company.team_membership m set ends_on = ${today}::date from member_state n
      where m.person_id = n.person_id and m.ends_on is null and m.starts_on < ${today}::date returning m.id)
    insert into noted (noun, subject_id, before, after)
    select 'team membership', id, jsonb_build_object('ends_on', null), jsonb_build_object('ends_on', ${today}::text) from ended`.execute(
    tx,
  )
  const { rows } = await sql<{ row: number }>`with joined as (
      insert into company.team_membership (id, team_id, person_id, starts_on)
      select gen_random_uuid(), n.team_id, n.person_id,
        case when exists (select 1 from company.team_membership m where m.person_id = n.person_id) then ${today}::date else n.starts_on end
      from member_state n where not exists (select 1 from company.team_membership m where m.person_id = n.person_id and m.ends_on is null)
      returning id, person_id),
    noted as (insert into noted (noun, subject_id, after) select 'team membership', id, '{}' from joined)
    select n.row_number as row from joined join member_state n using (person_id)`.execute(tx)
  return { made: made.rows.map((row) => row.name), rows: rows.map((row) => row.row) }
}
