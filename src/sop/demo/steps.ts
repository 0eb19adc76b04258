import { consensusOf } from '../consensus/cells.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import type { Cast } from './cast.ts'
import type { History } from './history.ts'
import { demoId, swing } from './invent.ts'

export type Scene = {
  history: History
  cast: Cast
  actuals: ReadonlyMap<string, number>
  families: Record<string, string>
}

/** Step 1: exceptions get their owners. */
export function playData({ history, cast }: Scene): void {
  for (const { id } of history.state().facts!.exceptions) {
    history.act('exception-owned', cast.coordinator, { exceptionId: id, personId: cast.demand })
  }
}

/** Step 2: sales and customers say what they expect, the planner overrides one cell, every family is signed. */
export function playDemand(scene: Scene, { signed = true } = {}): void {
  const { history, cast } = scene
  const state = history.state()
  const near = (count: number) => consensusOf(state).filter(({ month }) => month < monthAfter(state.firstMonth, count))
  history.act('input', cast.sales, {
    source: 'sales',
    note: 'From the calls of the four regions',
    cells: near(6).map(({ familyId, month, statistical }) => ({
      ...{ familyId, month, accountId: null, share: null },
      units: Math.round((statistical ?? 0) * (1.07 + 0.08 * swing('sales', state.month, familyId, month))),
    })),
  })
  history.act('input', cast.demand, {
    source: 'customer',
    note: 'Open orders and the schedules of the three largest distributors',
    cells: near(4).map(({ familyId, month, statistical }) => ({
      ...{ familyId, month, accountId: null, share: 1 },
      units: customerSays(scene, state, { familyId, month, statistical: statistical ?? 0 }),
    })),
  })
  believe(scene, state)
  const cold = scene.families['Cold drinks']
  const lifted = consensusOf(history.state()).find(
    (cell) => cell.familyId === cold && cell.month === monthAfter(state.firstMonth, 2),
  )
  if (lifted?.weighted) {
    history.act('override', cast.demand, {
      reason: 'The trade fair of last year will not come back',
      assumptionId: demoId('assumption', state.month, 0),
      cells: [{ familyId: cold!, month: lifted.month, units: Math.round(lifted.weighted * 0.92), price: undefined }],
    })
  }
  if (!signed) return
  for (const familyId of state.facts!.families) history.act('family-signed', cast.sales, { familyId })
}

/** Customers know what is coming to within a few per cent, where it has come by now. */
function customerSays(
  { actuals }: Scene,
  { month: cycle }: CycleState,
  cell: { familyId: string; month: string; statistical: number },
): number {
  const truth = actuals.get(cellKey(cell)) ?? cell.statistical
  return Math.round(truth * (1 + 0.07 * swing('customer', cycle, cell.familyId, cell.month)))
}

function believe({ history, cast, families }: Scene, state: CycleState): void {
  const last = monthAfter(state.firstMonth, 2)
  const machines = families['Espresso machines']!
  const expected = consensusOf(state)
    .filter(({ familyId, month }) => familyId === machines && month <= last)
    .reduce((sum, { statistical }) => sum + (statistical ?? 0), 0)
  history.act('assumption', cast.demand, {
    id: demoId('assumption', state.month, 0),
    says: 'No trade fair lifts cold drinks this year',
    ownerId: cast.sales,
    expiresOn: monthAfter(state.firstMonth, 4),
    test: null,
  })
  history.act('assumption', cast.demand, {
    id: demoId('assumption', state.month, 1),
    says: 'Espresso machines sell at least what the forecast says in the next three months',
    ownerId: cast.sales,
    expiresOn: monthAfter(state.firstMonth, 3),
    test: {
      ...{ familyId: machines, from: state.firstMonth, to: last },
      ...{ measure: 'units' as const, comparison: 'at least' as const, value: Math.round(expected * 0.97) },
    },
  })
  history.act('risk', cast.sales, {
    id: demoId('risk', state.month, 0),
    kind: 'risk',
    says: 'A distributor in DACH may take on a rival line of grinders',
    familyId: families.Grinders!,
    from: monthAfter(state.firstMonth, 2),
    to: monthAfter(state.firstMonth, 7),
    units: -25,
    chance: 0.3,
    ownerId: cast.sales,
  })
  history.act('risk', cast.sales, {
    id: demoId('risk', state.month, 1),
    kind: 'opportunity',
    says: 'A hotel chain in the Nordics tests the new water filters',
    familyId: families['Water and care']!,
    from: monthAfter(state.firstMonth, 3),
    to: monthAfter(state.firstMonth, 9),
    units: 400,
    chance: 0.4,
    ownerId: cast.sales,
  })
}
