import type { Mount } from '#platform/http/mount.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { changeCapacity } from './capacity.tx.ts'
import { editScenario, endScenario, makeScenario, mergeScenario } from './change.tx.ts'
import { scenariosContract } from './contract.ts'
import { compareScenarios, readScenario, readScenarios } from './read.sql.ts'
import { scenarioById } from './scenarios.sql.ts'

/** Scenarios: made, edited, compared, merged. */
export function scenarioRoutes(mount: Mount): void {
  mount(scenariosContract.scenarios, ({ workspace: { db }, params }) => readScenarios(db, params.id))
  mount(scenariosContract.makeScenario, async ({ workspace: { db }, work, params, body }) => {
    const { state } = await loadCycle(db, params.id)
    return readScenario(db, await makeScenario(work, { cycleId: params.id, state, ...body }), { onlyEdited: true })
  })
  mount(scenariosContract.scenario, ({ workspace: { db }, params, query }) =>
    readScenario(db, params.id, { onlyEdited: query.edited === 'true' }),
  )
  mount(scenariosContract.editScenario, async ({ workspace: { db }, work, params, body }) => {
    const { cycleId } = await scenarioById(db, params.id)
    const { state } = await loadCycle(db, cycleId)
    await editScenario(work, { id: params.id, state, edits: body.cells })
    const { scenarios } = await readScenarios(db, cycleId)
    return scenarios.find(({ id }) => id === params.id)!
  })
  mount(scenariosContract.editCapacity, async ({ workspace: { db }, work, params, body }) => {
    await changeCapacity(work, { id: params.id, cells: body.cells })
    return readScenario(db, params.id, { onlyEdited: true })
  })
  mount(scenariosContract.compareScenarios, ({ workspace: { db }, params, query }) =>
    compareScenarios(db, params.id, query.ids?.split(',') ?? []),
  )
  mount(scenariosContract.mergeScenario, async ({ workspace: { db }, work, scope, params, body }) => {
    const [{ merged, conflicts }, nameOf] = [
      await mergeScenario(work, scope, { id: params.id, ...body }),
      await readNames(db),
    ]
    return {
      merged,
      conflicts: conflicts.map(({ edit, now }) => ({
        ...{ familyId: edit.familyId, family: nameOf(edit.familyId)!, month: edit.month },
        ...{ wasUnits: edit.wasUnits, planUnits: now.units, scenarioUnits: edit.units },
      })),
    }
  })
  mount(scenariosContract.endScenario, async ({ work, params }) => {
    await endScenario(work, params.id)
    return { id: params.id }
  })
}
