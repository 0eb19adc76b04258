import type { PlanModel } from '@drumbeat/planning'
import { explode } from '../recipes/explosion.ts'
import type { PlanAssumption, PlanProblem } from '../schema.ts'
import { capacityOf } from './capacity.ts'
import { horizonOf, leadPeriods, type PlanPeriod, periodOf } from './horizon.ts'
import type { Inputs, PlanItem } from './inputs.ts'
import { Noted } from './noted.ts'
import { safetyStockFor } from './safety.ts'
import { lotOf, targetStock } from './stock-rules.ts'

/** A model with the words for what it took for granted and what it had to leave out. */
export type BuiltModel = {
  model: PlanModel
  periods: PlanPeriod[]
  problems: PlanProblem[]
  assumptions: PlanAssumption[]
  /** Ids by the names that the model uses. */
  itemIds: Map<string, string>
  resourceIds: Map<string, string>
}

/** What building passes around. */
type Building = {
  inputs: Inputs
  periods: PlanPeriod[]
  noted: Noted
  /** Items of the model by id, with what a unit costs. */
  costs: Map<string, number>
  itemOf: Map<string, PlanItem>
  demandOf: Map<string, number[]>
}

/** Makes a planning model of what is there; items that cannot be planned are left out and named. Pure. */
export function buildModel(inputs: Inputs): BuiltModel {
  const periods = horizonOf(inputs)
  const itemOf = new Map(inputs.items.map((item) => [item.id, item]))
  const demandOf = expectedDemand(inputs, periods)
  const noted = new Noted({ itemOf, demandOf, recipes: inputs.recipes })
  const building: Building = { inputs, periods, noted, costs: new Map(), itemOf, demandOf }
  const chosen = chosenItems(building)
  for (const item of chosen) building.costs.set(item.id, costOf(building, item))
  noteStock(building, chosen)
  const capacities = resourcesOf(building)
  const names = new Set(capacities.map(({ id }) => id))
  const model: PlanModel = {
    objective: 'margin',
    periods: periods.map(({ label, days }) => ({ id: label, days })),
    items: chosen.map(({ code, family, unit }) => ({ id: code, ...(family && { family }), unit })),
    stock: chosen.map((item) => stockRow(building, item)),
    arrivals: arrivalRows(building, chosen),
    demand: chosen.flatMap((item) => demandRow(building, item)),
    recipes: chosen.flatMap((item) => recipeRow(building, { item, chosen, names })),
    purchases: chosen.flatMap((item) => purchaseRows(building, item)),
    resources: capacities,
  }
  assumeTheRest(building, capacities.length)
  return {
    model,
    periods,
    problems: noted.problems(),
    assumptions: noted.assumptions(),
    itemIds: new Map(chosen.map(({ id, code }) => [code, id])),
    resourceIds: new Map(inputs.resources.map(({ id, name }) => [name, id])),
  }
}

/** Expected units per period of the plan; of the running month what is left of it. */
function expectedDemand({ expected }: Inputs, periods: readonly PlanPeriod[]): Map<string, number[]> {
  return new Map(
    expected.map(({ itemId, startsOn, mean }) => {
      const at = new Map(startsOn.map((day, t) => [day, mean[t]!]))
      return [itemId, periods.map((period) => round((at.get(period.startsOn) ?? 0) * period.share))]
    }),
  )
}

/** Items that are wanted, and what goes into them; those whose recipe leads back to itself stay out. */
function chosenItems({ inputs, demandOf, itemOf, noted }: Building): PlanItem[] {
  const chosen = new Set<string>()
  for (const [id, demand] of demandOf) {
    if (!itemOf.has(id) || demand.every((units) => units <= 0)) continue
    const { totals, cycle } = explode(inputs.recipes, { itemId: id, quantity: 1 })
    if (cycle) {
      noted.problem('recipe cycle', id, true)
      continue
    }
    const { activeTo } = itemOf.get(id)!
    if (activeTo !== null && activeTo < inputs.today) noted.problem('inactive item', id, false)
    chosen.add(id)
    for (const { componentId } of totals) if (itemOf.has(componentId)) chosen.add(componentId)
  }
  for (const id of inputs.wrongUnits) if (chosen.has(id)) noted.problem('unit mismatch', id, false)
  return inputs.items.filter(({ id }) => chosen.has(id))
}

