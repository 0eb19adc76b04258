import type { Cell } from '../consensus/cells.ts'
import { revenueOf } from '../consensus/money.ts'
import { cellKey } from '../cycle/state.ts'
import type { EditedCell } from './scenarios.sql.ts'

/** A cell of a scenario beside that of the plan. */
export type Overlaid = {
  base: Cell
  units: number | null
  price: string | null
  revenueMinor: number | null
  edited: boolean
}

/** The plan with the cells of a scenario laid over it. */
export function overlay(plan: readonly Cell[], edits: readonly EditedCell[], minorDigits: number): Overlaid[] {
  const byKey = new Map(edits.map((edit) => [cellKey(edit), edit]))
  return plan.map((base) => {
    const edit = byKey.get(cellKey(base))
    if (!edit) return { base, units: base.units, price: base.price, revenueMinor: base.revenueMinor, edited: false }
    const units = edit.units ?? base.units
    const price = edit.price ?? base.price
    return { base, units, price, revenueMinor: revenueOf({ units, price, minorDigits }), edited: true }
  })
}

/** What a scenario changes in all. */
export function changeOf(cells: readonly Overlaid[]): {
  edits: number
  unitsChange: number
  revenueChangeMinor: number
} {
  const edited = cells.filter((cell) => cell.edited)
  return {
    edits: edited.length,
    unitsChange: edited.reduce((sum, { units, base }) => sum + (units ?? 0) - (base.units ?? 0), 0),
    revenueChangeMinor: edited.reduce(
      (sum, { revenueMinor, base }) => sum + (revenueMinor ?? 0) - (base.revenueMinor ?? 0),
      0,
    ),
  }
}

/** The edits whose cell the plan changed after they were made. */
export function conflictsOf(plan: readonly Cell[], edits: readonly EditedCell[]): { edit: EditedCell; now: Cell }[] {
  const byKey = new Map(plan.map((cell) => [cellKey(cell), cell]))
  return edits.flatMap((edit) => {
    const now = byKey.get(cellKey(edit))
    const same = now && now.units === edit.wasUnits && sameNumber(now.price, edit.wasPrice)
    return now && !same ? [{ edit, now }] : []
  })
}

function sameNumber(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && Number(a) === Number(b))
}
