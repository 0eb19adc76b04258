import type { Built } from '../../program/layout.ts'

/**
 * Prices of rows made such that no late or lost unit is worth more than it costs: w(d,t) = min(price, lost, backlog + w(d,t+1)). With
 * them the bound of a program in which such columns were left out is finite.
 */
export function boundingPrices({ instance, program, layout }: Built, prices: Float64Array): Float64Array {
  const length = instance.periods.length
  const { cost } = program
  const bounded = prices.slice()
  instance.demand.forEach((demand, d) => {
    const row = layout.demandRow[d]!
    if (row < 0) return
    let later = 0
    for (let t = length - 1; t >= 0; t--) {
      const late = demand.maxBacklog[t] === 0 ? Number.POSITIVE_INFINITY : cost[layout.backlog[d]! + t]! + later
      const lost = layout.lost[d]! < 0 ? Number.POSITIVE_INFINITY : cost[layout.lost[d]! + t]!
      later = Math.min(bounded[row + t]!, late, lost)
      bounded[row + t] = later
    }
  })
  return bounded
}
