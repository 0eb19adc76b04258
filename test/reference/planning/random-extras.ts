import type { PlanModel } from '@drumbeat/planning'
import type { World } from './random-draws.ts'

export type Loose = { -readonly [K in keyof PlanModel]: PlanModel[K] }

/** Ways between the sites, where there are two. */
export function addLanes(model: Loose, world: World): void {
  const { chance, whole, series, limit, maybe, sites, items } = world
  if (sites) {
    model.sites = sites
    model.lanes = [
      {
        from: 'north',
        to: 'south',
        cost: series(0, 4),
        leadTime: whole(0, 1),
        capacity: maybe(0.6, () => limit(10, 40)),
        co2: maybe(0.3, () => 1),
      },
    ]
    if (chance(0.3))
      model.lanes = [...model.lanes, { from: 'south', to: 'north', items: [items[0]!], cost: 3, leadTime: 0 }]
  }
}

/** Prices of change in what is made, and promotions. */
export function addRatesAndPromotions(model: Loose, world: World, recipes: readonly { id: string }[]): void {
  const { chance, whole, periods, series, limit, maybe, pick, sites, items } = world
  if (chance(0.2))
    model.rates = [
      {
        items: chance(0.5) ? [items[0]!] : undefined,
        recipes: chance(0.2) ? [recipes.at(-1)!.id] : undefined,
        opening: maybe(0.6, () => whole(0, 30)),
        increaseCost: maybe(0.8, () => series(0, 6)),
        decreaseCost: maybe(0.8, () => series(0, 6)),
        maxIncrease: maybe(0.2, () => limit(10, 30)),
        maxDecrease: maybe(0.2, () => limit(10, 30)),
      },
    ] as never
  if (chance(0.2))
    model.promotions = Array.from({ length: whole(1, 2) }, () => ({
      item: pick(items),
      class: maybe(0.3, () => 'key'),
      site: sites && maybe(0.3, () => 'south'),
      period: whole(1, periods),
      price: maybe(0.5, () => whole(15, 30)),
      uplift: maybe(0.6, () => whole(-2, 5) / 10),
      pullForward: maybe(0.5, () => ({ share: whole(1, 3) / 10, periods: whole(1, 3) })),
    })) as never
}

/** Order of objectives, a plan that stood before, budgets. */
export function addWishes(model: Loose, world: World, recipes: readonly { id: string }[]): void {
  const { chance, whole, series, maybe, pick } = world
  if (chance(0.2))
    model.objectives = pick([
      ['violation', 'service', 'money'],
      ['service', 'money'],
      ['money', 'smoothness'],
      ['violation', 'service', 'money', 'smoothness'],
    ] as const)
  if (chance(0.25)) {
    model.previous = recipes.slice(0, 1).map((each) => ({ source: each.id, quantity: series(3, 12) }))
    model.fences = {
      frozen: whole(0, 1),
      slushy: whole(0, 2),
      slushyShare: 0.25,
      changeCost: maybe(0.6, () => whole(1, 4)),
    }
  }
  if (chance(0.25))
    model.budgets = [
      pick([
        { kind: 'cash', max: series(900, 2500) },
        { kind: 'cash', total: whole(3000, 9000) },
        { kind: 'volume', max: series(40, 120) },
        { kind: 'co2', total: whole(60, 300) },
      ] as const),
    ]
}
