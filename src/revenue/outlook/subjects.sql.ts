import { sql } from 'kysely'
import { reportingLines } from '#company/reporting.sql.ts'
import { treeBelow } from '#company/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { PointsAsked, Subject } from './points.ts'

/** Everybody an outlook is made for on a day, with whose deals are theirs: company, people, people with reports, teams. */
export async function subjectsOn(db: Db, day: string): Promise<PointsAsked['subjects']> {
  const lines = (await reportingLines(db)).filter(
    ({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day < endsOn),
  )
  const people = new Set(lines.flatMap(({ personId, managerId }) => [personId, managerId]))
  const managers = new Set(lines.map(({ managerId }) => managerId))
  const teams = await teamsOn(db, day)
  for (const { owners } of teams) for (const owner of owners) people.add(owner)
  return [
    { subject: { kind: 'company', id: null }, owners: null },
    ...[...people].map((id) => ({ subject: { kind: 'person' as const, id }, owners: [id] })),
    ...[...managers].map((id) => ({
      subject: { kind: 'tree' as const, id },
      owners: treeBelow({ personId: id, lines, day }),
    })),
    ...teams.map(({ id, owners }) => ({ subject: { kind: 'team' as const, id }, owners })),
  ]
}

/** Whose deals a subject's are on a day; null: everybody's. */
export async function ownersOf(db: Db, subject: Subject, day: string): Promise<Set<string> | null> {
  if (subject.kind === 'company') return null
  if (subject.kind === 'person') return new Set([subject.id!])
  if (subject.kind === 'tree') {
    return new Set(treeBelow({ personId: subject.id!, lines: await reportingLines(db), day }))
  }
  return new Set((await teamsOn(db, day)).find(({ id }) => id === subject.id)?.owners ?? [])
}

async function teamsOn(db: Db, day: string): Promise<{ id: string; owners: string[] }[]> {
  const { rows } = await sql<{ id: string; owners: string[] }>`
    select team.id, coalesce(array_agg(member.person_id) filter (where member.person_id is not null), '{}') as owners
    from company.team team left join company.team_membership member on member.team_id = team.id
      and member.starts_on <= ${day} and (member.ends_on is null or member.ends_on > ${day})
    group by team.id`.execute(db)
  return rows
}
