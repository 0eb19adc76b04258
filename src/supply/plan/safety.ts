import { normalCdf } from '@drumbeat/forecasting'
import type { ExpectedItem } from '#demand/expected.sql.ts'
import { factorForLoss } from '../worked/safety-stock.ts'

/** Width of an 80 % interval of a normal distribution, in standard deviations. */
const width80 = 2 * 1.2815515655446004

/** The standard deviation of the error of each month's forecast, from its own 80 % interval. */
export function deviations(expected: ExpectedItem): number[] {
  return expected.hi80.map((high, t) => Math.max(0, high - expected.lo80[t]!) / width80)
}

export type ServiceLevel = {
  fillRate: number
  units: number
  money: number
  holdingPerYear: number
  cycleService: number
}

/**
 * Safety stock for a share of demand served from stock, over a lead time and one month of review: the factor at which the expected
 * shortage of a month is what that share allows. The deviation over the time at risk adds the months' variances, of a part of a month its part.
 */
export function safetyStockFor(given: { expected: ExpectedItem; leadMonths: number; fillRate: number }): {
  units: number
  factor: number
  deviation: number
} {
  const sigmas = deviations(given.expected)
  const risk = Math.max(1, Math.min(sigmas.length, given.leadMonths + 1))
  const over = (values: readonly number[]) =>
    values.reduce((sum, each, t) => sum + each * Math.max(0, Math.min(1, risk - t)), 0)
  const deviation = Math.sqrt(over(sigmas.map((each) => each * each)))
  const monthly = over(given.expected.mean) / risk
  if (deviation <= 0 || monthly <= 0) return { units: 0, factor: 0, deviation }
  const factor = Math.max(0, factorForLoss(((1 - given.fillRate) * monthly) / deviation))
  return { units: factor * deviation, factor, deviation }
}

/** The ladder of service: what each share of demand served from stock takes in units and money, and what the next point costs. */
export function serviceLadder(given: {
  expected: ExpectedItem
  leadMonths: number
  cost: number
  holdingRate: number
}): ServiceLevel[] {
  return [0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995].map((fillRate) => {
    const { units, factor } = safetyStockFor({ ...given, fillRate })
    const money = units * given.cost
    return {
      fillRate,
      units,
      money,
      holdingPerYear: money * given.holdingRate,
      cycleService: normalCdf(factor),
    }
  })
}
