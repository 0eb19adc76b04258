import type { Mount } from '#platform/http/mount.ts'
import { nodeAt } from '../node.ts'
import { againstActual, betweenVersions } from './compared.sql.ts'
import { pricesContract } from './contract.ts'
import { againstYearBefore } from './prices.sql.ts'

/** Price apart from volume. */
export function priceRoutes(mount: Mount): void {
  mount(pricesContract.priceAndVolume, async ({ workspace: { db }, query }) => {
    const { grain, against, from, to } = query
    const node = nodeAt(query.node, query.territory ?? null)
    if (against === 'version') return { split: await betweenVersions(db, { grain, node, from, to }) }
    if (against === 'actual') return { split: await againstActual(db, { grain, node }) }
    return { split: await againstYearBefore(db, { grain, node }) }
  })
}
