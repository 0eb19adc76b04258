import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

/** What some recipes make together, from one period to the next: made - made before - up + down = 0, at a price per unit. */
export function addRates({ instance, draft, layout }: BuildContext): void {
  instance.rates.forEach((rate, r) => {
    const block = (kind: 'rateUp' | 'rateDown', cost: Float64Array, most: Float64Array): void => {
      instance.periods.forEach((_, t) => {
        const free = t === 0 && rate.opening === undefined
        const column = draft.column(codeOf(kind), r, t, free ? 0 : cost[t]!, 0, free ? 0 : most[t]!)
        if (t === 0) layout[kind][r] = column
      })
    }
    block('rateUp', rate.increaseCost, rate.maxIncrease)
    block('rateDown', rate.decreaseCost, rate.maxDecrease)
    instance.periods.forEach((_, t) => {
      if (t === 0 && rate.opening === undefined) return
      const before = t === 0 ? rate.opening! : 0
      const row = draft.row(codeOf('rateRow'), r, t, before, before)
      for (const s of rate.sources) {
        draft.entry(row, layout.start[s]! + t, 1)
        if (t > 0) draft.entry(row, layout.start[s]! + t - 1, -1)
      }
      draft.entry(row, layout.rateUp[r]! + t, -1)
      draft.entry(row, layout.rateDown[r]! + t, 1)
    })
  })
}
