import { expect, test } from 'vitest'
import { checkPlan } from './checking/check-plan.ts'
import type { PlanModel } from './model/plan-model.ts'
import { riskOfPlan } from './risk/risk.ts'
import { solvePlan } from './solve-plan.ts'
import { validatePlanModel } from './validation/validate.ts'

async function solved(model: PlanModel) {
  const answer = await solvePlan(model)
  if (answer.kind !== 'plan') throw new Error(JSON.stringify(answer))
  expect(answer.plan.status.kind).toBe('optimal')
  expect(checkPlan(model, answer.plan).violations).toEqual([])
  return answer.plan
}

const said = (model: object) => {
  const answer = validatePlanModel(model)
  return answer.kind === 'invalid' ? answer.problems.map(({ path, says }) => `${path} ${says}`) : []
}

test('perfumes made from one raw material together earn 172,666.67 (Winston, Operations Research, Rylon)', async () => {
  const sold = (item: string, price: number) => ({ item, price, quantity: 100_000, lost: true })
  const plan = await solved({
    periods: 1,
    objective: 'margin',
    items: ['raw', 'regular Brute', 'luxury Brute', 'regular Chanelle', 'luxury Chanelle'],
    purchases: [{ item: 'raw', price: 3, max: 4000, leadTime: 0 }],
    resources: [{ id: 'laboratory', capacity: 6000 }],
    recipes: [
      {
        item: 'regular Brute',
        components: [{ item: 'raw', quantity: 1 / 3 }],
        byProducts: [{ item: 'regular Chanelle', quantity: 4 / 3 }],
        hours: { laboratory: 1 / 3 },
        leadTime: 0,
      },
      ...['Brute', 'Chanelle'].map((name) => ({
        item: `luxury ${name}`,
        components: [{ item: `regular ${name}`, quantity: 1 }],
        hours: { laboratory: name === 'Brute' ? 3 : 2 },
        cost: 4,
        leadTime: 0,
      })),
    ],
    demand: [
      sold('regular Brute', 7),
      sold('luxury Brute', 18),
      sold('regular Chanelle', 6),
      sold('luxury Chanelle', 14),
    ],
  })
  expect(plan.objective).toBeCloseTo(172_666.6667, 3)
})

test('a by-product arrives with its item, and what is missing of it is bought', async () => {
  const plan = await solved({
    periods: 2,
    items: ['petrol', 'oil'],
    recipes: [{ item: 'petrol', cost: 10, leadTime: 1, byProducts: [{ item: 'oil', quantity: 0.5 }] }],
    purchases: [{ item: 'oil', price: 12, leadTime: 0 }],
    demand: [
      { item: 'petrol', quantity: [0, 100] },
      { item: 'oil', quantity: [0, 80] },
    ],
  })
  expect([plan.objective, plan.purchases[0]!.quantity]).toEqual([1360, [0, 30]])
})

test('a second supplier gets at least 30 % of what is bought, and a dear one at most 60 %', async () => {
  const buy = (supplier: string, price: number) => ({ id: supplier, supplier, item: 'steel', price, leadTime: 0 })
  const model = {
    periods: 1,
    items: ['steel'],
    purchases: [buy('near', 12), buy('far', 10)],
    demand: [{ item: 'steel', quantity: [100] }],
  }
  const least = await solved({ ...model, shares: [{ item: 'steel', sources: ['near'], least: 0.3 }] })
  expect(least.money.purchases).toBe(1060)
  const most = await solved({ ...model, shares: [{ item: 'steel', sources: ['far'], most: 0.6, per: 'period' }] })
  expect(most.money.purchases).toBe(1080)
  expect(
    said({
      ...model,
      shares: [
        { item: 'steel', sources: ['fra'], least: 2 },
        { item: 'steel', sources: ['far'] },
      ],
    }),
  ).toEqual([
    'shares[0].least must be at most 1',
    'shares[0].sources[0] is not a known recipe, subcontract or purchase',
    'shares[1] says neither least nor most',
  ])
})

const shop = {
  sites: ['works', 'shop'],
  items: ['chair'],
  stock: [{ item: 'chair', site: 'shop', holdingCost: 1 }],
  recipes: [{ item: 'chair', site: 'works', leadTime: 0 }],
}

test('whole trucks of 50 go twice for three wants of 30', async () => {
  const plan = await solved({
    ...{ ...shop, periods: 3 },
    lanes: [{ from: 'works', to: 'shop', leadTime: 0, load: { size: 50, cost: 100 } }],
    demand: [{ item: 'chair', site: 'shop', quantity: 30 }],
  })
  expect([plan.objective, plan.loads![0]!.loads]).toEqual([240, [1, 1, 0]])
})

