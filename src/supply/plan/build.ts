import type { PlanModel } from '@drumbeat/planning'
import { explode } from '../recipes/explosion.ts'
import type { PlanAssumption, PlanProblem } from '../schema.ts'
import { type Building, isMade, round } from './building.ts'
import { capacityOf } from './capacity.ts'
import { horizonOf, type PlanPeriod } from './horizon.ts'
import type { Inputs, PlanItem } from './inputs.ts'
import { Noted } from './noted.ts'
import { oddFigures } from './odd-figures.ts'
import { arrivalRows, demandRows, purchaseRows, recipeRow, stockRows } from './rows.ts'
import { placesOf } from './sites.ts'

/** A model with the words for what it took for granted and what it had to leave out. */
export type BuiltModel = {
  model: PlanModel
  periods: PlanPeriod[]
  problems: PlanProblem[]
  assumptions: PlanAssumption[]
  /** Ids by the names that the model uses. */
  itemIds: Map<string, string>
  resourceIds: Map<string, string>
  siteIds: ReadonlyMap<string, string>
}

/** Makes a planning model of what is there; items that cannot be planned are left out and named. Pure. */
export function buildModel(inputs: Inputs): BuiltModel {
  const periods = horizonOf(inputs)
  const itemOf = new Map(inputs.items.map((item) => [item.id, item]))
  const demandOf = expectedDemand(inputs, periods)
  const noted = new Noted({ itemOf, demandOf, recipes: inputs.recipes })
  const chosen = chosenItems({ inputs, demandOf, itemOf, noted })
  const places = placesOf({
    ...inputs,
    ...{ items: chosen, periods, isMade: (item) => isMade(inputs, item), isSold: (id) => demandOf.has(id) },
  })
  for (const id of places.stranded) noted.problem('stranded stock', id, false)
  const building: Building = { inputs, periods, noted, costs: new Map(), itemOf, demandOf, places }
  for (const item of chosen) building.costs.set(item.id, costOf(building, item))
  noteStock(building, chosen)
  const capacities = resourcesOf(building)
  const names = new Set(capacities.map(({ id }) => id))
  const model: PlanModel = {
    objective: 'margin',
    periods: periods.map(({ label, days }) => ({ id: label, days })),
    items: chosen.map(({ code, family, unit }) => ({ id: code, ...(family && { family }), unit })),
    stock: chosen.flatMap((item) => stockRows(building, item)),
    ...(places.names.length > 0 && { sites: places.names, lanes: places.lanes }),
    arrivals: arrivalRows(building, chosen),
    demand: chosen.flatMap((item) => demandRows(building, item)),
    recipes: chosen.flatMap((item) => recipeRow(building, { item, chosen, names })),
    purchases: chosen.flatMap((item) => purchaseRows(building, item)),
    resources: capacities,
  }
  assumeTheRest(building, capacities.length)
  sayTakenIn(building, capacities.length)
  return {
    model,
    periods,
    problems: noted.problems(),
    assumptions: noted.assumptions(),
    itemIds: new Map(chosen.map(({ id, code }) => [code, id])),
    resourceIds: new Map(inputs.resources.map(({ id, name }) => [name, id])),
    siteIds: places.idOf,
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
function chosenItems({
  inputs,
  demandOf,
  itemOf,
  noted,
}: Pick<Building, 'inputs' | 'demandOf' | 'itemOf' | 'noted'>): PlanItem[] {
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

function resourcesOf({ inputs, periods, noted }: Building) {
  return inputs.resources.flatMap((resource) => {
    const capacity = capacityOf(resource, { periods, hours: inputs.hours, holidays: inputs.holidays })
    const users = [
      ...new Set(inputs.steps.filter(({ resourceId }) => resourceId === resource.id).map(({ itemId }) => itemId)),
    ]
    if (capacity.every(({ regular }) => regular <= 0)) for (const id of users) noted.problem('no capacity', id, false)
    if (users.length === 0) return []
    return [
      {
        id: resource.name,
        capacity: capacity.map(({ regular }) => regular),
        ...(atLeastNothing(resource.costPerHour) && { costPerHour: resource.costPerHour! }),
        ...(atLeastNothing(resource.overtimeCost) && {
          overtime: { costPerHour: resource.overtimeCost!, maxHours: capacity.map(({ overtime }) => overtime) },
        }),
      },
    ]
  })
}

function atLeastNothing(value: number | null): boolean {
  return value !== null && value >= 0
}

function assumeTheRest({ noted, inputs }: Building, resources: number): void {
  const odd = oddFigures(inputs)
  if (odd) noted.say('odd figures', odd.says, odd.count)
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
  if (!inputs.policy.lots)
    noted.say(
      'lots',
      'Least orders and lot sizes are not kept: the policy says so, as the plan is made faster then.',
      null,
    )
  if (resources === 0)
    noted.say('capacity', 'No step names a resource with hours: capacity is taken as unlimited.', null)
}

/** What of the data the plan is made with, beyond demand, stock and recipes. */
function sayTakenIn({ noted, inputs, places, periods }: Building, resources: number): void {
  const { names, lanes, known } = places
  const say = (about: string, says: string, value: number) => noted.say(about, says, value, 'taken in')
  if (names.length > 0) {
    say('sites', `${names.length} sites hold stock of their own: ${names.join(', ')}.`, names.length)
    const odd = inputs.sites.lanes.filter((each) =>
      [each.leadDays, each.costPerUnit, each.capacityPerMonth].some((value) => value !== null && value < 0),
    ).length
    if (odd > 0) noted.say('odd lanes', `${odd} lanes state days, money or units below zero: none was taken.`, odd)
    say('lanes', `${lanes.length} lanes lead from site to site, with their days, cost and limits.`, lanes.length)
    noted.say(
      'demand of sites',
      'Demand falls on the sites whose territories ordered it in the last twelve months; what no site serves, on the one where most lanes begin.',
      null,
    )
    noted.say('deliveries', 'Suppliers deliver to each site that sells or uses an item, as nobody says where.', null)
  } else if (known > 1) {
    noted.say('sites', 'Stock of all sites is planned as one, as no lane is stated between them.', null)
  }
  if (resources === 0) return
  const end = periods.at(-1)!.endsOn
  const days = new Set(inputs.holidays.filter(({ day }) => day <= end).map(({ day }) => day)).size
  const special = inputs.hours.filter(({ startsOn, endsOn }) => startsOn <= end && endsOn >= inputs.today).length
  say('working days', `Hours of ${resources} resources follow their working days, month by month.`, resources)
  if (days > 0) say('holidays', `${days} holidays of Company close the resources of their sites.`, days)
  if (special > 0) say('special hours', `${special} spans of special hours stand in place of the usual ones.`, special)
}
