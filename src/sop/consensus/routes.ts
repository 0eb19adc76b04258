import type { Mount } from '#platform/http/mount.ts'
import type { Workspace } from '#platform/workspace.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { bridgeOf } from './bridge.ts'
import { consensusContract } from './contract.ts'
import { accountShares } from './shares.sql.ts'
import { consensusView } from './view.ts'

/** The consensus demand: what each source says, what stands, and who signed it. */
export function consensusRoutes(mount: Mount): void {
  mount(consensusContract.consensus, async ({ workspace: { db }, params, query }) => {
    const [{ state }, nameOf] = await Promise.all([loadCycle(db, params.id), readNames(db)])
    return consensusView(state, nameOf, query)
  })
  mount(consensusContract.giveInput, async ({ workspace, work, scope, params, body }) => {
    const { state } = await loadCycle(workspace.db, params.id)
    const shareOf = await accountShares(workspace.db, { wanted: body.cells, before: state.firstMonth })
    const cells = body.cells.map((cell) => ({ ...cell, share: shareOf(cell) }))
    await perform(work, scope, params.id, { kind: 'input', body: { ...body, cells } })
    return shown(workspace, params.id)
  })
  mount(consensusContract.setConsensus, async ({ workspace, work, scope, params, body }) => {
    await perform(work, scope, params.id, { kind: 'override', body })
    return shown(workspace, params.id)
  })
  mount(consensusContract.signFamily, async ({ workspace, work, scope, params: { id, familyId } }) => {
    await perform(work, scope, id, { kind: 'family-signed', body: { familyId } })
    return shown(workspace, id)
  })
  mount(consensusContract.bridge, async ({ workspace: { db }, params, query }) => {
    const [{ state }, nameOf] = await Promise.all([loadCycle(db, params.id), readNames(db)])
    const { changes, ...bridge } = bridgeOf(state, query.against)
    return {
      ...bridge,
      currency: state.currency,
      changes: changes.map((change) => ({ ...change, name: nameOf(change.familyId)! })),
    }
  })
}

async function shown({ db }: Workspace, id: string) {
  const [{ state }, nameOf] = await Promise.all([loadCycle(db, id), readNames(db)])
  return consensusView(state, nameOf)
}
