import { daysInMonth } from '@drumbeat/periods'
import { consensusOf } from '../consensus/cells.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import { planNumberOf } from './capture.ts'
import type { SupplyView } from './contract.ts'

/** The supply plan of a cycle beside its demand. */
export function supplyView(state: CycleState, nameOf: NameOf): SupplyView {
  const { supply } = state
  if (!supply) return { captured: null, feasible: null, violations: [], gaps: [], lines: [] }
  const demand = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell.units]))
  return {
    captured: {
      at: supply.at,
      by: nameOf(supply.personId ?? supply.by),
      origin: supply.origin,
      plan: planNumberOf(state),
    },
    feasible: supply.feasible,
    violations: supply.violations,
    gaps: supply.gaps.map((gap, place) => ({ ...gap, place, family: nameOf(gap.familyId) })),
    lines: supply.lines.map((line) => {
      const next = monthAfter(line.month, 1)
      return {
        ...line,
        family: nameOf(line.familyId)!,
        demand: demand.get(cellKey(line)) ?? null,
        daysOnHand: daysOf(line.stock, { month: next, demand: demand.get(cellKey({ ...line, month: next })) }),
      }
    }),
  }
}

function daysOf(stock: number, next: { month: string; demand: number | null | undefined }): number | null {
  if (!next.demand) return null
  const days = daysInMonth({ year: Number(next.month.slice(0, 4)), month: Number(next.month.slice(5, 7)) })
  return Math.round((stock / next.demand) * days * 10) / 10
}
