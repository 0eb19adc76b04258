import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { companySettings } from '../history/history.sql.ts'
import { nodeAt } from '../node.ts'
import { unseenCustomers } from '../shares/unseen.ts'
import { decideOverride, setOverrides } from './change.tx.ts'
import { overridesContract } from './contract.ts'
import { measuredOverrides, overridesPage, overridesToCome } from './overrides.sql.ts'
import { byLag, toDrop, valueAdded } from './value-added.ts'

/** What planners set by hand, and what it was worth. */
export function overrideRoutes(mount: Mount): void {
  mount(overridesContract.overrides, async ({ workspace: { db, clock }, scope, permissions, query }) => {
    const { grain, status, offset, limit } = query
    const node = query.node ? nodeAt(query.node, query.territory ?? null) : null
    const seesCustomers = permissions.has('crm:read') && scope.sees.orders === 'all'
    const today = await companyToday(db, clock())
    return overridesPage(db, { grain, node, status, offset, limit, today, seesCustomers })
  })
  mount(overridesContract.setOverrides, async ({ work, scope, permissions, body }) => {
    const ofCustomers = body.overrides.some(({ part }) => part?.startsWith('customer:'))
    if (ofCustomers && (!permissions.has('crm:read') || scope.sees.orders !== 'all')) throw unseenCustomers()
    return setOverrides(work, { ...body, mayApprove: permissions.has('demand:approve') })
  })
  mount(overridesContract.decideOverride, ({ work, params, body }) =>
    decideOverride(work, { id: params.id, approved: body.approved }),
  )
  mount(overridesContract.valueAdded, async ({ workspace: { db, clock }, query }) => {
    const measured = await measuredOverrides(db, query)
    const [all = null] = valueAdded(
      measured.map(({ actual, statistical, value }) => ({ actual, statistical, value, key: 'all' })),
    )
    const byBoth = await measuredOverrides(db, { ...query, by: 'contributor and family' })
    const toCome = await overridesToCome(db, { grain: query.grain, today: await companyToday(db, clock()) })
    return {
      periods: new Set(measured.map(({ startsOn }) => startsOn)).size,
      all,
      parts: query.by.endsWith('lag') ? valueAdded(measured).sort(byLag) : valueAdded(measured),
      toDrop: toDrop(toCome, {
        worth: valueAdded(byBoth),
        number: writtenIn((await companySettings(db)).locale).number,
      }),
    }
  })
}
