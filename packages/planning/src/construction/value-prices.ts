import type { Built } from '../program/layout.ts'
import { codeOf } from '../program/program.ts'
import type { UnitValues } from './unit-values.ts'

const [balance, demandRow, safetyRow] = (['balance', 'demandRow', 'safetyRow'] as const).map(codeOf)

/**
 * Prices of all rows that follow from the values of units, with capacity free of charge: they are dual feasible, so that they bound
 * what any plan must cost. w(d,t), the price of demand, is min(v, lost, backlog + w(d,t+1)); that of safety stock is min(its cost,
 * holding + v(p,t) - v(p,t+1)).
 */
export function valuePrices({ instance, program, layout }: Built, { unit }: UnitValues): Float64Array {
  const length = instance.periods.length
  const { cost, rows, rowTag } = program
  const wants = demandPrices()
  const prices = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const kind = rowTag.kind[i]!
    const k = rowTag.ref[i]! * length + rowTag.period[i]!
    if (kind === balance) prices[i] = unit[k]!
    else if (kind === demandRow) prices[i] = wants[k]!
    else if (kind === safetyRow) prices[i] = safetyPrice(rowTag.ref[i]!, rowTag.period[i]!)
  }
  return prices

  function safetyPrice(p: number, t: number): number {
    const next = t + 1 < length ? unit[p * length + t + 1]! : 0
    const keeping = cost[layout.stock[p]! + t]! + unit[p * length + t]! - next
    return Math.max(0, Math.min(cost[layout.shortfall[p]! + t]!, keeping))
  }

  function demandPrices(): Float64Array {
    const prices = new Float64Array(instance.demand.length * length)
    instance.demand.forEach((demand, d) => {
      if (layout.demandRow[d]! < 0) return
      let later = 0
      for (let t = length - 1; t >= 0; t--) {
        const late = demand.maxBacklog[t] === 0 ? Number.POSITIVE_INFINITY : cost[layout.backlog[d]! + t]! + later
        const lost = layout.lost[d]! < 0 ? Number.POSITIVE_INFINITY : cost[layout.lost[d]! + t]!
        later = Math.min(unit[demand.point * length + t]!, late, lost)
        prices[d * length + t] = later
      }
    })
    return prices
  }
}
