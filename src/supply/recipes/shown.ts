import { buildable, type Limited } from './buildable.ts'
import { type Alternates, type ByProducts, explode, type Recipes, tidy } from './explosion.ts'
import type { MakingStep, NamedItem } from './recipes.sql.ts'

/** An item as answers name it. */
export function named({ id, code, name }: NamedItem) {
  return { itemId: id, item: code, itemName: name }
}

/** A number of units with the code of what limits them. */
export function limitedLine({ units, limitedBy }: Limited, items: ReadonlyMap<string, NamedItem>) {
  return { units, limitedBy: limitedBy && items.get(limitedBy)!.code }
}

type Items = ReadonlyMap<string, NamedItem>

/** What may stand in for the components of a made item. */
export function alternateLines(items: Items, madeId: string, alternates: Alternates) {
  return (alternates.get(madeId) ?? []).map(({ componentId, insteadOf, quantity }) => ({
    ...named(items.get(componentId)!),
    parent: items.get(madeId)!.code,
    insteadOf: items.get(insteadOf)!.code,
    quantityPer: quantity,
  }))
}

/** What comes with so many units of a made item. */
export function byProductLines(items: Items, made: { componentId: string; quantity: number }, byProducts: ByProducts) {
  return (byProducts.get(made.componentId) ?? []).map(({ itemId, quantity }) => ({
    ...named(items.get(itemId)!),
    parent: items.get(made.componentId)!.code,
    quantity: tidy(quantity * made.quantity),
  }))
}

/** Where an item may stand in for a component. */
export function standsInFor(items: Items, id: string, alternates: Alternates) {
  return [...alternates].flatMap(([madeId, some]) =>
    some
      .filter(({ componentId }) => componentId === id)
      .map(({ insteadOf, quantity }) => ({
        ...named(items.get(madeId)!),
        insteadOf: items.get(insteadOf)!.code,
        quantityPer: quantity,
      })),
  )
}

/** With the making of which items an item comes. */
export function comesWith(items: Items, id: string, byProducts: ByProducts) {
  return [...byProducts].flatMap(([madeId, some]) =>
    some
      .filter(({ itemId }) => itemId === id)
      .map(({ quantity }) => ({ ...named(items.get(madeId)!), quantityPer: quantity })),
  )
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
