import type { Mount } from '#platform/http/mount.ts'
import { supplyContract } from './contract.ts'
import { measureRoutes } from './measures/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { supplyPolicy } from './policy.sql.ts'
import { setPolicy } from './policy.tx.ts'
import { questionRoutes } from './questions/routes.ts'
import { setItemData } from './recipes/item-data.tx.ts'
import { supplyItems } from './recipes/items.sql.ts'
import { recipeRoutes } from './recipes/routes.ts'
import { recordNouns } from './records/nouns.ts'
import { recordRoutes } from './records/routes.ts'
import { recordCounts } from './records/rows.sql.ts'
import { workedRoutes } from './worked/routes.ts'

/** Everything supply answers. */
export function supplyRoutes(mount: Mount): void {
  mount(supplyContract.records, async ({ workspace }) => {
    const counts = await recordCounts(workspace.db, recordNouns)
    const rowsOf = new Map(counts.map(({ path, rows }) => [path, rows]))
    return {
      kinds: recordNouns.map(({ path, plural, words }) => ({ path, plural, words, rows: rowsOf.get(path) ?? 0 })),
    }
  })
  mount(supplyContract.items, async ({ workspace, query }) => supplyItems(workspace.db, query))
  mount(supplyContract.setItem, async ({ work, params, body }) => setItemData(work, { id: params.id, given: body }))
  mount(supplyContract.policy, async ({ workspace }) => supplyPolicy(workspace.db))
  mount(supplyContract.setPolicy, async ({ work, body }) => setPolicy(work, body))
  measureRoutes(mount)
  recipeRoutes(mount)
  planRoutes(mount)
  questionRoutes(mount)
  workedRoutes(mount)
  recordRoutes(mount)
}
