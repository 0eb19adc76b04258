import type { Alternate, Alternates, Part, Recipes } from '../recipes/explosion.ts'
import type { Inputs, PlanItem } from './inputs.ts'

/** What may stand in for what in a plan, and what comes with what. */
export type Choices = {
  /** Every component with its alternates: what making an item may take. */
  uses: Recipes
  alternates: Alternates
  /** Alternates that lead back to what they go into. */
  cycles: Alternate[]
  /** Alternates of a component that the recipe does not hold. */
  strays: Alternate[]
  /** Of each item, the items with whose making it comes. */
  comesWith: ReadonlyMap<string, readonly string[]>
}

/** Takes the alternates that can be used, one by one: none may lead back to the item that it goes into. Pure. */
export function choicesOf({
  recipes,
  alternates,
  byProducts,
}: Pick<Inputs, 'recipes' | 'alternates' | 'byProducts'>): Choices {
  const uses = new Map<string, Part[]>([...recipes].map(([id, parts]) => [id, [...parts]]))
  const kept = new Map<string, Alternate[]>()
  const cycles: Alternate[] = []
  const strays: Alternate[] = []
  for (const [id, some] of alternates)
    for (const each of some) {
      if (!recipes.get(id)?.some(({ componentId }) => componentId === each.insteadOf)) strays.push(each)
      else if (leadsTo(uses, each.componentId, id)) cycles.push(each)
      else {
        kept.set(id, [...(kept.get(id) ?? []), each])
        uses.get(id)!.push(each)
      }
    }
  const comesWith = new Map<string, string[]>()
  for (const [id, some] of byProducts)
    for (const { itemId } of some) comesWith.set(itemId, [...(comesWith.get(itemId) ?? []), id])
  return { uses, alternates: kept, cycles, strays, comesWith }
}

/** Whether an item only comes with the making of others: nobody makes it or sells it for itself. */
export function comesOnlyBeside(
  { recipes, bought }: Pick<Inputs, 'recipes' | 'bought'>,
  { comesWith }: Choices,
  { id, made }: PlanItem,
): boolean {
  return comesWith.has(id) && !made && !recipes.has(id) && !bought.some(({ itemId }) => itemId === id)
}

function leadsTo(uses: Recipes, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const id of seen) {
    if (id === to) return true
    for (const { componentId } of uses.get(id) ?? []) seen.add(componentId)
  }
  return false
}
