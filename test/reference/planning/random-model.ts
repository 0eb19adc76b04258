import type { PlanModel } from '@drumbeat/planning'
import { drawResources, drawWorkforce } from './random-capacity.ts'
import { drawDemand, drawStock } from './random-demand.ts'
import { worldOf } from './random-draws.ts'
import { addLanes, addRatesAndPromotions, addWishes, type Loose } from './random-extras.ts'
import { drawPurchases, drawRecipes, drawSubcontract, termsOf } from './random-supply.ts'

/** A small company with every feature switched on or off at random; the same seed gives the same company. */
export function randomModel(seed: number): PlanModel {
  const world = worldOf(seed)
  const resources = drawResources(world)
  const workforce = drawWorkforce(world)
  const terms = termsOf(
    world,
    [...resources, ...workforce].map((each) => each.id),
  )
  const recipes = drawRecipes(world, terms)
  const subcontract = drawSubcontract(world, terms)
  const purchases = drawPurchases(world, terms)
  const demand = drawDemand(world)
  const stock = drawStock(world)
  const { chance, whole, periods, series, pick, home, items } = world
  const model: Loose = { periods, items: items.map((id) => ({ id, volume: whole(1, 3) })), recipes, demand, stock }
  addLanes(model, world)
  if (chance(0.4)) model.objective = 'margin'
  if (resources.length > 0) model.resources = resources
  if (workforce.length > 0) model.workforce = workforce
  if (subcontract.length > 0) model.subcontract = subcontract
  if (purchases.length > 0) model.purchases = purchases
  if (chance(0.25)) model.arrivals = [{ item: pick(items), ...home, quantity: series(0, 8) }]
  addRatesAndPromotions(model, world, recipes)
  addWishes(model, world, recipes)
  return JSON.parse(JSON.stringify(model)) as PlanModel
}
