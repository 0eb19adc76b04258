import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, monthsOf, openStep } from '../cycle/state.ts'
import { type Cell, consensusOf } from './cells.ts'
import type { ConsensusView } from './contract.ts'

type Asked = { familyId?: string | undefined; from?: string | undefined; to?: string | undefined }

/** The consensus of a cycle as it is shown, with the sums per family and month. */
export function consensusView(state: CycleState, nameOf: NameOf, asked: Asked = {}): ConsensusView {
  const cells = consensusOf(state).filter(
    ({ familyId, month }) =>
      (!asked.familyId || familyId === asked.familyId) &&
      (!asked.from || month >= asked.from) &&
      (!asked.to || month <= asked.to),
  )
  const months = monthsOf(state).filter(
    (month) => (!asked.from || month >= asked.from) && (!asked.to || month <= asked.to),
  )
  const families = [...Map.groupBy(cells, ({ familyId }) => familyId)]
  return {
    currency: state.currency,
    months,
    canEdit: state.locked === null && (openStep(state)?.number ?? 7) <= 2,
    families: families.map(([familyId, own]) => {
      const signed = state.familySignatures[familyId]
      return {
        familyId,
        name: nameOf(familyId)!,
        ...sums(own),
        signedBy: signed ? nameOf(signed.personId ?? signed.by) : null,
        without: own.filter(({ revenueMinor }) => revenueMinor === null).length,
      }
    }),
    cells: cells.map((cell) => ({ ...cell, family: nameOf(cell.familyId)! })),
    valueAdded: state.facts?.valueAdded ?? [],
    totals: months.map((month) => {
      const own = cells.filter((cell) => cell.month === month)
      return { month, ...sums(own), ...spread(own) }
    }),
  }
}

function sums(cells: readonly Cell[]) {
  return {
    units: cells.reduce((sum, { units }) => sum + (units ?? 0), 0),
    revenueMinor: cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0),
    budgetMinor: cells.every(({ budgetMinor }) => budgetMinor === null)
      ? null
      : cells.reduce((sum, { budgetMinor }) => sum + (budgetMinor ?? 0), 0),
  }
}

/** The 80 % range of a sum of families that err independently of each other. */
function spread(cells: readonly Cell[]): { lo80: number | null; hi80: number | null } {
  if (cells.length === 0 || cells.some(({ lo80, hi80, units }) => lo80 === null || hi80 === null || units === null)) {
    return { lo80: null, hi80: null }
  }
  const middle = cells.reduce((sum, { units }) => sum + units!, 0)
  const half = Math.sqrt(cells.reduce((sum, { lo80, hi80 }) => sum + ((hi80! - lo80!) / 2) ** 2, 0))
  return { lo80: Math.max(0, Math.round(middle - half)), hi80: Math.round(middle + half) }
}