test('a fixed cost of sending gives the 864 of Wagner and Whitin (1958)', async () => {
  const plan = await solved({
    ...{ ...shop, periods: 12 },
    lanes: [
      {
        ...{ from: 'works', to: 'shop', leadTime: 0, capacity: 630 },
        fixedCost: [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114],
      },
    ],
    demand: [{ item: 'chair', site: 'shop', quantity: [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56] }],
  })
  expect(plan.objective).toBe(864)
})

test('a budget over overtime alone lets six hours be worked', async () => {
  const model: PlanModel = {
    periods: 1,
    items: ['chair'],
    resources: [{ id: 'press', capacity: 10, overtime: { costPerHour: 5 } }],
    recipes: [{ item: 'chair', cost: 1, hours: { press: 1 } }],
    demand: [{ item: 'chair', quantity: 20, lostSaleCost: 100 }],
    budgets: [{ kind: 'cash', lines: ['overtime'], total: 30 }],
  }
  expect((await solved(model)).objective).toBe(446)
  expect(said({ ...model, budgets: [{ kind: 'cash', lines: ['overtimes'] }] })[0]).toContain('budgets[0].lines')
})

test('a quarter of purchases from one supplier costs no more than its budget; the rest comes from the dearer one, and the price is told', async () => {
  const model: PlanModel = {
    periods: ['Mar', 'Apr', 'May', 'Jun', 'Jul'],
    items: ['wood', 'glue'],
    stock: ['wood', 'glue'].map((item) => ({ item, max: 0 })),
    purchases: [
      { id: 'near', item: 'wood', supplier: 'Near', price: 2, leadTime: 0 },
      { id: 'far', item: 'wood', supplier: 'Far', price: 3, leadTime: 0 },
      { id: 'glue', item: 'glue', supplier: 'Near', price: 1, leadTime: 0 },
    ],
    demand: ['wood', 'glue'].map((item) => ({ item, quantity: [10, 10, 10, 10, 10] })),
    budgets: [
      {
        ...{ kind: 'cash', name: 'purchases from Near, Apr to Jun', lines: ['purchases'], suppliers: ['Near'] },
        ...{ from: 'Apr', to: 'Jun', total: 70 },
      },
    ],
  }
  const answer = await solvePlan(model, { explain: true })
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  // 30 of the 70 go for glue; 40 buy 20 wood of Near, and 10 come from Far
  expect(answer.plan.objective).toBe(5 * 10 + 40 * 2 + 10 * 3)
  expect(answer.explanation!.summary.map(({ says }) => says)).toContain(
    'Purchases from Near, Apr to Jun: 70 of 70. One more would be worth 0.5.',
  )
  const wood = { ...model.budgets![0]!, suppliers: undefined, items: ['wood'], total: 75 }
  const tight = await solvePlan({ ...model, budgets: [wood] })
  expect(tight).toMatchObject({ kind: 'plan', plan: { status: { kind: 'optimal' } } })
  const stored: PlanModel = {
    ...model,
    budgets: [
      { ...wood, lines: ['overtime'] },
      { kind: 'volume', from: 'Jun', to: 'Apr' },
    ],
  }
  expect(said(stored)).toEqual([
    expect.stringContaining('budgets[0].lines'),
    expect.stringContaining('budgets[1].from'),
  ])
})

test('a press that stays set up for what it made last makes what no press could that is set up anew each month', async () => {
  const model: PlanModel = {
    periods: 2,
    items: ['chair', 'stool'],
    stock: [
      { item: 'chair', max: 0 },
      { item: 'stool', max: 0 },
    ],
    resources: [{ id: 'press', capacity: 20, carryOver: true }],
    recipes: ['chair', 'stool'].map((item) => ({
      ...{ item, leadTime: 0, hours: { press: 1 } },
      setup: { cost: 10, hours: { press: 2 } },
    })),
    demand: [
      { item: 'chair', quantity: [18, 10] },
      { item: 'stool', quantity: [0, 8] },
    ],
  }
  const plan = await solved(model)
  expect([plan.objective, plan.resources[0]!.sequence]).toEqual([20, [['chair'], ['chair', 'stool']]])
  const swapped = { ...plan.resources[0]!, sequence: [['chair'], ['stool', 'chair']] }
  expect(checkPlan(model, { ...plan, resources: [swapped] }).violations.map(({ kind }) => kind)).toContain('lot')
})

