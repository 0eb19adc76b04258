import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { connections } from './connections.sql.ts'
import { healthContract } from './contract.ts'
import { healthOf } from './health.ts'

/** The list of what does not work. */
export function healthRoutes(mount: Mount): void {
  mount(healthContract.health, async ({ workspace: { db, clock } }) => {
    const now = clock().toISOString()
    const [found, today] = [await connections(db, now), await companyToday(db, clock())]
    const checked = Object.values(found).reduce((sum, list) => sum + list.length, 0)
    return { lines: healthOf(found, { now, today }), checked }
  })
}
