import { normalQuantile } from '@drumbeat/forecasting'
import { normalLoss } from './normal.ts'

export type SafetyStock = {
  /** Mean and standard deviation of the demand of one period. */
  meanDemand?: number | undefined
  demandDeviation: number
  /** Lead time in periods, and its deviation. */
  leadTime: number
  leadTimeDeviation?: number | undefined
  reviewPeriod?: number | undefined
  /** Chance of no stock-out in a replenishment cycle. */
  cycleService?: number | undefined
  /** Share of demand served from stock; needs the order quantity. */
  fillRate?: number | undefined
  orderQuantity?: number | undefined
}

/** Deviation over the time at risk = sqrt((lead + review) x deviation^2 + mean^2 x lead deviation^2); safety stock = z x that. */
export function safetyStock(given: SafetyStock) {
  const { demandDeviation, leadTime, meanDemand = 0, leadTimeDeviation = 0, reviewPeriod = 0 } = given
  const risk = leadTime + reviewPeriod
  const deviation = Math.sqrt(risk * demandDeviation ** 2 + meanDemand ** 2 * leadTimeDeviation ** 2)
  const z = factorOf(given, deviation)
  const stock = z === null ? null : z * deviation
  return {
    z,
    deviationOverLeadTime: deviation,
    safetyStock: stock,
    reorderPoint: stock === null ? null : meanDemand * risk + stock,
    expectedShortPerCycle: z === null ? null : deviation * normalLoss(z),
    fillRate: z === null || !given.orderQuantity ? null : 1 - (deviation * normalLoss(z)) / given.orderQuantity,
  }
}

function factorOf({ cycleService, fillRate, orderQuantity }: SafetyStock, deviation: number): number | null {
  if (cycleService !== undefined) return normalQuantile(cycleService)
  if (fillRate === undefined || !orderQuantity || deviation === 0) return null
  return factorForLoss(((1 - fillRate) * orderQuantity) / deviation)
}

/** The safety factor at which the expected shortage is this many deviations, by bisection. */
export function factorForLoss(loss: number): number {
  let [low, high] = [-8, 8]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (normalLoss(middle) > loss) low = middle
    else high = middle
  }
  return (low + high) / 2
}
