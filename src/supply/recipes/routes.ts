import { companyProfile } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { idOf } from '../records/rows.sql.ts'
import { buildable } from './buildable.ts'
import { recipesContract } from './contract.ts'
import { explode, tidy } from './explosion.ts'
import {
  alternatesOn,
  boughtCosts,
  byProductsOn,
  makingSteps,
  type NamedItem,
  namedItems,
  recipesOn,
  stockOfItems,
} from './recipes.sql.ts'
import { rollUp } from './roll-up.ts'
import {
  alternateLines,
  byProductLines,
  comesWith,
  explosionLine,
  limitedLine,
  makingCostOf,
  named,
  standsInFor,
} from './shown.ts'
import { whereUsed } from './where-used.ts'

/** What recipes come to: explosion, where-used, buildable, costs, steps. */
export function recipeRoutes(mount: Mount): void {
  mount(recipesContract.explosion, async ({ workspace, query }) => {
    const { db } = workspace
    const on = query.on ?? (await todayOf(workspace))
    const [items, recipes, id, alternates, byProducts] = await Promise.all([
      namedItems(db),
      recipesOn(db, on),
      itemIdOf(db, query.item),
      alternatesOn(db, on),
      byProductsOn(db, on),
    ])
    const { levels, lines, totals, cycle } = explode(recipes, { itemId: id, quantity: query.quantity })
    const made = [{ componentId: id, quantity: query.quantity }, ...totals]
    return {
      alternates: made.flatMap(({ componentId }) => alternateLines(items, componentId, alternates)),
      byProducts: made.flatMap((each) => byProductLines(items, each, byProducts)),
      ...named(items.get(id)!),
      quantity: query.quantity,
      levels,
      components: totals.length,
      boughtComponents: totals.filter(({ hasRecipe }) => !hasRecipe).length,
      totalQuantity: sumOf(totals.map(({ quantity }) => quantity)),
      cycle: cycle?.map((each) => items.get(each)!.code) ?? null,
      lines: lines.map(({ componentId, parentId, ...line }) => ({
        ...named(items.get(componentId)!),
        parent: items.get(parentId)!.code,
        ...line,
      })),
      totals: totals.map(({ componentId, ...total }) => ({ ...named(items.get(componentId)!), ...total })),
    }
  })
  mount(recipesContract.explosions, async ({ workspace, query }) => {
    const { db } = workspace
    const on = query.on ?? (await todayOf(workspace))
    const [items, recipes, stock] = await Promise.all([namedItems(db), recipesOn(db, on), stockOfItems(db)])
    const made = [...items.values()].filter(({ id }) => recipes.has(id))
    const page = made.slice(query.offset, query.offset + query.limit)
    return { total: made.length, items: page.map((item) => explosionLine(item, { items, recipes, stock })) }
  })
  mount(recipesContract.buildable, async ({ workspace, query }) => {
    const { db } = workspace
    const on = query.on ?? (await todayOf(workspace))
    const [items, recipes, stock, id] = await Promise.all([
      namedItems(db),
      recipesOn(db, on),
      stockOfItems(db),
      itemIdOf(db, query.item),
    ])
    const found = buildable(recipes, stock, id)
    return {
      ...named(items.get(id)!),
      fromComponents: found && limitedLine(found.fromComponents, items),
      fromEverything: found && limitedLine(found.fromEverything, items),
      fromBoughtParts: found && limitedLine(found.fromBoughtParts, items),
      reason: found ? null : recipes.has(id) ? 'Its recipe leads back to itself.' : 'It has no recipe.',
    }
  })
  whereUsedRoute(mount)
  costRoutes(mount)
}

function whereUsedRoute(mount: Mount): void {
  mount(recipesContract.whereUsed, async ({ workspace, query }) => {
    const { db } = workspace
    const on = query.on ?? (await todayOf(workspace))
    const [items, recipes, id, alternates, byProducts] = await Promise.all([
      namedItems(db),
      recipesOn(db, on),
      itemIdOf(db, query.item),
      alternatesOn(db, on),
      byProductsOn(db, on),
    ])
    const uses = whereUsed(recipes, id)
    return {
      alternateIn: standsInFor(items, id, alternates),
      comesWith: comesWith(items, id, byProducts),
      ...named(items.get(id)!),
      direct: uses.filter(({ level }) => level === 1).length,
      tops: uses.filter(({ isTop }) => isTop).length,
      uses: uses
        .map(({ assemblyId, ...use }) => ({ ...named(items.get(assemblyId)!), ...use }))
        .sort((a, b) => a.level - b.level || a.item.localeCompare(b.item, 'en')),
    }
  })
}

function costRoutes(mount: Mount): void {
  mount(recipesContract.costs, async ({ workspace, query }) => {
    const { db } = workspace
    const on = query.on ?? (await todayOf(workspace))
    const [items, recipes, bought, steps] = await Promise.all([
      namedItems(db),
      recipesOn(db, on),
      boughtCosts(db, { basis: query.basis, day: on }),
      makingSteps(db, on),
    ])
    const costOf = rollUp({ recipes, boughtCost: bought, makingCost: makingCostOf(steps) })
    const chosen = query.item ? [items.get(await itemIdOf(db, query.item))!] : [...items.values()]
    const page = chosen.slice(query.offset, query.offset + query.limit)
    return { total: chosen.length, items: page.map((item) => costLine(item, costOf(item.id), items)) }
  })
  mount(recipesContract.routing, async ({ workspace, query }) => {
    const { db } = workspace
    const on = await todayOf(workspace)
    const [items, steps, id] = await Promise.all([namedItems(db), makingSteps(db, on), itemIdOf(db, query.item)])
    const own = steps
      .filter(({ itemId }) => itemId === id)
      .map(({ itemId: _, costPerUnit, ...step }) => {
        const hours = tidy(step.hoursPerUnit * query.quantity + step.setupHours)
        return { ...step, hours, cost: tidy(hours * step.costPerHour + costPerUnit * query.quantity) }
      })
    return {
      ...named(items.get(id)!),
      quantity: query.quantity,
      hours: sumOf(own.map(({ hours }) => hours)),
      cost: sumOf(own.map(({ cost }) => cost)),
      steps: own,
    }
  })
}

function costLine(item: NamedItem, cost: ReturnType<ReturnType<typeof rollUp>>, items: ReadonlyMap<string, NamedItem>) {
  const rolledUp = cost.missing.length > 0 ? null : tidy(cost.total)
  const difference = rolledUp === null || item.standardCost === null ? null : tidy(rolledUp - item.standardCost)
  return {
    ...named(item),
    standardCost: item.standardCost,
    material: tidy(cost.material),
    making: tidy(cost.making),
    rolledUp,
    difference,
    missing: cost.missing.map((id) => items.get(id)!.code),
  }
}

/** Today, by the clock of the company. */
async function todayOf({ db, clock }: Workspace): Promise<string> {
  return dayIn((await companyProfile(db)).timeZone, clock())
}

/** The id of an item that a query names; refused with words where there is none. */
export async function itemIdOf(db: Db, text: string): Promise<string> {
  const id = await idOf(db, 'item', text)
  if (id) return id
  throw refusal(404, {
    code: 'not-found',
    message: `There is no item called "${text}".`,
    wayOut: 'Give the code, name or id of an item.',
  })
}

function sumOf(values: readonly number[]): number {
  return tidy(values.reduce((sum, value) => sum + value, 0))
}
