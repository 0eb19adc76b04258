import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { addResource, changeResource, noteOpening, retireResource } from './change.tx.ts'
import { resourcesContract } from './contract.ts'
import { dealTraits } from './deal-traits.sql.ts'
import { helpsWith } from './helps.ts'
import { openingsPage, resourcesPage, validResources } from './resources.sql.ts'

/** Resources, where they help, and their use. */
export function resourcesRoutes(mount: Mount): void {
  mount(resourcesContract.resources, async ({ workspace: { db, clock }, scope, query }) =>
    resourcesPage(db, { scope, today: await companyToday(db, clock()), filter: query }),
  )
  mount(resourcesContract.addResource, async ({ work, body }) => ({ id: await addResource(work, body) }))
  mount(resourcesContract.changeResource, async ({ work, params, body }) => {
    await changeResource(work, params.id, body)
    return { id: params.id }
  })
  mount(resourcesContract.retireResource, async ({ work, params }) => ({
    id: params.id,
    retired: await retireResource(work, params.id),
  }))
  mount(resourcesContract.open, async ({ workspace: { db }, work, scope, params, body }) => {
    if (body.dealId) await dealTraits(db, scope, body.dealId)
    return { id: await noteOpening(work, { id: params.id, dealId: body.dealId, personId: scope.personId }) }
  })
  mount(resourcesContract.openings, ({ workspace: { db }, scope, params, query }) =>
    openingsPage(db, { scope, id: params.id, ...query }),
  )
  mount(resourcesContract.helps, async ({ workspace: { db, clock }, scope, params }) => {
    const deal = await dealTraits(db, scope, params.id)
    const today = await companyToday(db, clock())
    const helps = deal.outcome === 'open' ? helpsWith(deal, await validResources(db, today)) : []
    return {
      helps: helps.map(({ resource, matches, because }) => {
        const { id, name, kind, version, link, body } = resource
        return { id, name, kind, version, link, body, matches, because }
      }),
    }
  })
}
