import type { Mount } from '#platform/http/mount.ts'
import { companyToday } from '../profile.sql.ts'
import { addTeam, changeTeam } from './change.tx.ts'
import { teamsContract } from './contract.ts'
import { allTeams } from './teams.sql.ts'

/** Teams. */
export function teamRoutes(mount: Mount): void {
  mount(teamsContract.list, async ({ workspace: { db, clock } }) => ({
    teams: await allTeams(db, await companyToday(db, clock())),
  }))
  mount(teamsContract.add, async ({ work, body }) => addTeam(work, body))
  mount(teamsContract.change, async ({ work, params, body }) => changeTeam(work, { id: params.id, ...body }))
}
