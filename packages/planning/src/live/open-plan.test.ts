import { expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'
import { openPlan } from './open-plan.ts'

const model: PlanModel = {
  periods: 4,
  items: ['chair', 'table'],
  stock: [
    { item: 'chair', opening: 5, holdingCost: 1, shelfLife: 2, disposalCost: 1 },
    { item: 'table', holdingCost: 2 },
  ],
  demand: [
    { item: 'chair', quantity: [20, 30, 40, 30], lostSaleCost: 50 },
    { item: 'table', quantity: [10, 10, 10, 20], backlogCost: 3, endBacklog: 0 },
  ],
  recipes: [
    { item: 'chair', cost: 10, hours: { press: 1 } },
    { item: 'table', cost: 20, hours: { press: 2 } },
  ],
  resources: [{ id: 'press', capacity: 55, overtime: { costPerHour: 8, maxHours: 10 } }],
}

it('re-solves edits to what a solve from nothing finds, undoes exactly, and keeps scenarios apart', async () => {
  const open = await openPlan(model)
  if (open.kind !== 'open') throw new Error(JSON.stringify(open))
  const { opened } = open
  const first = opened.solve(opened.base)
  const more = opened.edit(opened.branch('more chairs'), [
    { kind: 'demand', row: 0, period: 3, quantity: 60 },
    { kind: 'cost', source: 'table', period: 2, cost: 25 },
  ])
  const less = opened.edit(opened.branch('broken press'), [
    { kind: 'capacity', resource: 'press', period: 2, hours: 20 },
  ])
  const both = opened.merge(more, less, ['capacity/press/2'])
  const fresh = async (change: (draft: { -readonly [K in keyof PlanModel]: PlanModel[K] }) => void) => {
    const draft = structuredClone(model)
    change(draft as never)
    const solved = await solvePlan(draft)
    return solved.kind === 'plan' ? solved.plan.objective : Number.NaN
  }
  const chairs = [{ ...model.demand![0]!, quantity: [20, 30, 60, 30] }, model.demand![1]!]
  const dearer = [model.recipes![0]!, { ...model.recipes![1]!, cost: [20, 25, 20, 20] }]
  const press = [{ ...model.resources![0]!, capacity: [55, 20, 55, 55] }]
  expect(opened.solve(more).objective).toBeCloseTo(
    await fresh((draft) => Object.assign(draft, { demand: chairs, recipes: dearer })),
    6,
  )
  expect(opened.solve(less).objective).toBeCloseTo(
    await fresh((draft) => Object.assign(draft, { resources: press })),
    6,
  )
  expect(opened.solve(both).objective).toBeCloseTo(
    await fresh((draft) => Object.assign(draft, { demand: chairs, recipes: dearer, resources: press })),
    6,
  )
  expect(opened.solve(opened.base).objective).toBeCloseTo(first.objective, 9)
  const grown = opened.solve(opened.edit(opened.base, [{ kind: 'allDemand', factor: 1.05 }])).objective
  const factor = (row: NonNullable<PlanModel['demand']>[number]) => ({
    ...row,
    quantity: (row.quantity as number[]).map((each) => each * 1.05),
  })
  expect(grown).toBeCloseTo(await fresh((draft) => Object.assign(draft, { demand: model.demand!.map(factor) })), 6)
  expect(
    opened
      .compare(more, less)
      .map((each) => each.cell)
      .sort(),
  ).toEqual(['capacity/press/2', 'cost/table/2', 'demand/0/3'])
  opened.close()
})

it('re-solves plans with setups, lots and whole workers to what a solve from nothing finds, and undoes exactly', async () => {
  const whole: PlanModel = {
    periods: 4,
    items: ['chair', 'table'],
    stock: [
      { item: 'chair', holdingCost: 1 },
      { item: 'table', holdingCost: 2 },
    ],
    demand: [
      { item: 'chair', quantity: [20, 0, 35, 10], lostSaleCost: 40 },
      { item: 'table', quantity: [5, 15, 0, 30], backlogCost: 4, endBacklog: 0 },
    ],
    recipes: [
      { item: 'chair', cost: 10, hours: { fitters: 1 }, setup: { cost: 60 }, lot: { multiple: 5 } },
      { item: 'table', cost: 20, hours: { fitters: 2 }, setup: { cost: 80 } },
    ],
    purchases: [{ item: 'chair', price: 25 }],
    workforce: [
      { id: 'fitters', opening: 3, hoursPerWorker: 12, wage: 30, hireCost: 50, releaseCost: 50, integer: true },
    ],
  }
  const open = await openPlan(whole)
  if (open.kind !== 'open') throw new Error(JSON.stringify(open))
  const { opened } = open
  const before = opened.solve(opened.base)
  const grown = opened.edit(opened.base, [
    { kind: 'demand', row: 0, period: 3, quantity: 90 },
    { kind: 'cost', source: 'table', period: 2, cost: 26 },
  ])
  const after = opened.solve(grown)
  expect(opened.started('table').reduce((total, each) => total + each, 0)).toBeCloseTo(50, 6)
  const undone = opened.solve(opened.base)
  opened.close()
  const fresh = async (model: PlanModel) => {
    const solved = await solvePlan(model)
    return solved.kind === 'plan' ? solved.plan.objective : Number.NaN
  }
  const [chair, table] = whole.demand!
  const dear = { ...whole.recipes![1]!, cost: [20, 26, 20, 20] }
  expect(before).toMatchObject({ kind: 'optimal', gap: 0 })
  expect(before.objective).toBeCloseTo(await fresh(whole), 6)
  expect(undone.objective).toBeCloseTo(before.objective, 6)
  expect(after.objective).toBeCloseTo(
    await fresh({
      ...whole,
      demand: [{ ...chair!, quantity: [20, 0, 90, 10] }, table!],
      recipes: [whole.recipes![0]!, dear],
    }),
    6,
  )
})

it('refuses a value that is none, names the cell, and stays as it was', async () => {
  const open = await openPlan(model)
  if (open.kind !== 'open') throw new Error(JSON.stringify(open))
  const { edit, base, solve, started, close } = open.opened
  const before = solve(base).objective
  const edited = (quantity: number) => edit(base, [{ kind: 'demand', row: 0, period: 3, quantity }])
  expect(() => edited(Number.NaN)).toThrow('demand/0/3 cannot be NaN: give a number of zero or more.')
  expect(() => edited(-5)).toThrow('demand/0/3 cannot be -5')
  expect(() => edit(base, [{ kind: 'allDemand', factor: Number.POSITIVE_INFINITY }])).toThrow('cannot be')
  expect(() => edit(base, [{ kind: 'cost', source: 'chair', period: 1, cost: Number.NaN }])).toThrow('give a number.')
  expect(() => started('chairs')).toThrow('chairs is no recipe')
  const free = edit(base, [{ kind: 'capacity', resource: 'press', hours: Number.POSITIVE_INFINITY }])
  expect(solve(free).objective).toBeLessThan(before)
  expect(solve(base).objective).toBe(before)
  close()
})

it('edits things whose ids hold slashes, and reads the whole plan of the scenario solved last', async () => {
  const open = await openPlan({
    ...model,
    recipes: [
      { id: 'chair/a/1', item: 'chair', cost: 10, hours: { 'press 1/2': 1 } },
      { item: 'table', cost: 20, hours: { 'press 1/2': 2 } },
    ],
    resources: [{ id: 'press 1/2', capacity: 55, overtime: { costPerHour: 8, maxHours: 10 } }],
  })
  if (open.kind !== 'open') throw new Error(JSON.stringify(open))
  const { base, edit, solve, plan, compare, close } = open.opened
  expect(() => plan()).toThrow('No scenario has been solved yet')
  const edited = edit(base, [
    { kind: 'capacity', resource: 'press 1/2', period: 2, hours: 20 },
    { kind: 'cost', source: 'chair/a/1', period: 3, cost: 11 },
  ])
  const { objective } = solve(edited)
  expect(plan().objective).toBeCloseTo(objective, 9)
  expect(plan().resources[0]!.available).toEqual([55, 20, 55, 55])
  expect(compare(base, edited).map((each) => each.cell)).toEqual(['capacity/press 1/2/2', 'cost/chair/a/1/3'])
  expect(() => edit(base, [{ kind: 'cost', source: 'chair', cost: 1 }])).toThrow('cost/chair/1 is no cell of the plan')
  close()
})

it.each([{}, { setup: { cost: 40 } }])('locks what is started, and lets it free again, with %o', async (more) => {
  const open = await openPlan({ ...model, recipes: model.recipes!.map((row) => ({ ...row, ...more })) })
  if (open.kind !== 'open') throw new Error(JSON.stringify(open))
  const { base, edit, solve, started, close } = open.opened
  const free = solve(base).objective
  const locked = edit(base, [{ kind: 'lock', source: 'chair', period: 2, quantity: 3 }])
  expect(solve(locked).objective).toBeGreaterThan(free)
  expect(started('chair')[1]).toBeCloseTo(3, 9)
  expect(solve(edit(locked, [{ kind: 'lock', source: 'chair', quantity: null }])).objective).toBeCloseTo(free, 9)
  close()
})
