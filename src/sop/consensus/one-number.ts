import { type CycleState, cellKey, monthsOf } from '../cycle/state.ts'
import { consensusOf } from './cells.ts'

/** How far a family's consensus lies from what sales and finance say, and whether somebody said why. */
export type OneNumber = {
  familyId: string
  /** The larger of the two distances, as a share of the consensus; null where neither says anything. */
  furthest: number | null
  explained: boolean
}

/**
 * The consensus of each family over the horizon beside what sales and finance say for the same months. Explained is a family
 * with an override that has a reason, with an input of sales or finance that has a note, or with a risk written down.
 */
export function oneNumberOf(state: CycleState): OneNumber[] {
  const cells = consensusOf(state)
  return [...Map.groupBy(cells, ({ familyId }) => familyId)].map(([familyId, own]) => {
    const distances = (['sales', 'finance'] as const).flatMap((source) => {
      const both = own.filter((cell) => cell[source] !== null && cell.units !== null)
      const consensus = both.reduce((sum, { units }) => sum + units!, 0)
      const other = both.reduce((sum, cell) => sum + cell[source]!, 0)
      return consensus > 0 ? [Math.abs(consensus - other) / consensus] : []
    })
    return {
      familyId,
      furthest: distances.length === 0 ? null : Math.max(...distances),
      explained: own.some(({ overrideReason }) => overrideReason) || isNoted(state, familyId),
    }
  })
}

function isNoted(state: CycleState, familyId: string): boolean {
  const { inputs, risks } = state
  const keys = monthsOf(state).map((month) => cellKey({ familyId, month }))
  const noted = [inputs.sales, inputs.finance].some((by) => keys.some((key) => (by[key]?.note ?? '') !== ''))
  return noted || risks.some((risk) => risk.familyId === familyId && risk.ended === null)
}
