import type { World } from './random-draws.ts'

/** What is asked for, by class of customer. */
export function drawDemand(world: World) {
  const { chance, whole, series, limit, maybe, sites, finished, items } = world
  return items.flatMap((item) =>
    (finished.includes(item) ? ['all', 'key'].slice(0, whole(1, 2)) : chance(0.2) ? ['spare'] : []).map((name) => {
      const late = chance(0.5)
      return {
        item,
        site: sites && (chance(0.6) ? 'south' : 'north'),
        class: name,
        priority: maybe(0.3, () => whole(1, 3)),
        quantity: series(0, 25),
        price: maybe(0.7, () => series(20, 60)),
        backlog: late ? maybe(0.2, () => true) : undefined,
        backlogCost: late ? series(1, 12) : undefined,
        maxBacklog: late ? maybe(0.3, () => limit(5, 30)) : undefined,
        openingBacklog: maybe(0.2, () => whole(1, 6)),
        endBacklog: late ? maybe(0.6, () => whole(0, 4)) : undefined,
        lostSaleCost: maybe(0.8, () => series(20, 120)),
      }
    }),
  )
}

/** Rules of stock, at some places. */
export function drawStock(world: World) {
  const { chance, whole, series, limit, maybe, pick, sites, items, integer } = world
  const places = items.flatMap((item) => (sites ?? [undefined]).map((site) => ({ item, site })))
  return places
    .filter(() => chance(0.75))
    .map((each) => ({
      ...each,
      opening: maybe(0.7, () => whole(0, 30)),
      holdingCost: maybe(0.85, () => series(1, 4)),
      holdingOn: maybe(0.4, () => pick(['end', 'start', 'average'] as const)),
      min: maybe(0.1, () => series(0, 4)),
      max: maybe(0.2, () => limit(30, 80)),
      safetyStock: maybe(0.35, () => series(2, 12)),
      safetyStockCost: maybe(0.6, () => whole(1, 9)),
      endStock: maybe(0.3, () => pick([whole(0, 8), { atLeast: 2, atMost: 25 }, { exactly: 6 }])),
      endValue: maybe(integer ? 0 : 0.15, () => whole(1, 3)),
      shelfLife: maybe(0.2, () => whole(1, 2)),
      disposalCost: maybe(0.6, () => whole(0, 5)),
    }))
}
