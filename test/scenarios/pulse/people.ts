import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Workspace } from '#platform/workspace.ts'

/** A boss, and teams of so many, each with a manager who reports to the boss. Gives ids by team; a team's manager comes first. */
export async function hireTeams(
  workspace: Workspace,
  sizes: Record<string, number>,
): Promise<Record<string, string[]>> {
  const boss = await hire(workspace, { name: 'Boss' })
  const hired: Record<string, string[]> = { boss: [boss] }
  for (const [team, size] of Object.entries(sizes)) {
    const teamId = randomUUID()
    await sql`insert into company.team (id, name) values (${teamId}, ${team})`.execute(workspace.db)
    const managerId = await hire(workspace, { name: `${team} manager`, managerId: boss })
    hired[team] = [managerId]
    for (let i = 1; i <= size; i++)
      hired[team]!.push(await hire(workspace, { name: `${team} ${i}`, managerId, teamId }))
  }
  return hired
}

async function hire({ db }: Workspace, of: { name: string; managerId?: string; teamId?: string }): Promise<string> {
  const id = randomUUID()
  await sql`insert into company.person (id, name, email, hired_on)
    values (${id}, ${of.name}, ${`${id}@example.com`}, '2020-01-01')`.execute(db)
  if (of.managerId) {
    await sql`insert into company.reporting_line (id, person_id, manager_id, starts_on)
      values (${randomUUID()}, ${id}, ${of.managerId}, '2020-01-01')`.execute(db)
  }
  if (of.teamId) {
    await sql`insert into company.team_membership (id, team_id, person_id, starts_on)
      values (${randomUUID()}, ${of.teamId}, ${id}, '2020-01-01')`.execute(db)
  }
  return id
}
