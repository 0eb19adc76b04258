import type { DemandRow, PlanModel } from '../model/plan-model.ts'

/** Demand and price after the promotions of the model: own growth in the promoted period, later demand moved into it. */
export function promotedDemand(input: {
  model: PlanModel
  row: DemandRow
  periods: readonly string[]
  quantity: Float64Array
  price: Float64Array
}): { quantity: Float64Array; price: Float64Array } {
  const { model, row, periods } = input
  const meant = (model.promotions ?? []).filter(
    (each) =>
      each.item === row.item &&
      (each.class === undefined || each.class === (row.class ?? 'all')) &&
      (each.site === undefined || each.site === row.site),
  )
  if (meant.length === 0) return input
  const base = input.quantity
  const quantity = Float64Array.from(base)
  const price = Float64Array.from(input.price)
  for (const each of meant) {
    const t = typeof each.period === 'number' ? each.period - 1 : periods.indexOf(each.period)
    quantity[t] = quantity[t]! + base[t]! * (each.uplift ?? 0)
    if (each.price !== undefined) price[t] = each.price
    const { share, periods: ahead } = each.pullForward ?? { share: 0, periods: 0 }
    for (let later = t + 1; later <= Math.min(t + ahead, periods.length - 1); later++) {
      const moved = base[later]! * share
      quantity[later] = quantity[later]! - moved
      quantity[t] = quantity[t]! + moved
    }
  }
  return { quantity, price }
}
