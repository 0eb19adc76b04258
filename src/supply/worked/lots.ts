export type EconomicLot = {
  annualDemand: number
  orderCost: number
  holdingCost: number
  productionRate?: number | undefined
  demandRate?: number | undefined
}

/** Economic order quantity = sqrt(2 x demand x order cost / holding cost), of a lot made at a rate divided by 1 - demand / production rate. */
export function economicLot({ annualDemand, orderCost, holdingCost, productionRate, demandRate }: EconomicLot) {
  const busy = productionRate ? 1 - (demandRate ?? annualDemand) / productionRate : 1
  if (busy <= 0) return { quantity: null, ordersPerYear: null, holding: null, ordering: null, total: null }
  const quantity = Math.sqrt((2 * annualDemand * orderCost) / (holdingCost * busy))
  const holding = (quantity / 2) * busy * holdingCost
  const ordering = (annualDemand / quantity) * orderCost
  return { quantity, ordersPerYear: annualDemand / quantity, holding, ordering, total: holding + ordering }
}

export type Netting = {
  gross: readonly number[]
  onHand?: number | undefined
  receipts?: readonly number[] | undefined
  safetyStock?: number | undefined
  leadTime?: number | undefined
  lot?: { kind: 'lot for lot' } | { kind: 'fixed'; quantity: number } | { kind: 'periods'; periods: number } | undefined
  yield?: number | undefined
}

/** Requirements planning of one item: projected stock, net needs, planned receipts, and releases a lead time before. */
export function netRequirements(given: Netting) {
  const {
    gross,
    onHand = 0,
    receipts = [],
    safetyStock = 0,
    leadTime = 0,
    lot = { kind: 'lot for lot' },
    yield: good = 1,
  } = given
  let stock = onHand
  const planned = gross.map(() => 0)
  const net = gross.map(() => 0)
  const projected = gross.map((need, t) => {
    const before = stock + (receipts[t] ?? 0) - need
    net[t] = Math.max(0, safetyStock - before)
    if (net[t]! > 0) planned[t] = lotOf(lot, { need: net[t]!, gross, receipts, from: t })
    stock = before + planned[t]!
    return stock
  })
  const releases = gross.map((_, t) => (planned[t + leadTime] ?? 0) / good)
  const pastDue = planned.slice(0, leadTime).reduce((sum, each) => sum + each, 0) / good
  return {
    rows: gross.map((need, t) => ({
      period: t + 1,
      gross: need,
      receipts: receipts[t] ?? 0,
      projected: projected[t]!,
      net: net[t]!,
      plannedReceipt: planned[t]!,
      plannedRelease: releases[t]!,
    })),
    pastDue,
  }
}

function lotOf(
  lot: NonNullable<Netting['lot']>,
  {
    need,
    gross,
    receipts,
    from,
  }: { need: number; gross: readonly number[]; receipts: readonly number[]; from: number },
): number {
  if (lot.kind === 'fixed') return Math.ceil(need / lot.quantity - 1e-9) * lot.quantity
  if (lot.kind === 'lot for lot') return need
  const later = gross
    .slice(from + 1, from + lot.periods)
    .reduce((sum, units, i) => sum + Math.max(0, units - (receipts[from + 1 + i] ?? 0)), 0)
  return need + later
}