/** Standard cost, else the lowest price of a supplier, else a share of the list price. */
function costOf({ inputs, noted }: Building, item: PlanItem): number {
  const offered = inputs.bought.find(({ itemId, price }) => itemId === item.id && price !== null && price > 0)?.price
  const known = item.cost !== null && item.cost > 0 ? item.cost : offered
  if (known) return known
  noted.problem('no cost', item.id, false)
  return (item.price ?? 0) * inputs.policy.costShare
}

function noteStock({ noted }: Building, chosen: readonly PlanItem[]): void {
  for (const { id, negativePositions, unsitedPositions } of chosen) {
    if (negativePositions > 0) noted.problem('negative stock', id, false)
    if (unsitedPositions > 0) noted.problem('unknown site', id, false)
  }
}

function stockRow({ inputs, costs, periods, noted, demandOf }: Building, item: PlanItem) {
  const cost = costs.get(item.id)!
  const expected = inputs.expected.find(({ itemId }) => itemId === item.id)
  const fillRate = item.serviceTarget ?? inputs.policy.serviceTarget
  const computed = expected ? safetyStockFor({ expected, leadMonths: leadOf(inputs, item).periods, fillRate }).units : 0
  if (item.safetyStock === null && computed > 0) noted.assume('safety stock', item.id)
  const safety = targetStock(item, {
    floor: round(item.safetyStock ?? computed),
    demand: demandOf.get(item.id),
    periods,
  })
  return {
    item: item.code,
    opening: round(item.stock),
    holdingCost: periods.map(({ days }) => round((cost * inputs.policy.holdingRate * days) / 365)),
    ...(safety.some((units) => units > 0) && {
      safetyStock: safety.every((units) => units === safety[0]) ? safety[0]! : safety,
      safetyStockCost: round(Math.max(0.01, cost * 0.05)),
    }),
    ...(item.shelfLifeDays !== null && { shelfLife: Math.floor(item.shelfLifeDays / 30.4), disposalCost: 0 }),
  }
}

function arrivalRows({ inputs, periods, noted }: Building, chosen: readonly PlanItem[]) {
  const codeOf = new Map(chosen.map(({ id, code }) => [id, code]))
  const arrivals = new Map<string, number[]>()
  for (const { itemId, dueOn, quantity } of inputs.receipts) {
    const code = codeOf.get(itemId)
    if (!code) continue
    const at = dueOn === null ? 0 : periodOf(periods, dueOn)
    if (at === null) {
      noted.problem('beyond horizon', itemId, false)
      continue
    }
    if (dueOn !== null && dueOn < inputs.today) noted.problem('late receipt', itemId, false)
    const row = arrivals.get(code) ?? periods.map(() => 0)
    row[at]! += quantity
    arrivals.set(code, row)
  }
  return [...arrivals].map(([item, quantity]) => ({ item, quantity: quantity.map(round) }))
}

function demandRow({ inputs, costs, demandOf, noted }: Building, item: PlanItem) {
  const quantity = demandOf.get(item.id)
  if (!quantity || quantity.every((units) => units <= 0)) return []
  if (!item.price) noted.problem('no price', item.id, false)
  const price = item.price || costs.get(item.id)! / Math.max(0.01, inputs.policy.costShare)
  const { lateShare, lostMarginShare } = inputs.policy
  return [
    {
      item: item.code,
      quantity,
      price: round(price),
      backlogCost: round(price * lateShare),
      lostSaleCost: round(price * lostMarginShare),
    },
  ]
}

