import type { Recipes } from './explosion.ts'

export type CostInput = {
  recipes: Recipes
  /** Money per unit of items that are bought or have no recipe; absent where none is known. */
  boughtCost: ReadonlyMap<string, number>
  /** Money per unit for the steps of making an item: hours x cost per hour, and cost beside. */
  makingCost: ReadonlyMap<string, number>
}

export type RolledCost = { material: number; making: number; total: number; missing: string[] }

/** Rolls standard costs up the recipes: an item costs its components, with what is lost of them, and its own steps. */
export function rollUp({ recipes, boughtCost, makingCost }: CostInput): (itemId: string) => RolledCost {
  const known = new Map<string, RolledCost>()
  const open = new Set<string>()
  return costOf

  function costOf(id: string): RolledCost {
    const before = known.get(id)
    if (before) return before
    const parts = recipes.get(id) ?? []
    if (parts.length === 0) return bought(id)
    if (open.has(id)) return { material: 0, making: 0, total: 0, missing: [id] }
    open.add(id)
    let [material, making] = [0, makingCost.get(id) ?? 0]
    const missing = new Set<string>()
    for (const { componentId, quantity, scrap } of parts) {
      const each = costOf(componentId)
      const units = quantity / (1 - scrap)
      material += units * each.material
      making += units * each.making
      for (const item of each.missing) missing.add(item)
    }
    open.delete(id)
    const cost = { material, making, total: material + making, missing: [...missing] }
    known.set(id, cost)
    return cost
  }

  function bought(id: string): RolledCost {
    const cost = boughtCost.get(id)
    const making = makingCost.get(id) ?? 0
    return { material: cost ?? 0, making, total: (cost ?? 0) + making, missing: cost === undefined ? [id] : [] }
  }
}
