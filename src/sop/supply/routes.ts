import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { newestPlan, planByFamily } from '#supply/plan.sql.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { supplyFrom } from './capture.ts'
import { sopSupplyContract } from './contract.ts'
import { typedSupply } from './typed.ts'
import { supplyView } from './view.ts'

/** The supply plan that a cycle holds. */
export function sopSupplyRoutes(mount: Mount): void {
  mount(sopSupplyContract.supplyOf, ({ workspace, params }) => shown(workspace, params.id))
  mount(sopSupplyContract.captureSupply, async ({ workspace, work, scope, params }) => {
    const [{ state }, head] = await Promise.all([loadCycle(workspace.db, params.id), newestPlan(workspace.db)])
    if (!head) {
      throw refusal(409, {
        code: 'no-plan',
        message: 'Supply has made no plan yet.',
        wayOut: 'Make a plan in Supply, or state the plan here by family and month.',
      })
    }
    const body = supplyFrom(state, head, await planByFamily(workspace.db, head.id))
    await perform(work, scope, params.id, { kind: 'supply', body })
    return shown(workspace, params.id)
  })
  mount(sopSupplyContract.typeSupply, async ({ workspace, work, scope, params, body }) => {
    const { state } = await loadCycle(workspace.db, params.id)
    await perform(work, scope, params.id, { kind: 'supply', body: typedSupply(state, body) })
    return shown(workspace, params.id)
  })
  mount(sopSupplyContract.raiseGap, async ({ workspace, work, scope, params: { id, place }, body }) => {
    await perform(work, scope, id, { kind: 'gap-raised', body: { at: place, ...body } })
    return shown(workspace, id)
  })
}

async function shown({ db }: Workspace, id: string) {
  const [{ state }, nameOf] = await Promise.all([loadCycle(db, id), readNames(db)])
  return supplyView(state, nameOf)
}
