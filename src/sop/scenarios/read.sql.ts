import type { Db } from '#platform/db/pool.ts'
import { consensusOf } from '../consensus/cells.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { capacityChanges } from './capacity.sql.ts'
import type { Figures, ScenarioLine, ScenarioView } from './contract.ts'
import { figuresOf } from './figures.ts'
import { changeOf, overlay } from './overlay.ts'
import { resolveSupply } from './resolved.sql.ts'
import { editedCells, scenarioById, scenariosOf } from './scenarios.sql.ts'

/** The scenarios of a cycle, with what each changes. */
export async function readScenarios(db: Db, cycleId: string): Promise<{ currency: string; scenarios: ScenarioLine[] }> {
  const [{ state }, rows] = await Promise.all([loadCycle(db, cycleId), scenariosOf(db, cycleId)])
  const edits = Map.groupBy(
    await editedCells(
      db,
      rows.map(({ id }) => id),
    ),
    ({ scenarioId }) => scenarioId,
  )
  const plan = consensusOf(state)
  const scenarios = rows.map((row) => ({
    ...row,
    ...changeOf(overlay(plan, edits.get(row.id) ?? [], state.minorDigits)),
  }))
  return { currency: state.currency, scenarios }
}

/** One scenario, cell by cell. */
export async function readScenario(db: Db, id: string, { onlyEdited = false } = {}): Promise<ScenarioView> {
  const row = await scenarioById(db, id)
  const [{ state }, edits, nameOf, capacity] = await Promise.all([
    loadCycle(db, row.cycleId),
    editedCells(db, [id]),
    readNames(db),
    capacityChanges(db, [id]),
  ])
  const cells = overlay(consensusOf(state), edits, state.minorDigits)
  return {
    ...row,
    ...changeOf(cells),
    currency: state.currency,
    capacity: capacity.map(({ resource, month, share }) => ({ resource, month, share })),
    cells: cells
      .filter(({ edited }) => edited || !onlyEdited)
      .map(({ base, units, price, revenueMinor, edited }) => ({
        ...{ familyId: base.familyId, family: nameOf(base.familyId)!, month: base.month },
        ...{ units, price, revenueMinor, edited },
        ...{ baseUnits: base.units, baseRevenueMinor: base.revenueMinor },
      })),
  }
}

const mostCompared = 12

/** Scenarios side by side with the plan; the newest of the cycle where none are named. */
export async function compareScenarios(db: Db, cycleId: string, ids: readonly string[]): Promise<Figures> {
  const [{ state }, rows, nameOf] = await Promise.all([loadCycle(db, cycleId), scenariosOf(db, cycleId), readNames(db)])
  const chosen = ids.length === 0 ? rows.slice(-mostCompared) : rows.filter(({ id }) => ids.includes(id))
  const chosenIds = chosen.map(({ id }) => id)
  const [edits, capacity] = await Promise.all([editedCells(db, chosenIds), capacityChanges(db, chosenIds)])
  const plan = consensusOf(state)
  const columns = [{ id: null, name: 'Plan' }, ...chosen].map(({ id, name }) => {
    const own = edits.filter(({ scenarioId }) => scenarioId === id)
    return {
      ...{ id, name, cells: overlay(plan, own, state.minorDigits) },
      capacity: capacity.filter(({ scenarioId }) => scenarioId === id),
    }
  })
  const supply = await resolveSupply(db, columns, nameOf)
  return figuresOf(columns, { currency: state.currency, minorDigits: state.minorDigits, nameOf, supply })
}
