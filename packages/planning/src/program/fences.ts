import type { PerPeriod } from '../model/plan-model.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Frozen periods stand as planned before, slushy ones may change by a share, and change may have a price. */
export function addFences(context: BuildContext): void {
  const { instance, draft, layout } = context
  const { fences, previous } = instance.model
  if (!fences || !previous) return
  const { frozen = 0, slushy = 0, slushyShare = 0.1, changeCost } = fences
  const sourceOf = new Map(instance.sources.map((each, s) => [each.kind === 'ship' ? '' : each.id, s]))
  for (const row of previous) {
    const s = sourceOf.get(row.source)!
    const before = instance.periods.map((_, t) => quantityOf(row.quantity, t))
    for (let t = 0; t < Math.min(frozen + slushy, before.length); t++) {
      const share = t < frozen ? 0 : slushyShare
      const fence = draft.row(codeOf('boundRow'), s, t, before[t]! * (1 - share), before[t]! * (1 + share))
      draft.entry(fence, layout.start[s]! + t, 1)
    }
    if (changeCost !== undefined) addChange(context, { source: s, before, cost: changeCost })
  }
}

/** started - up + down = quantity of the previous plan. */
function addChange({ draft, layout }: BuildContext, change: { source: number; before: number[]; cost: number }): void {
  const { source, before, cost } = change
  const rows = before.map((quantity, t) => draft.row(codeOf('changeRow'), source, t, quantity, quantity))
  const block = (kind: 'changeUp' | 'changeDown', sign: number) =>
    rows.forEach((row, t) => {
      const column = draft.column(codeOf(kind), source, t, cost, 0, infinity)
      if (t === 0) layout[kind][source] = column
      draft.entry(row, column, sign)
    })
  rows.forEach((row, t) => {
    draft.entry(row, layout.start[source]! + t, 1)
  })
  block('changeUp', -1)
  block('changeDown', 1)
}

function quantityOf(values: PerPeriod, t: number): number {
  return typeof values === 'number' ? values : (values[t] ?? 0)
}
