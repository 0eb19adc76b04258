import type { Demo, DemoTable } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { type Drawn, drawnFrom } from './demo/drawn.ts'
import { demoPurchases } from './demo/purchases.ts'
import { demoRecipes } from './demo/recipes.ts'
import { demoResources } from './demo/resources.ts'
import { demoStock } from './demo/stock.ts'

/** The demo company's supply: a plant that assembles machines, warehouses that hold them, suppliers of parts and consumables. */
export const supplyDemo: Demo = (world: DemoWorld): readonly DemoTable[] => {
  const drawn: Drawn = drawnFrom(world)
  return [...demoResources(drawn), ...demoPurchases(drawn), ...demoRecipes(drawn), ...demoStock(drawn)]
}
