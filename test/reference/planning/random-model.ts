import type { PlanModel } from '@drumbeat/planning'

type Loose = { -readonly [K in keyof PlanModel]: PlanModel[K] }

/** A small company with every feature switched on or off at random; the same seed gives the same company. */
export function randomModel(seed: number): PlanModel {
  const next = dice(seed)
  const chance = (share: number) => next() < share
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const periods = whole(2, 6)
  const series = (low: number, high: number) =>
    chance(0.5) ? whole(low, high) : Array.from({ length: periods }, () => whole(low, high))
  const limit = (low: number, high: number) =>
    chance(0.7) ? series(low, high) : Array.from({ length: periods }, () => (chance(0.3) ? null : whole(low, high)))
  const maybe = <V>(share: number, make: () => V): V | undefined => (chance(share) ? make() : undefined)
  const pick = <V>(from: readonly V[]): V => from[whole(0, from.length - 1)]!
  const sites = chance(0.25) ? ['north', 'south'] : undefined
  const home = sites ? { site: 'north' } : {}
  const finished = ['table', 'chair'].slice(0, whole(1, 2))
  const parts = chance(0.5) ? ['leg'] : []
  const items = [...finished, ...parts]
  const integer = chance(0.35)
  const resources = ['press', 'saw'].slice(0, whole(0, 2)).map((id) => ({
    id,
    capacity: series(30, 90),
    availability: maybe(0.3, () => whole(7, 10) / 10),
    minHours: maybe(0.1, () => series(0, 20)),
    costPerHour: maybe(0.3, () => series(1, 4)),
    idleCost: maybe(0.2, () => whole(1, 3)),
    overtime: maybe(0.5, () => ({ costPerHour: series(4, 9), maxHours: maybe(0.7, () => limit(5, 20)) })),
    shifts: maybe(0.25, () => ({ hours: 8, cost: series(20, 60), max: series(1, 3), integer })),
    maintenance: integer
      ? maybe(0.3, () => ({
          count: whole(1, 2),
          hours: whole(5, 15),
          maxPerPeriod: 1,
          cost: maybe(0.3, () => whole(1, 9)),
        }))
      : undefined,
  }))
  const workforce = chance(0.45)
    ? [
        {
          id: 'crew',
          opening: whole(2, 8),
          hoursPerWorker: series(8, 14),
          wage: maybe(0.8, () => series(20, 60)),
          hireCost: maybe(0.7, () => series(5, 50)),
          releaseCost: maybe(0.7, () => series(5, 50)),
          maxHires: maybe(0.3, () => series(1, 4)),
          maxReleases: maybe(0.2, () => series(0, 3)),
          min: maybe(0.2, () => whole(0, 2)),
          max: maybe(0.3, () => limit(8, 12)),
          endWorkers: maybe(0.1, () => whole(2, 6)),
          hireLeadTime: maybe(0.2, () => whole(0, 1)),
          trainingHours: maybe(0.2, () => whole(1, 4)),
          attrition: integer ? undefined : maybe(0.2, () => whole(0, 2) / 10),
          noIdle: maybe(0.1, () => true),
          costPerHour: maybe(0.2, () => series(1, 3)),
          idleCost: maybe(0.2, () => whole(1, 2)),
          overtime: maybe(0.5, () => ({
            costPerHour: series(3, 9),
            maxHoursPerWorker: maybe(0.7, () => whole(1, 4)),
            maxHours: maybe(0.3, () => whole(5, 30)),
          })),
          integer: integer && chance(0.5),
        },
      ]
    : []
  const capacities = [...resources, ...workforce].map((each) => each.id)
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
  const recipes = items.flatMap((item) =>
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
  const subcontract = items
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
  const purchases = items
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
  const demand = items.flatMap((item) =>
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
  const places = items.flatMap((item) => (sites ?? [undefined]).map((site) => ({ item, site })))
  const stock = places
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
  const model: Loose = { periods, items: items.map((id) => ({ id, volume: whole(1, 3) })), recipes, demand, stock }
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
  if (chance(0.4)) model.objective = 'margin'
  if (resources.length > 0) model.resources = resources
  if (workforce.length > 0) model.workforce = workforce
  if (subcontract.length > 0) model.subcontract = subcontract
  if (purchases.length > 0) model.purchases = purchases
  if (chance(0.25)) model.arrivals = [{ item: pick(items), ...home, quantity: series(0, 8) }]
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
  return JSON.parse(JSON.stringify(model)) as PlanModel
}

function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
