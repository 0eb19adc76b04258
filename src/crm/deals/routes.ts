import { readCompany } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Mount } from '#platform/http/mount.ts'
import type { Workspace } from '#platform/workspace.ts'
import { goneOrMerged } from '../duplicates/sides.tx.ts'
import { addDeal, changeDeal, undoDealEdit } from './change.tx.ts'
import { dealChoices } from './choices.sql.ts'
import { dealsContract } from './contract.ts'
import { dealById, dealsPage } from './deals.sql.ts'
import { dealDetail } from './history.sql.ts'
import { dealTotals } from './totals.sql.ts'

/** Deals: lists, totals, the story of one, and its changes. */
export function dealsRoutes(mount: Mount): void {
  mount(dealsContract.listDeals, async ({ workspace, scope, query }) =>
    dealsPage(workspace.db, scope, { ...query, today: await todayOf(workspace) }),
  )

  mount(dealsContract.dealTotals, async ({ workspace, scope, query }) =>
    dealTotals(workspace.db, scope, { ...query, today: await todayOf(workspace) }),
  )

  mount(dealsContract.dealChoices, async ({ workspace, scope }) =>
    dealChoices(workspace.db, scope, { today: await todayOf(workspace) }),
  )

  mount(dealsContract.dealDetail, async ({ workspace, scope, params, query }) => {
    const now = workspace.clock().toISOString()
    const detail = await dealDetail(workspace.db, scope, { id: params.id, ...query, now })
    if (!detail) throw await goneOrMerged(workspace.db, scope, { noun: 'deal', id: params.id })
    return detail
  })

  mount(dealsContract.addDeal, async ({ workspace, scope, work, body }) => {
    const { id, changedAt } = await addDeal(work, scope, body)
    return { deal: await dealById(workspace.db, scope, id), changedAt }
  })

  mount(dealsContract.changeDeal, async ({ workspace, scope, work, params, body }) => {
    const { changedAt } = await changeDeal(work, scope, { id: params.id, ...body })
    return { deal: await dealById(workspace.db, scope, params.id), changedAt }
  })

  mount(dealsContract.undoDealEdit, async ({ workspace, scope, work, params, body }) => {
    const { changedAt } = await undoDealEdit(work, scope, { id: params.id, recordedAt: body.recordedAt })
    return { deal: await dealById(workspace.db, scope, params.id), changedAt }
  })
}

/** The company's day. */
export async function todayOf(workspace: Workspace): Promise<string> {
  const { timeZone } = await readCompany(workspace.db)
  return dayIn(timeZone, workspace.clock())
}
