import { explode, type Recipes } from './explosion.ts'

export type Limited = { units: number; limitedBy: string | null }

export type Buildable = {
  /** From the stock of its own components, one level down. */
  fromComponents: Limited
  /** From the stock of everything below it: parts that are in stock are used, missing ones are made from theirs. */
  fromEverything: Limited
  /** From the stock of bought parts alone, as if no made part were in stock. */
  fromBoughtParts: Limited
}

/** How many whole units could be made from what is in stock now; null where an item has no recipe or its recipe leads back to itself. */
export function buildable(recipes: Recipes, stock: ReadonlyMap<string, number>, itemId: string): Buildable | null {
  const parts = recipes.get(itemId) ?? []
  const { totals, cycle } = explode(recipes, { itemId, quantity: 1 })
  if (parts.length === 0 || cycle) return null
  const direct = new Map<string, number>()
  for (const { componentId, quantity, scrap } of parts)
    direct.set(componentId, (direct.get(componentId) ?? 0) + quantity / (1 - scrap))
  const bought = totals
    .filter(({ hasRecipe }) => !hasRecipe)
    .map(({ componentId, quantity }) => [componentId, quantity] as const)
  return {
    fromComponents: least([...direct], stock),
    fromEverything: withMadeParts(recipes, stock, itemId),
    fromBoughtParts: least(bought, stock),
  }
}

function least(needs: readonly (readonly [string, number])[], stock: ReadonlyMap<string, number>): Limited {
  let best: Limited = { units: Number.POSITIVE_INFINITY, limitedBy: null }
  for (const [id, quantity] of needs) {
    const units = Math.floor(there(stock, id) / quantity + 1e-9)
    if (units < best.units) best = { units, limitedBy: id }
  }
  return best
}

/** The most units for which everything can be had, by doubling and halving. */
function withMadeParts(recipes: Recipes, stock: ReadonlyMap<string, number>, itemId: string): Limited {
  let [low, high] = [0, 1]
  while (missing(recipes, stock, itemId, high) === null) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (missing(recipes, stock, itemId, middle) === null) low = middle
    else high = middle
  }
  return { units: low, limitedBy: missing(recipes, stock, itemId, low + 1) }
}

/** What would be missing first for so many units; null where nothing is. */
function missing(recipes: Recipes, stock: ReadonlyMap<string, number>, itemId: string, units: number): string | null {
  const left = new Map(stock)
  return make(itemId, units)

  function make(id: string, count: number): string | null {
    for (const { componentId, quantity, scrap } of recipes.get(id) ?? []) {
      const need = (count * quantity) / (1 - scrap)
      const taken = Math.min(need, there(left, componentId))
      left.set(componentId, there(left, componentId) - taken)
      const open = need - taken
      if (open <= 1e-9) continue
      if ((recipes.get(componentId)?.length ?? 0) === 0) return componentId
      const found = make(componentId, open)
      if (found) return found
    }
    return null
  }
}

function there(stock: ReadonlyMap<string, number>, id: string): number {
  return Math.max(0, stock.get(id) ?? 0)
}
