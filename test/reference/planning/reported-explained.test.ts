import { type Conflict, checkPlan, type PlanModel, type Solved, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'

/**
 * Explanations of problems that people reported of planning programs, with values of our own. Where no reason stands beside a figure, it was found with
 * PuLP 3.3.2 and HiGHS at gap 0.
 */
async function planOf(model: unknown): Promise<Extract<Solved, { kind: 'plan' }>> {
  const solved = await solvePlan(model, { explain: true })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  if (solved.plan.status.kind !== 'infeasible')
    expect(checkPlan(model as PlanModel, solved.plan).violations).toEqual([])
  return solved
}

async function conflictOf(model: PlanModel): Promise<Conflict> {
  const { plan, conflict } = await planOf(model)
  expect(plan.status.kind).toBe('infeasible')
  if (!conflict) throw new Error('no conflict was found')
  return conflict
}

const ofOneItem = (rest: Partial<PlanModel>): PlanModel => ({
  periods: ['Jan', 'Feb', 'Mar', 'Apr'],
  items: ['x'],
  ...rest,
})

describe('a conflict', () => {
  it('of whole workers is solved by whole workers', async () => {
    const model: PlanModel = {
      periods: 3,
      items: ['x'],
      demand: [{ item: 'x', quantity: [100, 100, 155] }],
      stock: [{ item: 'x', max: 10 }],
      recipes: [{ item: 'x', hours: { crew: 1 }, leadTime: 0 }],
      workforce: [{ id: 'crew', opening: 3, hoursPerWorker: 40, wage: 10, maxHires: 0, integer: true }],
    }
    const { repairs } = await conflictOf(model)
    const hires = repairs.find((each) => each.path === 'workforce[0].maxHires')!
    expect(hires).toMatchObject({ amount: 1, solves: 'everything', says: 'hiring limit of crew: higher by 1' })
    const repaired = { ...model, workforce: [{ ...model.workforce![0]!, maxHires: 1 }] }
    expect((await planOf(repaired)).plan.status.kind).toBe('optimal')
  })

  it('in whole lots is named: demand 7, lots of two, no stock', async () => {
    const model: PlanModel = {
      periods: 1,
      items: ['x'],
      stock: [{ item: 'x', max: 0 }],
      demand: [{ item: 'x', quantity: 7 }],
      purchases: [{ item: 'x', price: 2, leadTime: 0, lot: { multiple: 2 } }],
    }
    const { rules, repairs, says } = await conflictOf(model)
    expect(rules.map((each) => each.path).sort()).toEqual(['demand[0]', 'purchases[0].lot', 'stock[0].max'])
    expect(says).toContain('lot size of buy x (multiples of 2 in P1)')
    expect(repairs.map((each) => each.says).sort()).toEqual([
      'demand for x: 1 unit less',
      'maximum stock of x: higher by 1',
    ])
  })

  it('of a least lot against a maximum stock is named', async () => {
    const model: PlanModel = {
      periods: 2,
      items: ['x'],
      stock: [{ item: 'x', max: 3 }],
      demand: [{ item: 'x', quantity: [7, 9] }],
      purchases: [{ item: 'x', price: 2, leadTime: 0, lot: { min: 12 } }],
    }
    const { rules } = await conflictOf(model)
    expect(rules.map((each) => each.path).sort()).toEqual(['demand[0]', 'purchases[0].lot', 'stock[0].max'])
  })

  it.each([undefined, [40, 0]])('names nothing that does not belong to it, with a least stock of %o', async (min) => {
    const model: PlanModel = {
      periods: ['Nov', 'Dec'],
      items: ['lamp'],
      stock: [{ item: 'lamp', opening: 50, ...(min && { min }) }],
      demand: [{ item: 'lamp', quantity: [0, 600] }],
      recipes: [{ item: 'lamp', leadTime: 0, hours: { press: 1 } }],
      resources: [{ id: 'press', capacity: 100 }],
    }
    const { says } = await conflictOf(model)
    expect(says).toBe(
      'These cannot all be kept: demand for lamp (600 in Dec); capacity of press (100 in Nov and Dec). Given: 50 lamp in stock at the start. ' +
        'Enough to solve this: demand for lamp: 350 units less, or capacity of press: 350 hours more.',
    )
  })

  it('of a commitment and a maximum calls both by their names', async () => {
    const model: PlanModel = {
      periods: 2,
      items: ['x'],
      recipes: [{ item: 'x', leadTime: 0, max: 10, commitment: 100 }],
    }
    const { rules, says } = await conflictOf(model)
    expect(rules.map(({ rule, path }) => [rule, path])).toEqual([
      ['commitment of x', 'recipes[0].commitment'],
      ['maximum of x', 'recipes[0].max'],
    ])
    expect(says).toContain('commitment of x (100); maximum of x (10 in P1 and P2)')
  })

  it('says of a repair that others remain where one is not enough', async () => {
    const model: PlanModel = {
      periods: 1,
      items: ['a', 'b'],
      demand: ['a', 'b'].map((item) => ({ item, quantity: 10 })),
      recipes: ['a', 'b'].map((item) => ({ item, leadTime: 0, max: 5 })),
    }
    const { repairs, says } = await conflictOf(model)
    expect(repairs.every((each) => each.solves === 'this conflict')).toBe(true)
    expect(says).toContain('Enough for this conflict, though others may remain')
  })
})

describe('what is late or lost', () => {
  const late = [{ item: 'x', quantity: [10, 0, 0, 0], backlogCost: 100_000, endBacklog: 0 }]

  it.each([1, 100_000])('because of a lead time is so at a backlog cost of %s, too', async (backlogCost) => {
    const demand = [{ ...late[0]!, backlogCost }]
    const { explanation } = await planOf(ofOneItem({ demand, recipes: [{ item: 'x', leadTime: 3, cost: 1 }] }))
    const { causes, summary } = explanation!
    expect(summary[1]!.about).toBe('late')
    expect(summary[1]!.says).toBe(
      '10 units of x wait for a later period in Jan, Feb and Mar (30 unit-periods), because x arrives in Apr at the earliest ' +
        '(lead time of x: 3 periods). No price can change that.',
    )
    expect(causes).toHaveLength(3)
    for (const each of causes) {
      expect(each.impossible).toBe(true)
      expect(each.because).toMatchObject([{ rule: 'lead time of x', path: 'recipes[0].leadTime', share: 100 }])
    }
  })

  it('because parts come late has both lead times, by their lengths', async () => {
    const model: PlanModel = {
      ...ofOneItem({ demand: late }),
      items: ['x', 'part'],
      recipes: [{ item: 'x', leadTime: 1, components: [{ item: 'part', quantity: 1 }] }],
      purchases: [{ item: 'part', price: 1, leadTime: 2 }],
    }
    const { because } = (await planOf(model)).explanation!.causes[0]!
    expect(because.map(({ path, share }) => [path, Math.round(share)])).toEqual([
      ['purchases[0].leadTime', 67],
      ['recipes[0].leadTime', 33],
    ])
  })

  it('because of transport names the lane', async () => {
    const model: PlanModel = {
      ...ofOneItem({ sites: ['plant', 'shop'] }),
      demand: [{ ...late[0]!, site: 'shop' }],
      recipes: [{ item: 'x', site: 'plant', leadTime: 0 }],
      lanes: [{ from: 'plant', to: 'shop', leadTime: 2 }],
    }
    const { because } = (await planOf(model)).explanation!.causes[0]!
    expect(because).toMatchObject([{ rule: 'lead time of plant to shop', path: 'lanes[0].leadTime', share: 100 }])
  })

  it('because an order arrives later has its period', async () => {
    const arrivals = [{ item: 'x', quantity: [0, 0, 10, 0] }]
    const { explanation } = await planOf(ofOneItem({ demand: late, arrivals }))
    expect(explanation!.causes[0]).toMatchObject({
      impossible: true,
      because: [{ rule: 'arrival of x', path: 'arrivals[0].quantity', share: 100 }],
      says: 'Jan: 10 x wait for a later period, because the next x arrives in Mar',
    })
  })

  it('because nobody makes or buys it says so', async () => {
    const model: PlanModel = {
      periods: 2,
      items: ['x', 'y'],
      objective: 'margin',
      demand: [{ item: 'x', quantity: 10, price: 5, lostSaleCost: 50 }],
      recipes: [{ item: 'y', leadTime: 0, cost: 1 }],
    }
    const { explanation } = await planOf(model)
    expect(explanation!.causes[0]!.says).toBe('P1: 10 x lost, because nobody makes or buys x')
    expect(explanation!.summary.map(({ says }) => says).join(' ')).not.toContain('costs less')
  })

  it('beyond the horizon says so, and is warned of before', async () => {
    const demand = [{ item: 'x', quantity: [10, 0, 0, 0], lostSaleCost: 5 }]
    const { explanation, warnings } = await planOf(ofOneItem({ demand, recipes: [{ item: 'x', leadTime: 9 }] }))
    expect(warnings.map((each) => each.path)).toContain('recipes[0].leadTime')
    expect(explanation!.causes[0]!.says).toContain('x would arrive after the last period (lead time of x: 9 periods)')
  })

  it('because its source opens later names the limit', async () => {
    const { explanation } = await planOf(ofOneItem({ demand: late, recipes: [{ item: 'x', max: [0, 0, 50, 50] }] }))
    expect(explanation!.causes[0]!.because[0]!.path).toBe('recipes[0].max')
  })

  it('because that is cheaper still says so', async () => {
    const demand = [{ item: 'x', quantity: [10, 0, 0, 0], backlogCost: 1, endBacklog: 0 }]
    const { explanation } = await planOf(ofOneItem({ demand, recipes: [{ item: 'x', cost: [9, 9, 9, 1] }] }))
    expect(explanation!.causes[0]!.says).toContain('it costs less than to deliver in time')
  })
})
