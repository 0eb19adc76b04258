import type { Built } from '../../program/layout.ts'
import { windowCapacities } from './capacity-windows.ts'
import { type Cut, rowDraft } from './cut.ts'
import { lotItems } from './lot-items.ts'
import { lotPoint } from './lot-point.ts'
import { setupCuts } from './setup-cuts.ts'
import { windowCuts } from './window-cuts.ts'

/** Finds rows that a point of the relaxation breaks and every plan obeys; those broken most come first. */
export type Separation = (point: Float64Array) => Cut[]

const fewWindowCuts = 40

/** The separation for the lots of an instance; undefined where nothing is made in lots for a known need. */
export function separationOf(built: Built): Separation | undefined {
  const items = lotItems(built)
  if (items.length === 0) return undefined
  const capacities = windowCapacities(built, items)
  const draft = rowDraft(built.program.columns)
  const { columns } = built.program
  const base = { value: new Float64Array(columns), split: new Int32Array(columns), columns: [] }
  return (point) => {
    const at = items.map((item) => lotPoint(item, point))
    const cuts = items.flatMap((item, i) => setupCuts({ item, at: at[i]!, point, draft }))
    if (cuts.length > items.length) return cuts
    const wide = capacities.flatMap((capacity) => windowCuts({ items, at, point, draft, base }, capacity))
    return [...cuts, ...wide.sort((p, q) => q.violation - p.violation).slice(0, fewWindowCuts)]
  }
}
