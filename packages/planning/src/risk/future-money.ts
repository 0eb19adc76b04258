import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'
import { holdingAt, openingCharge } from '../program/stock.ts'

/** The part of the cost that a future decides. */
export interface FutureMoney {
  /** What the plan costs whatever comes. */
  readonly begin: { readonly cost: number }
  /** Throws away what the plan throws away and what has grown too old, and answers its cost. */
  readonly thrownAway: (given: { stock: Float64Array; arrived: readonly Float64Array[]; period: number }) => number
  /** Stock, safety stock, backlog and lost sales at the end of a period. */
  readonly ofPeriod: (given: {
    stock: Float64Array
    backlog: Float64Array
    lost: Float64Array
    period: number
  }) => number
}

const dust = 1e-9

/** Costs of a future by the rules of the model, so that a future that comes as planned costs what the plan costs. */
export function futureMoney({ points, demand, periods }: Instance, plan: Plan): FutureMoney {
  const length = periods.length
  const { cost, holding, disposal, backlog, lostSales, safetyStock, endValue } = plan.money
  const opening = points.reduce((total, point) => total + openingCharge(point), 0)
  const charge = points.map((point) => Float64Array.from({ length }, (_, t) => holdingAt(point, t, length)))
  return {
    begin: { cost: cost - holding - disposal - backlog - lostSales - safetyStock + endValue + opening },
    thrownAway({ stock, arrived, period: t }) {
      let total = 0
      for (let p = 0; p < points.length; p++) {
        const { shelfLife, disposalCost = 0 } = points[p]!
        const line = plan.stock[p]!
        let gone = line.disposed ? Math.min(line.disposed[t]!, Math.max(0, stock[p]! - line.quantity[t]!)) : 0
        if (shelfLife !== undefined && t >= shelfLife) {
          let young = 0
          for (let u = t - shelfLife + 1; u <= t; u++) young += arrived[p]![u]!
          gone = Math.max(gone, stock[p]! - young)
        }
        if (gone <= dust) continue
        stock[p]! -= gone
        total += gone * disposalCost
      }
      return total
    },
    ofPeriod({ stock, backlog, lost, period: t }) {
      let total = 0
      for (let p = 0; p < points.length; p++) {
        const { safety, safetyCost } = points[p]!
        const there = Math.max(0, stock[p]!)
        total += there * charge[p]![t]!
        if (safety && safetyCost) total += safetyCost * Math.max(0, safety[t]! - there)
      }
      for (let d = 0; d < demand.length; d++)
        total += backlog[d]! * (demand[d]!.backlogCost?.[t] ?? 0) + lost[d]! * (demand[d]!.lostCost?.[t] ?? 0)
      return total
    },
  }
}
