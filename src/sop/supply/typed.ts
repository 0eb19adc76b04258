import type { BodyOf } from '../cycle/act.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import type { Gap, SupplyLine } from '../schema.ts'

type Given = { feasible?: boolean | undefined; violations: string[]; lines: SupplyLine[]; gaps?: Gap[] | undefined }

/** A plan that is stated by hand: gaps that nobody states follow from what it delivers late, and stay where nothing changed. */
export function typedSupply(state: CycleState, { feasible, violations, lines, gaps }: Given): BodyOf<'supply'> {
  const all = gaps ?? gapsOf(state, lines)
  return { origin: 'typed', feasible: feasible ?? all.length === 0, violations, lines, gaps: all }
}

function gapsOf({ supply, firstMonth, fenceMonths }: CycleState, lines: readonly SupplyLine[]): Gap[] {
  const fence = monthAfter(firstMonth, fenceMonths)
  const stood = new Map((supply?.lines ?? []).map((line) => [cellKey(line), line.backlog]))
  const kept = Map.groupBy(supply?.gaps ?? [], ({ familyId, month }) => cellKey({ familyId: familyId ?? '', month }))
  return lines.flatMap(({ familyId, month, backlog }): Gap[] => {
    const key = cellKey({ familyId, month })
    const own = kept.get(key) ?? []
    if (stood.get(key) === backlog) return own
    if (backlog <= 0) return []
    const requestId = own.find((gap) => gap.requestId !== null)?.requestId ?? null
    return [{ familyId, month, units: backlog, cause: 'delivered late', firm: month < fence, requestId }]
  })
}
