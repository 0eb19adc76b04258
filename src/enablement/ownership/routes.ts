import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { ownershipOn } from '../ownership.sql.ts'
import { addHandoff, moveHandoff, setArea } from './change.tx.ts'
import { ownershipContract } from './contract.ts'
import { handoffsPage, openHandoffs } from './handoffs.sql.ts'

/** Who owns what between sales operations and enablement. */
export function ownershipRoutes(mount: Mount): void {
  mount(ownershipContract.ownership, async ({ workspace: { db, clock } }) => {
    const open = await openHandoffs(db)
    const areas = (await ownershipOn(db, clock())).map((area) => ({ ...area, handoffs: open.get(area.key) ?? 0 }))
    const count = (kind: string) => areas.filter(({ ownership }) => ownership === kind).length
    return { areas, overlaps: count('overlap'), gaps: count('gap') }
  })
  mount(ownershipContract.setArea, async ({ work, params, body }) => {
    await setArea(work, { key: params.key, area: body.area })
    return params
  })
  mount(ownershipContract.handoffs, async ({ workspace: { db, clock }, query }) => {
    const now = clock()
    return handoffsPage(db, { ...query, now, today: await companyToday(db, now) })
  })
  mount(ownershipContract.addHandoff, async ({ work, body }) => ({ id: await addHandoff(work, body) }))
  mount(ownershipContract.moveHandoff, async ({ work, params, body }) => {
    await moveHandoff(work, { id: params.id, ...body })
    return params
  })
}
