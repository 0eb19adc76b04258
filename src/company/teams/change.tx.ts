import { sql } from 'kysely'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { companyToday } from '../profile.sql.ts'
import { unlessTaken } from '../taken.ts'
import { refuseUnknownTerritory } from '../territories/territories.sql.ts'
import type { Team } from './contract.ts'
import { teamById } from './teams.sql.ts'

type Given = { name?: string | undefined; territoryId?: string | null | undefined }

/** Adds a team. */
export async function addTeam(work: Work, given: Given & { name: string }): Promise<Team> {
  const id = newId()
  return unlessTaken({ noun: 'team', value: given.name }, () =>
    transact(work, async ({ tx, now, audit, emit }) => {
      await refuseUnknownTerritory(tx, given.territoryId)
      const territoryId = given.territoryId ?? null
      await sql`insert into company.team (id, name, territory_id, created_at)
        values (${id}, ${given.name}, ${territoryId}, ${now})`.execute(tx)
      await audit({
        command: 'company.add-team',
        noun: 'team',
        subjectId: id,
        summary: `Added the team ${given.name}`,
        after: { name: given.name, territoryId },
      })
      await emit('company.team.changed', { teamId: id })
      return teamById(tx, { id, day: await companyToday(tx, work.workspace.clock()) })
    }),
  )
}

/** Renames a team or gives it another territory. */
export async function changeTeam(work: Work, { id, ...given }: Given & { id: string }): Promise<Team> {
  return unlessTaken({ noun: 'team', value: given.name ?? '' }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`select from company.team where id = ${id} for update`.execute(tx)
      const day = await companyToday(tx, work.workspace.clock())
      const team = await teamById(tx, { id, day })
      const before = { name: team.name, territoryId: team.territory?.id ?? null }
      const after = withChanges(before, given)
      const changes = changesBetween(before, after)
      if (!changes) return team
      await refuseUnknownTerritory(tx, given.territoryId)
      await sql`update company.team set name = ${after.name}, territory_id = ${after.territoryId}
        where id = ${id}`.execute(tx)
      await audit({
        command: 'company.change-team',
        noun: 'team',
        subjectId: id,
        summary: `Changed the team ${after.name}`,
        ...changes,
      })
      await emit('company.team.changed', { teamId: id })
      return teamById(tx, { id, day })
    }),
  )
}
