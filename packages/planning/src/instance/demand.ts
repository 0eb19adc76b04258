import type { PlanModel } from '../model/plan-model.ts'
import type { Demand } from './instance-parts.ts'
import type { Points } from './points.ts'
import { promotedDemand } from './promotions.ts'
import type { Series } from './series.ts'

const infinity = Number.POSITIVE_INFINITY

/** Resolves demand row by row, promotions included. */
export function demandOf(given: {
  model: PlanModel
  series: Series
  points: Points
  periods: readonly string[]
}): Demand[] {
  const { model, series, points, periods } = given
  return (model.demand ?? []).map((row, i): Demand => {
    const own = { quantity: series(row.quantity, 0), price: series(row.price, 0) }
    const { quantity, price } = promotedDemand({ model, row, periods, ...own })
    const late = row.backlog ?? row.backlogCost !== undefined
    const lost = row.lost ?? row.lostSaleCost !== undefined
    const maxBacklog = Float64Array.from(series(row.maxBacklog, infinity))
    const last = periods.length - 1
    if (typeof row.endBacklog === 'number') maxBacklog[last] = Math.min(maxBacklog[last]!, row.endBacklog)
    return {
      point: points.numberOf(row.item, row.site),
      class: row.class ?? 'all',
      path: `demand[${i}]`,
      quantity,
      price,
      priority: row.priority ?? infinity,
      backlogCost: late ? series(row.backlogCost, 0) : undefined,
      maxBacklog,
      openingBacklog: row.openingBacklog ?? 0,
      lostCost: lost ? series(row.lostSaleCost, 0) : undefined,
    }
  })
}

/** Units wanted of a row in a period; the opening backlog is wanted in the first. */
export function wanted(demand: Demand, t: number): number {
  return demand.quantity[t]! + (t === 0 ? demand.openingBacklog : 0)
}