test('five paints are cleaned between in 41 minutes (Guéret, Prins, Sevaux, Applications of Optimization, 7.5)', async () => {
  const cleaning = [
    [0, 11, 7, 13, 11],
    [5, 0, 13, 15, 15],
    [13, 15, 0, 23, 11],
    [9, 13, 5, 0, 3],
    [3, 7, 7, 7, 0],
  ]
  const paints = ['white', 'yellow', 'red', 'blue', 'black']
  const plan = await solved({
    periods: 2,
    items: paints,
    stock: paints.map((item) => ({ item, max: 0 })),
    resources: [
      {
        // The second period has room for white alone, without cleaning: so the round ends where it began.
        ...{ id: 'mixer', capacity: [243, 40], setUp: 'white' },
        changeovers: paints.flatMap((from, i) =>
          paints.flatMap((to, j) => (i === j ? [] : [{ from, to, hours: cleaning[i]![j]!, cost: cleaning[i]![j]! }])),
        ),
      },
    ],
    recipes: paints.map((item, i) => ({ item, leadTime: 0, hours: { mixer: [40, 35, 45, 32, 50][i]! } })),
    demand: paints.map((item, i) => ({ item, quantity: [1, i === 0 ? 1 : 0] })),
  })
  expect([plan.objective, plan.money.setup]).toEqual([41, 41])
  expect(plan.resources[0]!.sequence![0]).toEqual(['white', 'blue', 'red', 'black', 'yellow', 'white'])
})

test('a faster press from March on, a worse yield and a longer way change what must be started when', async () => {
  const plan = await solved({
    periods: ['Jan', 'Feb', 'Mar'],
    items: ['chair', 'wood'],
    stock: [{ item: 'chair', holdingCost: 1 }],
    resources: [{ id: 'press', capacity: 40, costPerHour: 1 }],
    recipes: [
      {
        ...{ item: 'chair', leadTime: 0, hours: { press: 2 }, components: [{ item: 'wood', quantity: 3 }] },
        changes: [
          { from: 'Feb', yield: 0.5 },
          { from: 'Mar', hours: { press: 1 }, components: [{ item: 'wood', quantity: 4 }] },
        ],
      },
    ],
    purchases: [{ item: 'wood', price: 1, leadTime: 0, changes: [{ from: 2, leadTime: 1 }] }],
    demand: [{ item: 'chair', quantity: [10, 10, 10] }],
  })
  // Jan: 20 chairs fill the press, 10 of them for Feb. Mar: 20 started for 10 good ones, from 80 wood ordered in Jan or Feb.
  expect(plan.production[0]!.quantity).toEqual([20, 0, 20])
  expect(plan.objective).toBe(60 + 80 + 40 + 20 + 10)
})

test('wood that takes twenty days from March on is ordered in February; the checker counts the same arrivals', async () => {
  const model: PlanModel = {
    periods: ['Jan', 'Feb', 'Mar', 'Apr'].map((id) => ({ id, days: 30 })),
    items: ['wood'],
    stock: [{ item: 'wood', holdingCost: 1 }],
    purchases: [{ item: 'wood', price: 2, leadDays: 0, changes: [{ from: 'Mar', leadDays: 20 }] }],
    demand: [{ item: 'wood', quantity: [0, 0, 30, 30], lostSaleCost: 100 }],
  }
  const plan = await solved(model)
  // A unit ordered in March comes to a third in March and two thirds in April: 45 ordered bring 15 and 30; the other 15 wait from February.
  expect(plan.purchases[0]!.quantity).toEqual([0, 15, 45, 0])
  expect(plan.objective).toBe(60 * 2 + 15)
  expect(checkPlan(model, plan).violations).toEqual([])
  const both = { ...model.purchases![0]!, leadTime: 1 }
  expect(said({ ...model, purchases: [both] })[0]).toContain('stands beside a leadTime')
})

test('a dearer screw replaces the cheap one where that is short', async () => {
  const model: PlanModel = {
    periods: 2,
    items: ['chair', 'screw', 'bolt'],
    stock: [{ item: 'screw', opening: 30, holdingCost: 0 }],
    recipes: [
      { item: 'chair', leadTime: 0, components: [{ item: 'screw', quantity: 4, or: [{ item: 'bolt', quantity: 2 }] }] },
    ],
    purchases: [{ item: 'bolt', price: 5, leadTime: 0 }],
    demand: [{ item: 'chair', quantity: [5, 5] }],
  }
  const plan = await solved(model)
  expect(plan.objective).toBe(25)
  const [replaced] = plan.production[0]!.replaced!
  expect(replaced!.quantity.reduce((a, b) => a + b, 0)).toBe(2.5)
  const risk = riskOfPlan({
    model,
    plan,
    samples: 10,
    seed: 1,
    uncertainty: { demand: 0, availability: 0, supplierDelay: 0 },
  })
  expect(risk.families[0]!.chanceOfService).toBe(1)
})