function recipeRow(
  { inputs, costs, noted }: Building,
  { item, chosen, names }: { item: PlanItem; chosen: readonly PlanItem[]; names: ReadonlySet<string> },
) {
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
  const scrapRate = Math.min(0.9, item.scrapRate ?? 0)
  return [
    {
      id: `make ${item.code}`,
      item: item.code,
      components: parts.flatMap(({ componentId, quantity, scrap }) => {
        const code = codeOf.get(componentId)
        return code ? [{ item: code, quantity: round(quantity / (1 - scrap)) }] : []
      }),
      hours,
      cost: round(parts.length === 0 ? costs.get(item.id)! : steps.reduce((sum, step) => sum + step.cost, 0)),
      leadTime: leadPeriods(item.leadDays ?? 0),
      ...(scrapRate > 0.0001 && { yield: round(1 - scrapRate) }),
      ...(inputs.policy.lots && lotOf(item.leastLot, item.lotMultiple)),
    },
  ]
}

function purchaseRows({ inputs, costs, noted, periods }: Building, item: PlanItem) {
  if (isMade(inputs, item)) return []
  const offers = inputs.bought.filter(({ itemId }) => itemId === item.id)
  const lead = leadOf(inputs, item)
  if (offers.length === 0) noted.problem('no source', item.id, false)
  if (!lead.isStated) noted.problem('no lead time', item.id, false)
  if (lead.periods >= periods.length) noted.problem('beyond horizon', item.id, false)
  const best = offers[0]
  return [
    {
      id: `buy ${item.code}`,
      item: item.code,
      ...(best && { supplier: best.supplier }),
      price: round(best?.price || costs.get(item.id)!),
      leadTime: lead.periods,
      ...(inputs.policy.lots && lotOf(best?.leastOrder ?? item.leastLot, item.lotMultiple)),
    },
  ]
}

/** Made where somebody says so, else where it has a recipe. */
function isMade({ recipes }: Inputs, { id, made }: PlanItem): boolean {
  return made ?? recipes.has(id)
}

function leadOf({ bought, policy }: Inputs, item: PlanItem): { periods: number; isStated: boolean } {
  const offered = bought.find(({ itemId, leadDays }) => itemId === item.id && leadDays !== null)?.leadDays
  const days = offered ?? item.leadDays
  return { periods: leadPeriods(days ?? policy.buyLeadDays), isStated: days !== null && days !== undefined }
}

function resourcesOf({ inputs, periods, noted }: Building) {
  return inputs.resources.flatMap((resource) => {
    const capacity = capacityOf(resource, { periods, hours: inputs.hours })
    const users = [
      ...new Set(inputs.steps.filter(({ resourceId }) => resourceId === resource.id).map(({ itemId }) => itemId)),
    ]
    if (capacity.every(({ regular }) => regular <= 0)) for (const id of users) noted.problem('no capacity', id, false)
    if (users.length === 0) return []
    return [
      {
        id: resource.name,
        capacity: capacity.map(({ regular }) => regular),
        ...(resource.costPerHour !== null && { costPerHour: resource.costPerHour }),
        ...(resource.overtimeCost !== null && {
          overtime: { costPerHour: resource.overtimeCost, maxHours: capacity.map(({ overtime }) => overtime) },
        }),
      },
    ]
  })
}

function assumeTheRest({ noted, inputs }: Building, resources: number): void {
  const { holdingRate, lateShare, lostMarginShare, serviceTarget } = inputs.policy
  const number = new Intl.NumberFormat(inputs.locale, { maximumFractionDigits: 1 })
  const percent = (share: number) => `${number.format(share * 100)} %`
  noted.say('holding', `Holding stock costs ${percent(holdingRate)} of its cost in a year.`, holdingRate)
  noted.say('late', `Delivering a month late costs ${percent(lateShare)} of the price.`, lateShare)
  noted.say('lost', `A lost sale costs ${percent(lostMarginShare)} of the price beside its margin.`, lostMarginShare)
  noted.say(
    'service',
    `Where nobody says otherwise, ${percent(serviceTarget)} of demand is to be served from stock.`,
    serviceTarget,
  )
  noted.say('sites', 'Stock of all sites is planned as one; ways between sites are not in the plan.', null)
  if (!inputs.policy.lots)
    noted.say(
      'lots',
      'Least orders and lot sizes are not kept: the policy says so, as the plan is made faster then.',
      null,
    )
  if (resources === 0)
    noted.say('capacity', 'No step names a resource with hours: capacity is taken as unlimited.', null)
}

function round(value: number): number {
  return Number(value.toFixed(6))
}
