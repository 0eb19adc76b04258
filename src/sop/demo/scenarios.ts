import type { DemoTable } from '#platform/demo.ts'
import { consensusOf } from '../consensus/cells.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import { demoId } from './invent.ts'

/** What the demo company asks itself in the present cycle: the machine line stands still for two weeks, and its first risk comes true. */
export function demoScenarios(state: CycleState, today: string): DemoTable[] {
  const madeAt = `${today}T09:30:00.000Z`
  const scenario = (at: number, name: string, riskId: string | null) => ({
    ...{ id: demoId('scenario', state.month, at), cycle_id: demoId('cycle', state.month), name, risk_id: riskId },
    ...{ made_at: `${today}T09:3${at}:00.000Z`, made_by: null, merged_at: null, ended_at: null },
  })
  const month = monthAfter(state.firstMonth, 3)
  const still = scenario(0, 'The machine line stands still for two weeks', null)
  const risk = state.risks[0]
  const feared = risk && scenario(1, risk.says, risk.id)
  return [
    { table: 'sop.scenario', rows: [still, ...(feared ? [feared] : [])] },
    {
      table: 'sop.scenario_capacity',
      rows: [
        { scenario_id: still.id, resource: 'Machine line', month, share: 0.5, changed_at: madeAt, changed_by: null },
      ],
    },
    { table: 'sop.scenario_cell', rows: feared ? cellsOf(state, { risk, id: feared.id, at: madeAt }) : [] },
  ]
}

function cellsOf(
  state: CycleState,
  { risk, id, at }: { risk: CycleState['risks'][number]; id: string; at: string },
): DemoTable['rows'] {
  const plan = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell]))
  return Array.from({ length: monthsBetween(risk) + 1 }, (_, place) => monthAfter(risk.from, place)).flatMap(
    (month) => {
      const cell = plan.get(cellKey({ familyId: risk.familyId, month }))
      if (!cell || cell.units === null) return []
      return [
        {
          ...{
            scenario_id: id,
            family_id: risk.familyId,
            month,
            units: Math.max(0, cell.units + risk.units),
            price: null,
          },
          ...{ was_units: cell.units, was_price: cell.price, changed_at: at, changed_by: null },
        },
      ]
    },
  )
}
