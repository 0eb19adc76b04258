import type { Mount } from '#platform/http/mount.ts'
import { companyDay } from '../queries.ts'
import { addTeam, changeTeam } from './commands.ts'
import { teamsContract } from './contract.ts'
import { allTeams } from './queries.ts'

/** Teams. */
export function teamRoutes(mount: Mount): void {
  mount(teamsContract.list, async ({ workspace: { db, clock } }) => ({
    teams: await allTeams(db, await companyDay(db, clock())),
  }))
  mount(teamsContract.add, async ({ work, body }) => addTeam(work, body))
  mount(teamsContract.change, async ({ work, params, body }) => changeTeam(work, { id: params.id, ...body }))
}
