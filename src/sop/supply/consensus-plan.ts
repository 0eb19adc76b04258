import type { Wanted, WantedCell } from '#supply/wanted.ts'
import { consensusOf } from '../consensus/cells.ts'
import type { CycleState } from '../cycle/state.ts'

/** The consensus of a cycle as a demand that supply is to plan for; months without a figure are left to what demand expects. */
export function wantedOf(state: CycleState, { ref, says }: { ref: string; says: string }): Wanted {
  const cells = consensusOf(state).flatMap(({ familyId, month, units }): WantedCell[] =>
    units === null ? [] : [{ familyId, startsOn: month, units }],
  )
  return { ref, says, cells }
}

/** Whether two demands are the same, cell by cell. */
export function sameWanted(a: Wanted, b: Wanted): boolean {
  const of = ({ cells }: Wanted) =>
    JSON.stringify(cells.map(({ familyId, startsOn, units }) => [familyId, startsOn, units]).sort())
  return of(a) === of(b)
}
