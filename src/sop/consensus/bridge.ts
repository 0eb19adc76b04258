import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import { type Cell, consensusOf } from './cells.ts'
import type { BridgeView } from './contract.ts'

type Side = { units: number | null; minor: number | null }

/** What leads from an earlier figure to the plan: of each family volume at the old price, and the rest as price. */
export function bridgeOf(
  state: CycleState,
  against: BridgeView['against'],
): Omit<BridgeView, 'currency' | 'changes'> & {
  changes: { familyId: string; volumeMinor: number; priceMinor: number }[]
} {
  const byFamily = new Map<string, { familyId: string; volumeMinor: number; priceMinor: number }>()
  const sum = { openingMinor: 0, closingMinor: 0, openingUnits: 0, closingUnits: 0, leftOut: 0 }
  for (const cell of consensusOf(state)) {
    const before = sideOf(state, cell, against)
    if (before.minor === null || cell.revenueMinor === null || cell.units === null) {
      sum.leftOut += 1
      continue
    }
    sum.openingMinor += before.minor
    sum.closingMinor += cell.revenueMinor
    sum.openingUnits += before.units ?? 0
    sum.closingUnits += cell.units
    const volume = before.units ? Math.round((cell.units - before.units) * (before.minor / before.units)) : 0
    const line = byFamily.get(cell.familyId) ?? { familyId: cell.familyId, volumeMinor: 0, priceMinor: 0 }
    line.volumeMinor += volume
    line.priceMinor += cell.revenueMinor - before.minor - volume
    byFamily.set(cell.familyId, line)
  }
  return { against, ...sum, changes: [...byFamily.values()] }
}

function sideOf({ facts }: CycleState, cell: Cell, against: BridgeView['against']): Side {
  const fact = facts!.cells[cellKey(cell)]!
  if (against === 'last cycle') return { units: fact.previous, minor: fact.previousMinor }
  if (against === 'budget') return { units: fact.budgetUnits, minor: fact.budgetMinor }
  const year = facts!.actuals[cellKey({ familyId: cell.familyId, month: monthAfter(cell.month, -12) })]
  return { units: year?.units ?? null, minor: year?.amountMinor ?? null }
}
