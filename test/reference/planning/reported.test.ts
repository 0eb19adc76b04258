import { checkPlan, type PlanModel, type Solved, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'

/**
 * Problems that people reported of planning programs, with values of our own. Where no reason stands beside a figure, it was found with
 * PuLP 3.3.2 and HiGHS at gap 0.
 */
async function planOf(model: unknown): Promise<Extract<Solved, { kind: 'plan' }>> {
  const solved = await solvePlan(model, { explain: true })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  if (solved.plan.status.kind !== 'infeasible')
    expect(checkPlan(model as PlanModel, solved.plan).violations).toEqual([])
  return solved
}

async function optimumOf(model: PlanModel): Promise<number> {
  const { plan } = await planOf(model)
  expect(plan.status).toEqual({ kind: 'optimal', gap: 0 })
  return plan.objective
}

const ofOneItem = (rest: Partial<PlanModel>): PlanModel => ({
  periods: ['Jan', 'Feb', 'Mar', 'Apr'],
  items: ['x'],
  ...rest,
})

describe('the optimum of small problems from reports', () => {
  it('a minimum order covers what three users need together: 90 at 2', async () => {
    const parts = ['a', 'b', 'c']
    const model: PlanModel = {
      periods: 1,
      items: ['raw', ...parts],
      demand: parts.map((item) => ({ item, quantity: 15 })),
      recipes: parts.map((item) => ({ item, leadTime: 0, components: [{ item: 'raw', quantity: 1 }] })),
      purchases: [{ item: 'raw', price: 2, leadTime: 0, lot: { min: 90 } }],
    }
    expect(await optimumOf(model)).toBe(180)
  })

  it('safety stock is restored at once, not only when somebody buys: 12 at 2, and 10 held in four periods', async () => {
    const stock = [{ item: 'x', opening: 4, safetyStock: 10, holdingCost: 1 }]
    const demand = [{ item: 'x', quantity: [0, 0, 0, 6] }]
    expect(await optimumOf(ofOneItem({ stock, demand, purchases: [{ item: 'x', price: 2, leadTime: 0 }] }))).toBe(64)
  })

  it('minimum and multiple of 100 stay 100 in period 1 and 100 in period 3', async () => {
    const model: PlanModel = {
      periods: 3,
      items: ['x'],
      stock: [{ item: 'x', holdingCost: 0.1 }],
      demand: [{ item: 'x', quantity: [30, 0, 90] }],
      purchases: [{ item: 'x', price: 2, leadTime: 0, lot: { min: 100, multiple: 100 } }],
    }
    expect(await optimumOf(model)).toBe(422)
  })

  it('production runs ahead of rising cost: 48,740', async () => {
    const model: PlanModel = {
      periods: 6,
      items: ['w'],
      stock: [{ item: 'w', holdingCost: 7 }],
      demand: [{ item: 'w', quantity: [120, 230, 205, 125, 215, 95] }],
      recipes: [{ item: 'w', cost: [52, 44, 57, 47, 53, 49], leadTime: 0 }],
    }
    expect(await optimumOf(model)).toBe(48740)
  })

  it('people are hired and released beside overtime and backlog: 790,117.5', async () => {
    const overtime = { costPerHour: 31, maxHoursPerWorker: 18 }
    const crew = {
      id: 'crew',
      opening: 28,
      hoursPerWorker: 160,
      wage: 3360,
      hireCost: 900,
      releaseCost: 1900,
      overtime,
    }
    const quantity = [1150, 1480, 1760, 1930, 2080, 2240]
    const model: PlanModel = {
      periods: 6,
      items: ['w'],
      stock: [{ item: 'w', opening: 180, holdingCost: 4 }],
      demand: [{ item: 'w', quantity, backlogCost: 12, endBacklog: 0 }],
      recipes: [{ item: 'w', cost: 11, hours: { crew: 3 }, leadTime: 0 }],
      workforce: [crew],
    }
    expect(await optimumOf(model)).toBe(790117.5)
  })

  it('three items in whole units with setups share a machine: 3,944', async () => {
    const rows = [
      { item: 'A', cost: 9, hours: 3, setup: 55, holding: 1.5, quantity: [18, 25, 12, 30, 22, 15] },
      { item: 'B', cost: 14, hours: 4, setup: 75, holding: 2.5, quantity: [10, 0, 16, 14, 20, 9] },
      { item: 'C', cost: 11, hours: 2, setup: 48, holding: 2, quantity: [22, 15, 8, 25, 11, 19] },
    ]
    const model: PlanModel = {
      periods: 6,
      items: rows.map(({ item }) => item),
      stock: rows.map(({ item, holding }) => ({ item, holdingCost: holding })),
      demand: rows.map(({ item, quantity }) => ({ item, quantity })),
      recipes: rows.map(({ item, cost, hours, setup }) => ({
        ...{ item, cost, leadTime: 0, hours: { m: hours } },
        ...{ setup: { cost: setup }, lot: { multiple: 1 } },
      })),
      resources: [{ id: 'm', capacity: [220, 180, 200, 190, 210, 170] }],
    }
    expect(await optimumOf(model)).toBe(3944)
  })

  it('two demands do not wait for a late order that neither needs: 40 made at 5', async () => {
    const arrivals = [{ item: 'x', quantity: [0, 0, 20, 0] }]
    const demand = ['d1', 'd2'].map((name) => ({ item: 'x', class: name, quantity: [0, 20, 0, 0] }))
    expect(await optimumOf(ofOneItem({ arrivals, demand, recipes: [{ item: 'x', cost: 5, leadTime: 0 }] }))).toBe(200)
  })

  it('two halves are one whole unit: 2', async () => {
    const demand = ['a', 'b'].map((name) => ({ item: 'x', class: name, quantity: 0.5 }))
    const purchases = [{ item: 'x', price: 2, leadTime: 0, lot: { multiple: 1 } }]
    expect(await optimumOf({ periods: 1, items: ['x'], demand, purchases })).toBe(2)
  })

  it('a machine that makes nothing else stays set up: 18 + 2 hours, then 20, one setup at 10', async () => {
    const setup = { cost: 10, hours: { l: 2 } }
    const model: PlanModel = {
      periods: 2,
      items: ['a'],
      demand: [{ item: 'a', quantity: [18, 20] }],
      stock: [{ item: 'a', max: 0 }],
      recipes: [{ item: 'a', hours: { l: 1 }, setup, leadTime: 0 }],
      resources: [{ id: 'l', capacity: 20 }],
    }
    expect(await optimumOf(model)).toBe(10)
    const { plan } = await planOf({ ...model, resources: [{ id: 'l', capacity: 20, carryOver: false }] })
    expect(plan.status.kind).toBe('infeasible')
  })

  it('a machine with two recipes is set up in every period: three setups of 10', async () => {
    const recipe = (item: string) => ({ item, hours: { l: 1 }, leadTime: 0, setup: { cost: 10, hours: { l: 1 } } })
    const model: PlanModel = {
      periods: 2,
      items: ['a', 'b'],
      demand: [
        { item: 'a', quantity: [5, 5] },
        { item: 'b', quantity: [5, 0] },
      ],
      stock: [{ item: 'a', max: 0 }],
      recipes: ['a', 'b'].map(recipe),
      resources: [{ id: 'l', capacity: 20 }],
    }
    expect(await optimumOf(model)).toBe(30)
  })

  it.each([1e6, 1e9, 1e11, 1e13, 1e15])(
    'a price of %s that means never does not bend the optimum: 780 and 50 held',
    async (never) => {
      const model: PlanModel = {
        periods: 3,
        items: ['x'],
        stock: [{ item: 'x', holdingCost: 1 }],
        demand: [{ item: 'x', quantity: [50, 60, 130], lostSaleCost: never }],
        recipes: [
          { id: 'cheap', item: 'x', cost: 3, max: 70 },
          { id: 'dear', item: 'x', cost: 5 },
        ],
      }
      // 190 cheap ones and 50 dear ones are 820; the 10 cheap ones of Feb that wait for Mar are held for 10.
      expect(await optimumOf(model)).toBe(830)
      const short = { ...model, recipes: [{ id: 'cheap', item: 'x', cost: 3, max: 70 }] }
      const { plan } = await planOf(short)
      expect(plan.status.kind).toBe('optimal')
      expect(plan.money.lostSales).toBe(30 * never)
    },
  )
})

describe('limits that are null', () => {
  const crew = { id: 'crew', opening: 3, hoursPerWorker: 40, wage: 10, integer: true }
  const model = (limits: object): PlanModel => ({
    periods: 3,
    items: ['x'],
    demand: [{ item: 'x', quantity: [100, 100, 155] }],
    stock: [{ item: 'x', max: 10 }],
    recipes: [{ item: 'x', hours: { crew: 1 }, leadTime: 0 }],
    workforce: [{ ...crew, ...limits }],
  })

  it.each([{}, { maxHires: null }, { maxHires: [null, null, null] }])('mean the same as none: %o', async (limits) => {
    expect(await optimumOf(model(limits))).toBe(100)
  })

  it('may stand wherever a most is asked for', async () => {
    const nothing: PlanModel = {
      ...model({ max: null, maxReleases: null, overtime: { costPerHour: 1, maxHours: null, maxHoursPerWorker: null } }),
      stock: [{ item: 'x', max: null }],
      demand: [{ item: 'x', quantity: [100, 100, 155], backlogCost: 1, maxBacklog: null, endBacklog: null }],
      recipes: [{ item: 'x', hours: { crew: 1 }, max: null, maxTotal: null, lot: { max: null } }],
      budgets: [{ kind: 'cash', max: null, total: null }],
    }
    expect((await planOf(nothing)).plan.status.kind).toBe('optimal')
  })
})

describe('a gain without end', () => {
  it('names what can grow and what to limit', async () => {
    const stock = [{ item: 'x', endValue: 5 }]
    const purchases = [{ item: 'x', price: 2, leadTime: 0 }]
    const solved = await solvePlan({ periods: 2, items: ['x'], objective: 'margin', stock, purchases })
    if (solved.kind !== 'none') throw new Error(solved.kind)
    expect(solved.status).toMatchObject({ kind: 'unbounded' })
    const { reason } = solved.status as { reason: string }
    expect(reason).toContain('stock of x earns 5 a unit and buy x costs 2 a unit')
    expect(reason).toContain('purchases[0].max')
  })
})

describe('figures too large or too far apart', () => {
  it.each([1e9, 1e13, 1e15])('a limit of %s that means none bends nothing: 330.039 as without it', async (most) => {
    const model: PlanModel = {
      periods: 3,
      items: ['x'],
      stock: [{ item: 'x', holdingCost: 1, max: most }],
      demand: [{ item: 'x', quantity: [50, 60, 0.013] }],
      recipes: [
        { id: 'cheap', item: 'x', cost: 3, max: 70, hours: { p: 0.1 } },
        { id: 'dear', item: 'x', cost: 5, max: most, setup: { cost: 7 } },
      ],
      resources: [{ id: 'p', capacity: most }],
    }
    expect(await optimumOf(model)).toBeCloseTo(3 * 110.013, 9)
  })

  it.each([1e9, 1e12, 1e15])(
    'are optimal only where the checker finds nothing, at a demand of %s',
    async (quantity) => {
      const model: PlanModel = {
        periods: 3,
        items: ['x', 'part', 'small'],
        demand: [
          { item: 'x', quantity: [quantity, quantity / 3, quantity * 0.7], lostSaleCost: 60 },
          { item: 'small', quantity: [0.37, 1 / 3, 7], lostSaleCost: 6 },
        ],
        recipes: [
          { item: 'x', cost: 20, hours: { press: 0.3 }, components: [{ item: 'part', quantity: 0.7 }] },
          { item: 'small', cost: 1, hours: { press: 0.3 }, components: [{ item: 'part', quantity: 1.3 }] },
        ],
        purchases: [{ item: 'part', price: 1.1, leadTime: 0 }],
        resources: [{ id: 'press', capacity: quantity / 7, overtime: { costPerHour: 12, maxHours: quantity / 11 } }],
      }
      const solved = await solvePlan(model)
      if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
      const faults = checkPlan(model, solved.plan).violations.length
      expect(solved.plan.status.kind === 'inexact').toBe(faults > 0)
      expect(solved.plan.notes).toHaveLength(faults)
    },
  )
})
