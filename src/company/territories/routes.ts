import type { Mount } from '#platform/http/mount.ts'
import { addTerritory, changeTerritory } from './change.tx.ts'
import { territoriesContract } from './contract.ts'
import { allTerritories } from './territories.sql.ts'

/** Territories. */
export function territoryRoutes(mount: Mount): void {
  mount(territoriesContract.list, async ({ workspace }) => ({ territories: await allTerritories(workspace.db) }))
  mount(territoriesContract.add, async ({ work, body }) => addTerritory(work, body))
  mount(territoriesContract.change, async ({ work, params, body }) => changeTerritory(work, { id: params.id, ...body }))
}
