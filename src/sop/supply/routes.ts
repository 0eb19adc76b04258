import { companyProfile } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { askForPlans } from '#supply/ask-plans.tx.ts'
import { gapCauses, newestPlan, planByFamily, planNumbered, planWantedBy } from '#supply/plan.sql.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { supplyFrom } from './capture.ts'
import { wantedOf } from './consensus-plan.ts'
import { sopSupplyContract } from './contract.ts'
import { typedSupply } from './typed.ts'
import { supplyView } from './view.ts'

const monthYear = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The supply plan that a cycle holds. */
export function sopSupplyRoutes(mount: Mount): void {
  mount(sopSupplyContract.supplyOf, ({ workspace, params }) => shown(workspace, params.id))
  mount(sopSupplyContract.planConsensus, async ({ workspace, work, params }) => {
    const { db } = workspace
    const [{ state }, { currency }] = await Promise.all([loadCycle(db, params.id), companyProfile(db)])
    const says = `consensus of ${monthYear.format(new Date(state.firstMonth))}`
    const wanted = wantedOf(state, { ref: params.id, says })
    if (wanted.cells.length === 0) {
      throw refusal(409, {
        code: 'no-consensus',
        message: 'The cycle has no consensus yet.',
        wayOut: 'Capture its data in step 1 first.',
      })
    }
    const name = `${says[0]!.toUpperCase()}${says.slice(1)}`
    await askForPlans(work, { name, strategies: ['optimal'], currency, wanted })
    return shown(workspace, params.id)
  })
  mount(sopSupplyContract.captureSupply, async ({ workspace, work, scope, params }) => {
    const [{ state }, head] = await Promise.all([loadCycle(workspace.db, params.id), planFor(workspace, params.id)])
    if (!head) {
      throw refusal(409, {
        code: 'no-plan',
        message: 'Supply has made no plan yet.',
        wayOut: 'Plan the consensus, make a plan in Supply, or state the plan here by family and month.',
      })
    }
    const [lines, explained] = [await planByFamily(workspace.db, head.id), await gapCauses(workspace.db, head.id)]
    const body = supplyFrom(state, head, { lines, explained })
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

/** The plan that was made for the consensus of the cycle, where there is one with figures; else the newest. */
async function planFor({ db }: Workspace, cycleId: string) {
  const asked = await planWantedBy(db, cycleId)
  return asked && (await planNumbered(db, asked.head.number)) ? asked.head : newestPlan(db)
}

async function shown({ db }: Workspace, id: string) {
  const [{ state }, nameOf, asked] = await Promise.all([loadCycle(db, id), readNames(db), planWantedBy(db, id)])
  return supplyView(state, nameOf, asked)
}
