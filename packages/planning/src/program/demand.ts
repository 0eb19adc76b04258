import { wanted } from '../instance/demand.ts'
import type { Demand } from '../instance/instance-parts.ts'
import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'
import { leavesStock, leavesStockSurely } from './stock.ts'

const infinity = Number.POSITIVE_INFINITY

/**
 * Demand. What must be delivered in time stands on the right-hand side of the balance; what may only be lost takes
 * one column; backlog takes sold, backlog and, if allowed, lost: sold + lost = demand + backlog before - backlog.
 */
export function addDemand(context: BuildContext): void {
  const { instance, draft, layout } = context
  const length = instance.periods.length
  const margin = instance.model.objective === 'margin'
  instance.demand.forEach((demand, d) => {
    if (margin) draft.addOffset(-revenueOfAll(demand))
    const balance = layout.balanceRow[demand.point]!
    if (demand.lostCost) addLost(demand, d)
    if (demand.backlogCost) {
      addBacklog(demand, d)
      return
    }
    for (let t = 0; t < length; t++) {
      const quantity = wanted(demand, t)
      draft.addRhs(balance + t, quantity)
      leavesStockSurely(context, { point: demand.point, period: t, quantity })
      if (layout.lost[d]! < 0) continue
      draft.entry(balance + t, layout.lost[d]! + t, 1)
      leavesStock(context, { point: demand.point, period: t, column: layout.lost[d]! + t, quantity: -1 })
    }
  })

  function addLost(demand: Demand, d: number): void {
    for (let t = 0; t < length; t++) {
      const cost = demand.lostCost![t]! + (margin ? demand.price[t]! : 0)
      const column = draft.column(codeOf('lost'), d, t, cost, 0, wanted(demand, t))
      if (t === 0) layout.lost[d] = column
    }
  }

  function addBacklog(demand: Demand, d: number): void {
    for (let t = 0; t < length; t++) {
      const row = draft.row(codeOf('demandRow'), d, t, wanted(demand, t), wanted(demand, t))
      if (t === 0) layout.demandRow[d] = row
    }
    for (let t = 0; t < length; t++) {
      const column = draft.column(codeOf('sold'), d, t, 0, 0, infinity)
      if (t === 0) layout.sold[d] = column
      draft.entry(layout.demandRow[d]! + t, column, 1)
      draft.entry(layout.balanceRow[demand.point]! + t, column, -1)
      leavesStock(context, { point: demand.point, period: t, column, quantity: 1 })
      if (layout.lost[d]! >= 0) draft.entry(layout.demandRow[d]! + t, layout.lost[d]! + t, 1)
    }
    for (let t = 0; t < length; t++) {
      const unpaid = margin && t === length - 1 ? demand.price[t]! : 0
      const cost = demand.backlogCost![t]! + unpaid
      const column = draft.column(codeOf('backlog'), d, t, cost, 0, demand.maxBacklog[t]!)
      if (t === 0) layout.backlog[d] = column
      draft.entry(layout.demandRow[d]! + t, column, 1)
      if (t + 1 < length) draft.entry(layout.demandRow[d]! + t + 1, column, -1)
    }
  }
}

function revenueOfAll(demand: Demand): number {
  let total = 0
  for (let t = 0; t < demand.quantity.length; t++) total += wanted(demand, t) * demand.price[t]!
  return total
}
