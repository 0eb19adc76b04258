import type { Mount } from '#platform/http/mount.ts'
import { nodeAt } from '../node.ts'
import { pricesContract } from './contract.ts'
import { priceAndVolume } from './prices.sql.ts'

/** Price apart from volume. */
export function priceRoutes(mount: Mount): void {
  mount(pricesContract.priceAndVolume, async ({ workspace: { db }, query }) => ({
    split: await priceAndVolume(db, { grain: query.grain, node: nodeAt(query.node, query.territory ?? null) }),
  }))
}
