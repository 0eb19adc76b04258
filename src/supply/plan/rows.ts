import type { Part } from '../recipes/explosion.ts'
import { type Building, isMade, leadOf, round } from './building.ts'
import { comesOnlyBeside } from './choices.ts'
import { leadMonths, leadRow, periodOf } from './horizon.ts'
import type { PlanItem } from './inputs.ts'
import { offersOf, shareRows, sharesFit } from './offers.ts'
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

/** How an item is made, where it is. */
export function recipeRow(
  building: Building,
  { item, chosen, names }: { item: PlanItem; chosen: readonly PlanItem[]; names: ReadonlySet<string> },
) {
  const { inputs, costs, noted, places, choices } = building
  const parts = inputs.recipes.get(item.id) ?? []
  if (!isMade(inputs, item)) return []
  const codeOf = new Map(chosen.map(({ id, code }) => [id, code]))
  const steps = inputs.steps.filter(({ itemId }) => itemId === item.id)
  const nameOf = new Map(inputs.resources.map(({ id, name }) => [id, name]))
  const hours: Record<string, number> = {}
  for (const step of steps) {
    const name = step.resourceId && nameOf.get(step.resourceId)
    if (name && names.has(name) && step.hours > 0) hours[name] = round((hours[name] ?? 0) + step.hours)
  }
  if (steps.length === 0) noted.assume('no steps', item.id)
  if (parts.length === 0) noted.assume('no recipe', item.id)
  const scrapRate = Math.min(0.9, Math.max(0, item.scrapRate ?? 0))
  return [
    {
      id: `make ${item.code}`,
      item: item.code,
      ...places.madeAt(item.id),
      components: parts.flatMap((part) => {
        const own = partRow(building, part, codeOf)
        const or = (choices.alternates.get(item.id) ?? []).flatMap((each) =>
          each.insteadOf === part.componentId ? partRow(building, each, codeOf) : [],
        )
        return own.map((row) => ({ ...row, ...(or.length > 0 && { or }) }))
      }),
      ...byProductRows(building, item, codeOf),
      hours,
      cost: round(
        parts.length === 0
          ? costs.get(item.id)!
          : Math.max(
              0,
              steps.reduce((sum, step) => sum + Math.max(0, step.cost), 0),
            ),
      ),
      ...leadRow(item.leadDays ?? 0),
      ...(scrapRate > 0.0001 && { yield: round(1 - scrapRate) }),
      ...(inputs.policy.lots && lotOf(item.leastLot, item.lotMultiple)),
    },
  ]
}

/** A component with its scrap; none where the recipe states nothing of it, or all of it as scrap. */
function partRow({ noted }: Building, { componentId, quantity, scrap }: Part, codeOf: ReadonlyMap<string, string>) {
  const code = codeOf.get(componentId)
  if (quantity <= 0 || scrap >= 1) noted.problem('impossible recipe', componentId, false)
  return code && quantity > 0 && scrap < 1 ? [{ item: code, quantity: round(quantity / (1 - Math.max(0, scrap))) }] : []
}

/** What comes with an item; none where its row states nothing of it. */
function byProductRows({ inputs, noted }: Building, { id }: PlanItem, codeOf: ReadonlyMap<string, string>) {
  const byProducts = (inputs.byProducts.get(id) ?? []).flatMap(({ itemId, quantity }) => {
    const code = codeOf.get(itemId)
    if (quantity <= 0) noted.problem('impossible by-product', itemId, false)
    return code && quantity > 0 ? [{ item: code, quantity: round(quantity) }] : []
  })
  return byProducts.length > 0 ? { byProducts } : {}
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
    price: round(offer.price),
    ...leadRow(offer.leadDays),
    ...(inputs.policy.lots && lotOf(offer.leastOrder, item.lotMultiple)),
  }))
  return { purchases, shares: shareRows(item, named) }
}
