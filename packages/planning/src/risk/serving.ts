import type { Instance, StockPoint } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'

/** What a future does with the stock of a period. */
export interface Serving {
  /** Serves the demand that is open, by row; moves stock, backlog and `lost`; answers by row what was sold. */
  readonly serve: (given: {
    stock: Float64Array
    open: Float64Array
    backlog: Float64Array
    lost: Float64Array
    sold: Float64Array
    period: number
  }) => void
}

/**
 * How stock is given out when the future is not as planned, the better priority first: every row gets what the plan delivers to it;
 * what is wanted beyond the plan is served from stock that the plan does not need later, safety stock included; what the plan
 * itself leaves open, from stock beyond the plan's. The remainder is lost as far as the plan loses it, waits as far as
 * it may, and is lost beyond that.
 */
export function servingOf({ points, demand }: Instance, plan: Plan): Serving {
  const rows = points.map((_, p) =>
    demand
      .flatMap((each, d) => (each.point === p ? [d] : []))
      .sort((a, b) => demand[a]!.priority - demand[b]!.priority),
  )
  const length = plan.periods.length
  // By period and row, as futures go through them.
  const byPeriod = (pick: (line: Plan['demand'][number], t: number) => number) =>
    Float64Array.from({ length: length * demand.length }, (_, k) =>
      pick(plan.demand[k % demand.length]!, Math.floor(k / demand.length)),
    )
  const delivers = byPeriod((line, t) => line.sold[t]!)
  const loses = byPeriod((line, t) => line.lost[t]!)
  const leavesOpen = byPeriod((line, t) => line.lost[t]! + line.backlog[t]!)
  const needed = points.map((point, p) => (rows[p]!.length > 0 ? neededLater(point, plan.stock[p]!) : undefined))
  return {
    serve({ stock, open, backlog, lost, sold, period: t }) {
      const at = t * demand.length
      for (let p = 0; p < points.length; p++) {
        const mine = rows[p]!
        if (mine.length === 0) continue
        let unmet = 0
        for (const d of mine) {
          sold[d] = Math.min(open[d]!, delivers[at + d]!, Math.max(0, stock[p]!))
          stock[p]! -= sold[d]!
          unmet += open[d]! - sold[d]!
        }
        if (unmet > 0 && stock[p]! > 0) {
          for (const d of mine) more(p, d, open[d]! - sold[d]! - leavesOpen[at + d]!, needed[p]![t]!)
          for (const d of mine) more(p, d, open[d]! - sold[d]!, plan.stock[p]!.quantity[t]!)
        }
        for (const d of mine) {
          const left = open[d]! - sold[d]!
          const waiting = left > 0 && demand[d]!.backlogCost ? left - Math.min(left, loses[at + d]!) : 0
          backlog[d] = waiting > 0 ? Math.min(waiting, demand[d]!.maxBacklog[t]!) : 0
          lost[d] = left - backlog[d]!
        }
      }

      function more(p: number, d: number, wanted: number, kept: number): void {
        const units = Math.min(wanted, stock[p]! - kept)
        if (units <= 0) return
        sold[d]! += units
        stock[p]! -= units
      }
    },
  }
}

/** Of the planned stock at the end of each period, what later periods take before more arrives, or what must be there. */
function neededLater({ min, endValue }: StockPoint, { quantity, disposed }: Plan['stock'][number]): Float64Array {
  const needed = Float64Array.from(quantity)
  for (let t = quantity.length - 1; t >= 0; t--) {
    const last = t === quantity.length - 1
    const later = last
      ? endValue > 0
        ? quantity[t]!
        : 0
      : needed[t + 1]! + quantity[t]! - quantity[t + 1]! - (disposed?.[t + 1] ?? 0)
    needed[t] = Math.min(quantity[t]!, Math.max(0, min[t]!, later))
  }
  return needed
}
