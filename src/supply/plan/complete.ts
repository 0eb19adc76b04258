import type { Inputs } from './inputs.ts'

/** Share of the worth of expected demand of items of which cost, price, source and lead time are stated; null without demand. */
export function completeShare({
  expected,
  items,
  bought,
  recipes,
  byProducts,
}: Pick<Inputs, 'expected' | 'items' | 'bought' | 'recipes' | 'byProducts'>): number | null {
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const beside = new Set([...byProducts.values()].flatMap((some) => some.map(({ itemId }) => itemId)))
  const offers = Map.groupBy(bought, ({ itemId }) => itemId)
  let [all, complete] = [0, 0]
  for (const { itemId, mean } of expected) {
    const item = itemOf.get(itemId)
    if (!item) continue
    const cost = item.cost && item.cost > 0 ? item.cost : null
    const worth = mean.reduce((sum, units) => sum + units, 0) * (item.price ?? cost ?? 0)
    all += worth
    const offer = offers.get(itemId)?.find(({ leadDays }) => leadDays !== null)
    const isSupplied =
      (item.made ?? recipes.has(itemId))
        ? recipes.has(itemId) && item.leadDays !== null
        : offer !== undefined || beside.has(itemId)
    if (cost !== null && item.price && isSupplied) complete += worth
  }
  return all > 0 ? complete / all : null
}
