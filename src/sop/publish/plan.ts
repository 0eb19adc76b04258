import { consensusOf } from '../consensus/cells.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, cellKey } from '../cycle/state.ts'

/** The plan of a cycle line by line: demand with its money, and what supply makes and holds for it. */
export function planLines(state: CycleState, nameOf: NameOf) {
  const supply = new Map((state.supply?.lines ?? []).map((line) => [cellKey(line), line]))
  return consensusOf(state).map(({ familyId, month, units, price, revenueMinor }) => {
    const made = supply.get(cellKey({ familyId, month }))
    return {
      ...{ familyId, family: nameOf(familyId)!, month, units, price, revenueMinor },
      production: made?.production ?? null,
      stock: made?.stock ?? null,
    }
  })
}
