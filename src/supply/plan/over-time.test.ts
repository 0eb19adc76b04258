import { solvePlan } from '@drumbeat/planning'
import { expect, test } from 'vitest'
import { pegs } from '../questions/pegging.ts'
import { buildModel } from './build.ts'
import type { SpendingLimit } from './inputs.ts'
import { company, expected, item, offer, part, policy, resource } from './small-company.ts'

test('a line stays set up for what it made last and is changed over by families: the plan finds the order and says what setups take', async () => {
  const paints = [item('a1', { family: 'A' }), item('a2', { family: 'A', leastLot: 5 }), item('b1', { family: 'B' })]
  const change = (from: string | null, to: string, hours: number) => ({
    ...{ resourceId: 'line', hours, cost: 0 },
    ...{ fromItemId: from?.includes('1') ? from : null, fromFamily: from?.includes('1') ? null : from },
    ...{ toItemId: to.includes('2') ? to : null, toFamily: to.includes('2') ? null : to },
  })
  const inputs = company({
    items: paints.map((paint) => ({ ...paint, made: true, stock: 0, safetyStock: 0 })),
    expected: paints.map(({ id }) => ({ ...expected(id), mean: [10, 0, 0] })),
    ...{ bought: [], recipes: new Map() },
    steps: paints.map(({ id }) => ({ itemId: id, resourceId: 'line', hours: 1, setupHours: 0.5, cost: 1 })),
    resources: [resource({ keepsSetup: true, setUpForId: 'b1' })],
    changeovers: [change('A', 'A', 1), change('a1', 'a2', 3), change('B', 'A', 4), change(null, 'B', 2)],
    policy: { ...policy, lots: true },
  })
  const built = buildModel(inputs)
  const capacity = [36, 0, 0]
  const solved = await solvePlan(
    { ...built.model, resources: [{ ...built.model.resources![0]!, capacity }] },
    { explain: true },
  )
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  // 30 hours of work, b1 first: to a2 in 4.5 hours and on to a1 in 1.5; from a1 to a2 it would be 3.5
  expect(solved.plan.resources[0]!.sequence![0]).toEqual(['make b1', 'make a2', 'make a1'])
  expect(solved.plan.demand.map(({ lost }) => lost[0])).toEqual([0, 0, 0])
  expect(solved.explanation!.summary.map(({ says }) => says)).toContain(
    '2 setups of line take 6 hours, 16.67 % of those used. In order: Mar 2026 b1, a2, a1.',
  )
  expect(built.problems.map(({ kind, codes }) => [kind, codes])).toContainEqual(['least lot beside setups', ['a2']])
  const free = buildModel({ ...inputs, policy })
  expect(free.model.resources![0]).not.toHaveProperty('carryOver')
  expect(free.assumptions.map(({ says }) => says)).toContain(
    'Left out, as the policy keeps no whole lots: setup hours of 3 steps, 4 changeovers, what 1 resource stays set up for.',
  )
  const many = Array.from({ length: 13 }, (_, at) => item(`p${at}`, { family: 'A', made: true }))
  const crowded = buildModel({
    ...inputs,
    items: many,
    expected: many.map(({ id }) => expected(id)),
    steps: many.map(({ id }) => ({ itemId: id, resourceId: 'line', hours: 1, setupHours: 0.5, cost: 1 })),
  })
  expect(crowded.model.resources![0]).toMatchObject({ carryOver: false })
  expect(crowded.assumptions.map(({ about }) => about)).toContain('setups of line')
})

