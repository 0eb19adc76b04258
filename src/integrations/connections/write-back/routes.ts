import type { Mount } from '#platform/http/mount.ts'
import { writeBackContract } from './contract.ts'
import { writesOf, writesOfDeal } from './pending.sql.ts'

/** What was written back to CRMs. */
export function writeBackRoutes(mount: Mount): void {
  mount(writeBackContract.connectionWrites, async ({ workspace: { db }, scope, params, query }) => ({
    writes: await writesOf(db, scope, { id: params.id, limit: query.limit }),
  }))
  mount(writeBackContract.dealWrites, async ({ workspace: { db }, scope, params }) => ({
    writes: await writesOfDeal(db, scope, params.id),
  }))
}
