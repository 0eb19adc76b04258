import type { Mount } from '#platform/http/mount.ts'
import { goneOrMerged } from '../../duplicates/sides.tx.ts'
import { todayOf } from '../routes.ts'
import { addDealLine, changeDealLine, removeDealLine, undoDealLines } from './change.tx.ts'
import { dealLinesContract } from './contract.ts'
import { dealLinesPage, linesOfDeal } from './lines.sql.ts'

/** Products of deals: their lines. */
export function dealLinesRoutes(mount: Mount): void {
  mount(dealLinesContract.listDealLines, async ({ workspace, scope, query }) =>
    dealLinesPage(workspace.db, scope, { ...query, today: await todayOf(workspace) }),
  )
  mount(dealLinesContract.dealLines, async ({ workspace, scope, params, query }) => {
    const lines = await linesOfDeal(workspace.db, scope, { id: params.id, ...query })
    if (!lines) throw await goneOrMerged(workspace.db, scope, { noun: 'deal', id: params.id })
    return lines
  })
  mount(dealLinesContract.addDealLine, ({ work, scope, params, body }) =>
    addDealLine(work, scope, { dealId: params.id, ...body }),
  )
  mount(dealLinesContract.changeDealLine, ({ work, scope, params, body }) =>
    changeDealLine(work, scope, { dealId: params.id, lineId: params.lineId, ...body }),
  )
  mount(dealLinesContract.removeDealLine, ({ work, scope, params }) =>
    removeDealLine(work, scope, { dealId: params.id, lineId: params.lineId }),
  )
  mount(dealLinesContract.undoDealLines, ({ work, scope, params, body }) =>
    undoDealLines(work, scope, { dealId: params.id, editId: body.editId }),
  )
}
