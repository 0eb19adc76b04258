import { type Building, isMade, leadOf, round } from './building.ts'
import { comesOnlyBeside } from './choices.ts'
import { leadMonths, periodOf } from './horizon.ts'
import type { PlanItem } from './inputs.ts'
import { leadsOf, offersOf, pricesOf, shareRows, sharesFit } from './offers.ts'
import { safetyStockFor } from './safety.ts'
import type { Site } from './sites.ts'
import { lotOf, targetStock } from './stock-rules.ts'

/** Stock of an item at each site that holds it: the safety stock falls on the sites as demand does. */
export function stockRows(building: Building, item: PlanItem) {
  const { inputs, costs, periods, noted, demandOf, places } = building
  const cost = costs.get(item.id)!
  const expected = inputs.expected.find(({ itemId }) => itemId === item.id)
  const fillRate = item.serviceTarget ?? inputs.policy.serviceTarget
  const computed = expected
    ? safetyStockFor({ expected, leadMonths: leadMonths(leadOf(inputs, item).days), fillRate }).units
    : 0
  if (item.safetyStock === null && computed > 0) noted.assume('safety stock', item.id)
  const safety = targetStock(item, {
    floor: round(item.safetyStock ?? computed),
    demand: demandOf.get(item.id),
    periods,
  })
  const [even, most] = [safety.every((units) => units === safety[0]), Math.max(...safety)]
  const safetyAt = (share: number) => (even ? round(safety[0]! * share) : safety.map((units) => round(units * share)))
  const disposalCost = disposalCostOf(building, item)
  return places.held(item.id).map(({ site, stock, share }) => ({
    item: item.code,
    ...(site && { site }),
    opening: round(stock),
    holdingCost: periods.map(({ days }) => round((cost * inputs.policy.holdingRate * days) / 365)),
    ...(most * share > 0 && {
      safetyStock: safetyAt(share),
      safetyStockCost: round(Math.max(0.01, cost * 0.05)),
    }),
    ...(item.shelfLifeDays !== null && {
      shelfLife: Math.max(0, Math.floor(item.shelfLifeDays / 30.4)),
    }),
    ...(disposalCost !== null && { disposalCost }),
  }))
}

/** What throwing a unit away costs: of what spoils nothing, of what comes with other items what its dearest row says; null where nothing is thrown away. */
function disposalCostOf({ inputs, choices }: Building, { id, shelfLifeDays }: PlanItem): number | null {
  const costs = (choices.comesWith.get(id) ?? []).flatMap((maker) =>
    (inputs.byProducts.get(maker) ?? []).flatMap(({ itemId, disposalCost }) => (itemId === id ? [disposalCost] : [])),
  )
  if (costs.length > 0) return round(Math.max(...costs))
  return shelfLifeDays === null ? null : 0
}

/** Orders under way: work orders come where the item is made, purchases to the first site that asks for it. */
export function arrivalRows({ inputs, periods, noted, places }: Building, chosen: readonly PlanItem[]) {
  const codeOf = new Map(chosen.map(({ id, code }) => [id, code]))
  const arrivals = new Map<string, Site & { item: string; quantity: number[] }>()
  for (const { kind, itemId, dueOn, quantity } of inputs.receipts) {
    const code = codeOf.get(itemId)
    if (!code) continue
    const at = dueOn === null ? 0 : periodOf(periods, dueOn)
    if (at === null) {
      noted.problem('beyond horizon', itemId, false)
      continue
    }
    if (dueOn !== null && dueOn < inputs.today) noted.problem('late receipt', itemId, false)
    const to = (kind === 'purchase' ? places.boughtAt(itemId)[0] : undefined) ?? places.madeAt(itemId)
    const key = `${code}/${to.site ?? ''}`
    const row = arrivals.get(key) ?? { item: code, ...to, quantity: periods.map(() => 0) }
    row.quantity[at]! += quantity
    arrivals.set(key, row)
  }
  return [...arrivals.values()].map((row) => ({ ...row, quantity: row.quantity.map(round) }))
}

/** Demand of an item at each site on which some of it falls. */
export function demandRows({ inputs, costs, demandOf, noted, places }: Building, item: PlanItem) {
  const quantity = demandOf.get(item.id)
  if (!quantity || quantity.every((units) => units <= 0)) return []
  const stated = item.price !== null && item.price > 0 ? item.price : null
  if (stated === null) noted.problem('no price', item.id, false)
  const price = stated ?? costs.get(item.id)! / Math.max(0.01, inputs.policy.costShare)
  const { lateShare, lostMarginShare } = inputs.policy
  const money = {
    price: round(price),
    backlogCost: round(price * lateShare),
    lostSaleCost: round(price * lostMarginShare),
  }
  return places
    .held(item.id)
    .filter(({ share }) => share > 0)
    .map(({ site, share }) => ({
      item: item.code,
      ...(site && { site }),
      quantity: quantity.map((units) => round(units * share)),
      ...money,
    }))
}

/** How an item is bought, at each site that sells or uses it: from whom, and what part each supplier is to have. */
export function purchaseRows(building: Building, item: PlanItem) {
  const { inputs, noted, periods, places, choices } = building
  if (isMade(inputs, item) || comesOnlyBeside(inputs, choices, item)) return { purchases: [], shares: [] }
  const stated = inputs.bought.filter(({ itemId }) => itemId === item.id)
  if (stated.length === 0) noted.problem('no source', item.id, false)
  if (!leadOf(inputs, item).isStated) noted.problem('no lead time', item.id, false)
  if (!sharesFit(stated)) noted.problem('impossible shares', item.id, false)
  const offers = offersOf(building, item)
  const length = periods.reduce((sum, { days }) => sum + days, 0)
  if (offers.every(({ leadDays }) => leadDays >= length)) noted.problem('beyond horizon', item.id, false)
  const sites = places.boughtAt(item.id)
  const named = sites.flatMap(({ site }) =>
    offers.map((offer) => {
      const from = offers.length > 1 ? ` from ${offer.supplier}` : ''
      return { id: `buy ${item.code}${from}${sites.length > 1 ? ` for ${site}` : ''}`, ...(site && { site }), offer }
    }),
  )
  const purchases = named.map(({ id, site, offer }) => ({
    ...{ id, item: item.code },
    ...(site && { site }),
    ...(offer.supplier && { supplier: offer.supplier }),
    ...pricesOf(offer),
    ...leadsOf(offer),
    ...(inputs.policy.lots && lotOf(offer.leastOrder, item.lotMultiple)),
  }))
  return { purchases, shares: shareRows(item, named) }
}