test('from April the press takes 0.8 hours, from mid-April two seals go in, and a cheaper supplier begins: the plan follows month by month', async () => {
  const at = (startsOn: string | null, endsOn: string | null = null) => ({ startsOn, endsOn })
  const seal = (more: object) => ({ ...part('seal'), ...more })
  const inputs = company({
    policy: { ...policy, lateShare: 5 },
    items: [item('pump', { stock: 0, safetyStock: 0 }), item('seal', { stock: 0, safetyStock: 0 })],
    recipes: new Map([['pump', [seal(at(null)), seal({ quantity: 2, ...at('2026-04-16') })]]]),
    steps: [
      { itemId: 'pump', resourceId: 'line', place: '1', hours: 1, setupHours: 0, cost: 1, ...at(null) },
      {
        ...{ itemId: 'pump', resourceId: 'line', place: '1', hours: 0.8, setupHours: 0, cost: 2, scrap: 0.2 },
        ...at('2026-04-01'),
      },
    ],
    bought: [
      offer('Sealers', at(null)),
      offer('Sealers', { price: 3, leadDays: 2, ...at('2026-05-01') }),
      offer('Rings', { price: 1, ...at('2026-05-01', '2026-12-31') }),
      offer('Later', at('2027-01-01')),
    ],
  })
  const built = buildModel(inputs)
  const [recipe] = built.model.recipes!
  expect([recipe!.hours, recipe!.yield, recipe!.cost]).toEqual([{ line: 1 }, undefined, [1, 2, 2]])
  expect(recipe!.changes).toEqual([
    { from: 2, hours: { line: 0.8 }, yield: 0.8, components: [{ item: 'seal', quantity: 1.5 }] },
    { from: 3, components: [{ item: 'seal', quantity: 2 }] },
  ])
  expect(built.model.purchases).toMatchObject([
    { id: 'buy seal from Rings', price: 1, leadTime: 0, max: [0, 0, null] },
    { id: 'buy seal from Sealers', price: [2, 2, 3], leadDays: 0, changes: [{ from: 3, leadDays: 2 }] },
  ])
  const stock = built.model.stock!.map((row) => ({ ...row, max: 0 }))
  const solved = await solvePlan({ ...built.model, stock })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.status).toMatchObject({ kind: 'optimal' })
  // 20 pumps a month: 20 begun, then 25 of which a fifth is lost, which take 0.8 hours and 1.5 and 2 seals each
  expect(solved.plan.resources[0]!.used).toEqual([20, 20, 20])
  expect(solved.plan.purchases.map(({ quantity }) => quantity)).toEqual([
    [0, 0, 50],
    [20, 37.5, 0],
  ])
  const used = pegs({ model: built.model, plan: solved.plan }).filter(({ to }) => to.kind === 'used')
  expect(used.map(({ quantity }) => quantity)).toEqual([20, 37.5, 50])
  expect(built.assumptions.find(({ about }) => about === 'changes by date')!.says).toContain('4 rows begin or end')
})

test('a quarter of purchases keeps its limit less what was ordered before today; limits that the plan cannot hold are named', async () => {
  const limit = (more: Partial<SpendingLimit>): SpendingLimit => ({
    ...{ line: 'purchases', startsOn: '2026-01-01', endsOn: '2026-04-30', amount: 100, spent: 30 },
    ...{ supplier: null, family: null, site: null, ...more },
  })
  const inputs = company({
    items: [item('pump', { stock: 0, safetyStock: 0 }), item('seal', { stock: 0, safetyStock: 0, family: 'Rings' })],
    ...{ steps: [], bought: [offer('Sealers')] },
    spendingLimits: [
      limit({}),
      limit({ line: 'stock', family: 'Rings', amount: 10, spent: 0, startsOn: '2026-03-01', endsOn: '2026-05-31' }),
      limit({ family: 'Paint' }),
      limit({ site: 'Kiel' }),
      limit({ supplier: 'Nobody' }),
      limit({ startsOn: '2027-01-01', endsOn: '2027-03-31' }),
    ],
  })
  const built = buildModel(inputs)
  const solved = await solvePlan(built.model, { explain: true, locale: 'en-US' })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  // 70 of the 100 are left: 35 seals at 2 in March and April, the other 25 in May; what is late waits for them
  expect(solved.plan.purchases[0]!.quantity.map(Math.round)).toEqual([20, 15, 25])
  expect(solved.plan.demand[0]!.backlog.map(Math.round)).toEqual([0, 5, 0])
  const said = solved.explanation!.summary.map(({ says }) => says)
  expect(said.find((says) => says.startsWith('Money for purchases'))).toMatch(
    /^Money for purchases, Mar 2026 to Apr 2026, at most 100, of which 30 were ordered before today: 70 of 70[.] One more would be worth 0[.]1[.]$/,
  )
  expect(built.model.budgets![1]).toMatchObject({ kind: 'volume', items: ['seal'], max: 10, from: 1, to: 3 })
  const left = built.assumptions.find(({ about }) => about === 'spending limits left out')!
  expect(left.value).toBe(4)
  expect(left.says).toContain('purchases of Paint, as the plan holds no item of Paint; purchases at Kiel, as')
})
