import type { PlanModel } from '@drumbeat/planning'

/** Size of a generated company; `sites` above 1 adds lanes between a plant and warehouses. */
export interface Size {
  readonly items: number
  readonly periods: number
  readonly resources: number
  readonly sites?: number
}

type Recipe = NonNullable<PlanModel['recipes']>[number]

/**
 * A seeded company: 60 % finished goods, 40 % components, two-level recipes of one to three components, alternate
 * resources for 30 % of the items, overtime to 15 %, subcontract for 20 %, shelf life for 10 %, three customer classes
 * with backlog and lost sales, soft safety stock, 92 % average load.
 */
export function generatedCompany(size: Size, seed = 1): PlanModel {
  const next = dice(seed)
  const { periods, sites = 1 } = size
  const finished = Math.round(size.items * 0.6)
  const names = Array.from({ length: size.items }, (_, i) =>
    i < finished ? `good ${i + 1}` : `part ${i - finished + 1}`,
  )
  const places = Array.from({ length: sites }, (_, s) => `site ${s + 1}`)
  const at = (s: number) => (sites > 1 ? { site: places[s]! } : {})
  const load = new Float64Array(size.resources)
  const means = names.map(() => 0)
  const components = names.map((_, i) => (i < finished ? componentsOf(size.items, finished, next) : []))
  const demand: NonNullable<PlanModel['demand']>[number][] = []
  for (let i = 0; i < finished; i++) {
    const mean = 20 + next() * 180
    const price = 40 + next() * 160
    const season = next() * Math.PI * 2
    for (let s = 0; s < sites; s++)
      for (const [k, share] of [0.5, 0.3, 0.2].entries()) {
        const quantity = Array.from({ length: periods }, (_, t) =>
          seasonal({ mean: (mean * share) / sites, season, t, next }),
        )
        means[i]! += quantity.reduce((a, b) => a + b, 0) / periods
        demand.push({
          item: names[i]!,
          ...at(s),
          class: ['key', 'regular', 'spot'][k]!,
          quantity,
          price,
          priority: k + 1,
          backlogCost: price * [0.12, 0.08, 0.05][k]!,
          lostSaleCost: price * [1.5, 1, 0.7][k]!,
        })
      }
    for (const part of components[i]!) means[part]! += means[i]!
  }
  const recipes = recipesOf({ names, components, means, load, finished, place: at(0), next })
  const lines = Array.from(load, (need, r) => {
    const capacity = Math.max(1, need / 0.92)
    return { id: `line ${r + 1}`, ...at(0), capacity, overtime: { costPerHour: 30, maxHours: capacity * 0.15 } }
  })
  const stock = names.flatMap((item, i) =>
    places.map((_, s) => ({
      item,
      ...at(s),
      opening: Math.round((means[i]! * 0.8) / (i < finished ? sites : s === 0 ? 1 : 1e9)),
      holdingCost: 0.3 + next() * 0.7,
      ...(i < finished ? { safetyStock: Math.round((means[i]! * 0.25) / sites), safetyStockCost: 2 } : {}),
      ...(next() < 0.1 ? { shelfLife: 3, disposalCost: 1 } : {}),
    })),
  )
  const subcontract = names
    .filter(() => next() < 0.2)
    .map((item) => ({ item, ...at(0), cost: 45 + next() * 30, leadTime: 1, max: 60 }))
  return {
    periods,
    items: names.map((id, i) => ({ id, family: `family ${i % 20}` })),
    ...(sites > 1 ? { sites: places, lanes: lanesOf() } : {}),
    recipes,
    demand,
    stock,
    subcontract,
    resources: lines,
  }

  function lanesOf() {
    const goods = names.slice(0, finished)
    const volume = means.slice(0, finished).reduce((a, b) => a + b, 0)
    return places
      .slice(1)
      .map((to) => ({ from: places[0]!, to, items: goods, cost: 1, leadTime: 1, capacity: (volume / sites) * 1.1 }))
  }
}

/** Two-level recipes; adds the hours that each resource needs for them to `load`. */
function recipesOf(of: {
  names: readonly string[]
  components: readonly number[][]
  means: readonly number[]
  load: Float64Array
  finished: number
  place: { site?: string }
  next: () => number
}): Recipe[] {
  const { names, components, means, load, finished, place, next } = of
  return names.flatMap((item, i) => {
    const cost = 5 + next() * 20
    const hours = 0.05 + next() * 0.4
    const own = Math.floor(next() * load.length)
    const parts = components[i]!.map((part) => ({ item: names[part]!, quantity: 1 }))
    load[own]! += hours * means[i]!
    const make = { item, ...place, components: parts, cost, leadTime: i < finished ? 0 : 1 }
    const first = { ...make, id: `${item} a`, hours: { [`line ${own + 1}`]: hours } }
    if (next() >= 0.3) return [first]
    const other = `line ${Math.floor(next() * load.length) + 1}`
    return [first, { ...make, id: `${item} b`, cost: cost * 1.05, hours: { [other]: hours * 1.1 } }]
  })
}

/** One to three components of a good, among the parts. */
function componentsOf(items: number, finished: number, next: () => number): number[] {
  return distinct(1 + Math.floor(next() * 3), () => finished + Math.floor(next() * (items - finished)))
}

/** A period's demand: a yearly wave of 30 % with noise of up to 20 %. */
function seasonal(of: { mean: number; season: number; t: number; next: () => number }): number {
  const { mean, season, t, next } = of
  return Math.round(mean * (1 + 0.3 * Math.sin(season + (t * Math.PI) / 6)) * (0.8 + 0.4 * next()))
}

function distinct(count: number, draw: () => number): number[] {
  const drawn = new Set<number>()
  for (let tries = 0; drawn.size < count && tries < 20; tries++) drawn.add(draw())
  return [...drawn]
}

function dice(seed: number): () => number {
  let state = seed * 7919 + 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 4294967296
  }
}
