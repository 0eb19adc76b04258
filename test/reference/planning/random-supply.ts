import type { World } from './random-draws.ts'

/** What recipes and purchases have in common: hours, setups and lots. */
export function termsOf(world: World, capacities: readonly string[]) {
  const { chance, whole, series, maybe, pick, integer } = world
  const hours = () => Object.fromEntries(capacities.filter(() => chance(0.6)).map((id) => [id, whole(1, 4) / 2]))
  const setup = () =>
    integer
      ? maybe(0.5, () => ({
          cost: maybe(0.8, () => series(5, 60)),
          hours: capacities.length && chance(0.4) ? { [pick(capacities)]: whole(1, 3) } : undefined,
        }))
      : undefined
  const lot = () =>
    integer
      ? maybe(0.4, () => ({
          min: maybe(0.5, () => whole(2, 9)),
          max: maybe(0.3, () => whole(20, 60)),
          multiple: maybe(0.4, () => pick([2, 5])),
        }))
      : undefined
  return { hours, setup, lot }
}

export type Terms = ReturnType<typeof termsOf>

/** One or two recipes of each item. */
export function drawRecipes(world: World, { hours, setup, lot }: Terms) {
  const { chance, whole, series, limit, maybe, pick, home, finished, parts, items } = world
  return items.flatMap((item) =>
    Array.from({ length: whole(1, 2) }, (_, k) => ({
      id: `${item} ${k}`,
      item,
      ...home,
      components:
        finished.includes(item) && parts.length > 0 && chance(0.8)
          ? [{ item: 'leg', quantity: whole(1, 3) }]
          : undefined,
      hours: hours(),
      cost: maybe(0.9, () => series(1, 20)),
      leadTime: maybe(0.3, () => whole(0, 1)),
      yield: maybe(0.2, () => pick([0.8, 0.9, 0.95])),
      min: maybe(0.05, () => whole(1, 3)),
      max: maybe(0.3, () => limit(10, 60)),
      commitment: maybe(0.1, () => whole(1, 20)),
      maxTotal: maybe(0.1, () => whole(40, 150)),
      setup: setup(),
      lot: lot(),
      co2: maybe(0.3, () => whole(1, 3)),
    })),
  )
}

/** Who makes items for us. */
export function drawSubcontract(world: World, { setup, lot }: Terms) {
  const { chance, whole, series, limit, maybe, home, parts, items } = world
  return items
    .filter(() => chance(0.35))
    .map((item) => ({
      item,
      ...home,
      cost: series(15, 40),
      leadTime: whole(0, 1),
      min: maybe(0.1, () => whole(0, 2)),
      max: maybe(0.6, () => limit(5, 30)),
      commitment: maybe(0.1, () => whole(1, 10)),
      maxTotal: maybe(0.1, () => whole(20, 60)),
      components: parts.length > 0 && item !== 'leg' && chance(0.3) ? [{ item: 'leg', quantity: 1 }] : undefined,
      setup: setup(),
      lot: lot(),
      co2: maybe(0.2, () => whole(1, 3)),
    }))
}

/** Whom items are bought from. */
export function drawPurchases(world: World, { lot }: Terms) {
  const { chance, whole, series, limit, maybe, home, items, integer } = world
  return items
    .filter(() => chance(0.3))
    .map((item) => ({
      item,
      ...home,
      supplier: 'Meyer',
      price: series(8, 35),
      leadTime: whole(0, 2),
      max: maybe(0.5, () => limit(5, 30)),
      commitment: maybe(0.2, () => whole(1, 15)),
      maxTotal: maybe(0.2, () => whole(20, 60)),
      min: maybe(0.05, () => 1),
      lot: lot(),
      orderCost: integer ? maybe(0.4, () => series(5, 50)) : undefined,
      co2: maybe(0.2, () => 1),
    }))
}
