import { daysInMonth } from '@drumbeat/periods'
import type { PlanHead } from '#supply/schema.ts'
import type { Wanted } from '#supply/wanted.ts'
import { consensusOf } from '../consensus/cells.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import { planNumberOf } from './capture.ts'
import { sameWanted, wantedOf } from './consensus-plan.ts'
import type { SupplyView } from './contract.ts'

type Asked = { head: Pick<PlanHead, 'number' | 'status'>; wanted: Wanted }

/** The supply plan of a cycle beside its demand; `last` is the plan last asked for its consensus. */
export function supplyView(state: CycleState, nameOf: NameOf, last: Asked | null): SupplyView {
  const { supply } = state
  const asked = last && {
    ...{ plan: last.head.number, status: last.head.status },
    isCurrent: sameWanted(last.wanted, wantedOf(state, last.wanted)),
  }
  if (!supply) return { captured: null, asked, feasible: null, violations: [], gaps: [], lines: [] }
  const demand = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell.units]))
  return {
    captured: {
      at: supply.at,
      by: nameOf(supply.personId ?? supply.by),
      origin: supply.origin,
      plan: planNumberOf(state),
    },
    asked,
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
