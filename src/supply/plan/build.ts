import type { PlanModel } from '@drumbeat/planning'
import { explode } from '../recipes/explosion.ts'
import type { PlanAssumption, PlanProblem } from '../schema.ts'
import { type Building, isMade, round } from './building.ts'
import { capacityOf } from './capacity.ts'
import { choicesOf, comesOnlyBeside } from './choices.ts'
import { inHorizon } from './dated.ts'
import { horizonOf, type PlanPeriod } from './horizon.ts'
import type { Inputs, PlanItem } from './inputs.ts'
import { inWholeMonths, whyWholeMonths } from './lead-times.ts'
import { Noted } from './noted.ts'
import { recipeRow } from './recipe-row.ts'
import { arrivalRows, demandRows, purchaseRows, stockRows } from './rows.ts'
import { assumeTheRest, sayChanges, sayChoices, sayLeadTimes, sayTakenIn } from './said.ts'
import { saySuppliers } from './said-sources.ts'
import { withSetups } from './setups.ts'
import { placesOf } from './sites.ts'
import { withSpending } from './spending.ts'

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
export function buildModel(given: Inputs): BuiltModel {
  const periods = horizonOf(given)
  const inputs = inHorizon(given, periods)
  const itemOf = new Map(inputs.items.map((item) => [item.id, item]))
  const demandOf = expectedDemand(inputs, periods)
  const choices = choicesOf(inputs)
  const noted = new Noted({ itemOf, demandOf, recipes: choices.uses })
  const chosen = chosenItems({ inputs, demandOf, itemOf, noted, choices })
  const places = placesOf({
    ...inputs,
    ...{
      items: chosen,
      periods,
      recipes: choices.uses,
      comesWith: choices.comesWith,
      wholeLoads: inputs.policy.lots,
      isSold: (id) => demandOf.has(id),
    },
    isMade: (item) => isMade(inputs, item) || comesOnlyBeside(inputs, choices, item),
  })
  for (const id of places.stranded) noted.problem('stranded stock', id, false)
  const building: Building = { inputs, periods, noted, costs: new Map(), itemOf, demandOf, places, choices }
  for (const item of chosen) building.costs.set(item.id, costOf(building, item))
  noteStock(building, chosen)
  const capacities = resourcesOf(building)
  const names = new Set(capacities.map(({ id }) => id))
  const bought = chosen.map((item) => purchaseRows(building, item))
  const shares = bought.flatMap((each) => each.shares)
  const recipes = chosen.flatMap((item) => recipeRow(building, { item, chosen, names }))
  const inDays: PlanModel = {
    objective: 'margin',
    periods: periods.map(({ label, days }) => ({ id: label, days })),
    items: chosen.map(({ code, family, unit }) => ({ id: code, ...(family && { family }), unit })),
    stock: chosen.flatMap((item) => stockRows(building, item)),
    ...(places.names.length > 0 && { sites: places.names, lanes: places.lanes }),
    arrivals: arrivalRows(building, chosen),
    demand: chosen.flatMap((item) => demandRows(building, item)),
    purchases: bought.flatMap(({ purchases }) => purchases),
    ...(shares.length > 0 && { shares }),
    ...withSetups(building, { recipes, resources: capacities }),
  }
  const whole = whyWholeMonths(inDays, inputs.policy)
  const model = withSpending(building, whole ? inWholeMonths(inDays) : inDays, chosen)
  sayLeadTimes(building, whole)
  assumeTheRest(building, capacities.length)
  sayTakenIn(building, capacities.length)
  sayChoices(building, model)
  saySuppliers(building, chosen)
  sayChanges(building)
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

/** Items that are wanted, what goes or may go into them, and what comes with that; those whose recipe leads back to itself stay out. */
function chosenItems({
  inputs,
  demandOf,
  itemOf,
  noted,
  choices,
}: Pick<Building, 'inputs' | 'demandOf' | 'itemOf' | 'noted' | 'choices'>): PlanItem[] {
  const chosen = new Set<string>()
  for (const [id, demand] of demandOf) {
    if (!itemOf.has(id) || demand.every((units) => units <= 0)) continue
    if (!choose(id)) continue
    const { activeTo } = itemOf.get(id)!
    if (activeTo !== null && activeTo < inputs.today) noted.problem('inactive item', id, false)
  }
  for (const id of chosen) {
    for (const beside of inputs.byProducts.get(id) ?? []) choose(beside.itemId)
    if (comesOnlyBeside(inputs, choices, itemOf.get(id)!)) for (const maker of choices.comesWith.get(id)!) choose(maker)
  }
  for (const id of inputs.wrongUnits) if (chosen.has(id)) noted.problem('unit mismatch', id, false)
  for (const { componentId } of choices.cycles) noted.problem('alternate cycle', componentId, false)
  for (const { componentId } of choices.strays) noted.problem('stray alternate', componentId, false)
  return inputs.items.filter(({ id }) => chosen.has(id))

  /** Whether an item can be planned; it comes in with everything below it. */
  function choose(id: string): boolean {
    if (!itemOf.has(id)) return false
    const { totals, cycle } = explode(choices.uses, { itemId: id, quantity: 1 })
    if (cycle) {
      noted.problem('recipe cycle', id, true)
      return false
    }
    chosen.add(id)
    for (const { componentId } of totals) if (itemOf.has(componentId)) chosen.add(componentId)
    return true
  }
}

/** Standard cost, else the lowest price of a supplier, else a share of the list price. */
function costOf({ inputs, noted, choices }: Building, item: PlanItem): number {
  const offered = inputs.bought.find(({ itemId, price }) => itemId === item.id && price !== null && price > 0)?.price
  const known = item.cost !== null && item.cost > 0 ? item.cost : offered
  if (known) return known
  if (item.price === null && comesOnlyBeside(inputs, choices, item)) return 0 // what comes beside and has no price is waste
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
