import type { Mount } from '#platform/http/mount.ts'
import { driftContract } from './contract.ts'
import { dismissDrift } from './dismiss.tx.ts'
import { driftNow } from './drift.sql.ts'

/** Drift: what is not as it was. */
export function driftRoutes(mount: Mount): void {
  mount(driftContract.drift, async ({ workspace: { db, clock } }) => ({ drift: await driftNow(db, clock()) }))
  mount(driftContract.dismissDrift, ({ work, params }) => dismissDrift(work, params.id))
}
