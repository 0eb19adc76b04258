import { buildable, type Limited } from './buildable.ts'
import { explode, type Recipes, tidy } from './explosion.ts'
import type { MakingStep, NamedItem } from './recipes.sql.ts'

/** An item as answers name it. */
export function named({ id, code, name }: NamedItem) {
  return { itemId: id, item: code, itemName: name }
}

/** A number of units with the code of what limits them. */
export function limitedLine({ units, limitedBy }: Limited, items: ReadonlyMap<string, NamedItem>) {
  return { units, limitedBy: limitedBy && items.get(limitedBy)!.code }
}

/** One made item in a line: its tree in figures, and what could be built of it now. */
export function explosionLine(
  item: NamedItem,
  around: { items: ReadonlyMap<string, NamedItem>; recipes: Recipes; stock: ReadonlyMap<string, number> },
) {
  const { items, recipes, stock } = around
  const { levels, totals, cycle } = explode(recipes, { itemId: item.id, quantity: 1 })
  const found = buildable(recipes, stock, item.id)
  const bought = totals.filter(({ hasRecipe }) => !hasRecipe)
  const units = (some: typeof totals) => tidy(some.reduce((sum, { quantity }) => sum + quantity, 0))
  return {
    ...named(item),
    levels,
    directComponents: recipes.get(item.id)?.length ?? 0,
    components: totals.length,
    boughtComponents: bought.length,
    totalQuantity: units(totals),
    boughtQuantity: units(bought),
    hasCycle: cycle !== null,
    stock: stock.get(item.id) ?? null,
    buildable: found && {
      fromComponents: limitedLine(found.fromComponents, items),
      fromEverything: limitedLine(found.fromEverything, items),
      fromBoughtParts: limitedLine(found.fromBoughtParts, items),
    },
  }
}

/** Money per unit for the steps of each item. */
export function makingCostOf(steps: readonly MakingStep[]): Map<string, number> {
  const costs = new Map<string, number>()
  for (const { itemId, hoursPerUnit, costPerHour, costPerUnit } of steps)
    costs.set(itemId, (costs.get(itemId) ?? 0) + hoursPerUnit * costPerHour + costPerUnit)
  return costs
}
