import { describe, expect, it } from 'vitest'
import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'
import { checkPlan } from './check-plan.ts'

const model: PlanModel = {
  periods: 4,
  sites: ['north', 'south'],
  items: [{ id: 'table', volume: 2 }, 'leg', 'milk'],
  stock: [
    { item: 'table', site: 'north', opening: 8, holdingCost: 1, max: 40, safetyStock: 3, safetyStockCost: 2 },
    { item: 'leg', site: 'north', opening: 60, holdingCost: 1 },
    { item: 'milk', site: 'north', shelfLife: 1, disposalCost: 1 },
    { item: 'table', site: 'south', endStock: 2 },
  ],
  demand: [
    {
      item: 'table',
      site: 'north',
      quantity: [10, 20, 15, 12],
      price: 90,
      backlogCost: 6,
      endBacklog: 0,
      lostSaleCost: 200,
    },
    { item: 'table', site: 'south', quantity: [0, 4, 5, 6], lostSaleCost: 30 },
    { item: 'milk', site: 'north', quantity: [4, 5, 6, 7] },
  ],
  rates: [{ recipes: ['milk'], maxIncrease: 30, maxDecrease: 30, increaseCost: 0.1 }],
  recipes: [
    {
      item: 'table',
      site: 'north',
      components: [{ item: 'leg', quantity: 4 }],
      hours: { press: 1, fitters: 2 },
      cost: 10,
      leadTime: 0,
      setup: { cost: 15 },
      lot: { min: 2, max: 60, multiple: 2 },
      co2: 3,
      maxTotal: 80,
    },
    { item: 'milk', site: 'north', cost: [1, 2, 3, 4], hours: { oven: 0.1 } },
  ],
  arrivals: [{ item: 'leg', site: 'north', quantity: [0, 4, 0, 0] }],
  subcontract: [{ item: 'table', site: 'north', cost: 70, leadTime: 0, max: 5, lot: { min: 2 } }],
  resources: [
    {
      id: 'oven',
      capacity: 20,
      availability: 0.9,
      costPerHour: 1,
      idleCost: 0.1,
      minHours: [0.2, 0, 0, 0],
      shifts: { hours: 4, cost: 9, max: 1, integer: true },
      maintenance: { count: 1, hours: 2, maxPerPeriod: 1, cost: 3 },
    },
    { id: 'press', capacity: [15, 15, 15, 15], overtime: { costPerHour: 5, maxHours: 6 } },
  ],
  workforce: [
    {
      id: 'fitters',
      opening: 2,
      hoursPerWorker: 14,
      wage: 20,
      hireCost: 5,
      releaseCost: 5,
      integer: true,
      max: 9,
      maxHires: 6,
      maxReleases: 2,
      overtime: { costPerHour: 4, maxHoursPerWorker: 3 },
    },
  ],
  purchases: [{ item: 'leg', site: 'north', supplier: 'Meyer', price: 2, leadTime: 1, max: 90, commitment: 20 }],
  lanes: [{ from: 'north', to: 'south', items: ['table'], cost: 1, leadTime: 1, capacity: 6 }],
  previous: [{ source: 'milk', quantity: [9, 0, 13, 0] }],
  fences: { frozen: 1, changeCost: 0.1 },
  budgets: [
    { kind: 'cash', total: 5000 },
    { kind: 'volume', site: 'north', max: 500 },
    { kind: 'co2', max: 900 },
  ],
}

async function soundPlan(): Promise<Plan> {
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  return solved.plan
}

let sound: Plan | undefined
type Break = (plan: Plan) => void
const breaks: Record<string, { kind: string; breaks: Break }> = {
  'stock that appears from nowhere': { kind: 'balance', breaks: (plan) => bump(plan.stock[0]!.quantity, 1, 5) },
  'stock above its maximum': { kind: 'stock', breaks: (plan) => bump(plan.stock[0]!.quantity, 1, 50) },
  'a stock target that is missed': {
    kind: 'stock',
    breaks: (plan) => bump(plan.stock.find((each) => each.site === 'south')!.quantity, 3, -2),
  },
  'a shortfall that is hidden': { kind: 'stock', breaks: (plan) => bump(plan.stock[0]!.quantity, 0, -9) },
  'more hours than there are': { kind: 'capacity', breaks: (plan) => bump(plan.production[0]!.quantity, 1, 20) },
  'overtime above its limit': { kind: 'capacity', breaks: (plan) => bump(plan.resources[1]!.overtime!, 1, 20) },
  'hours that are not told': { kind: 'capacity', breaks: (plan) => bump(plan.resources[1]!.used, 1, -3) },
  'workers that were never hired': { kind: 'workforce', breaks: (plan) => bump(plan.workforce[0]!.workers, 1, 1) },
  'half a worker': { kind: 'capacity', breaks: (plan) => bump(plan.workforce[0]!.hires, 1, 0.5) },
  'a customer served twice': { kind: 'demand', breaks: (plan) => bump(plan.demand[0]!.sold, 2, 3) },
  'backlog left at the end': { kind: 'demand', breaks: (plan) => bump(plan.demand[0]!.backlog, 3, 2) },
  'demand that is not that of the model': { kind: 'demand', breaks: (plan) => bump(plan.demand[1]!.demand, 1, 1) },
  'a run without its setup': { kind: 'lot', breaks: (plan) => plan.production[0]!.setups!.fill(0) },
  'an odd lot': { kind: 'lot', breaks: (plan) => bump(plan.production[0]!.quantity, 1, 1) },
  'a supplier beyond its limit': { kind: 'source', breaks: (plan) => bump(plan.purchases[0]!.quantity, 0, 100) },
  'a commitment not kept': { kind: 'source', breaks: (plan) => plan.purchases[0]!.quantity.fill(0) },
  'a lane beyond its capacity': { kind: 'lane', breaks: (plan) => bump(plan.shipments[0]!.quantity, 1, 9) },
  'a frozen period changed': { kind: 'fence', breaks: (plan) => bump(plan.production[1]!.quantity, 0, 1) },
  'goods kept too long': { kind: 'shelfLife', breaks: (plan) => bump(plan.production[1]!.quantity, 1, 90) },
  'goods thrown away that may not be': {
    kind: 'stock',
    breaks: (plan) => Object.assign(plan.stock[1]!, { disposed: [1, 0, 0, 0] }),
  },
  'a budget overdrawn': { kind: 'budget', breaks: (plan) => bump(plan.purchases[0]!.quantity, 0, 5000) },
  'a line of money embellished': {
    kind: 'money',
    breaks: (plan) => Object.assign(plan.money, { holding: plan.money.holding - 1 }),
  },
  'an objective embellished': {
    kind: 'money',
    breaks: (plan) => Object.assign(plan, { objective: plan.objective - 1 }),
  },
  'more stops in a period than allowed': { kind: 'capacity', breaks: (plan) => stops(plan, [2, 0, 0, 0]) },
  'a stop left out': { kind: 'capacity', breaks: (plan) => stops(plan, [0, 0, 0, 0]) },
  'a stop that is not told apart': { kind: 'capacity', breaks: (plan) => stops(plan, [0.5, 0.5, 0, 0]) },
  'half a shift': { kind: 'capacity', breaks: (plan) => bump(plan.resources[0]!.shifts!, 0, 0.5) },
  'more shifts than there may be': { kind: 'capacity', breaks: (plan) => bump(plan.resources[0]!.shifts!, 0, 2) },
  'priced hours that are too few': { kind: 'capacity', breaks: (plan) => plan.resources[0]!.regular!.fill(0) },
  'too few hours used': { kind: 'capacity', breaks: (plan) => bump(plan.production[1]!.quantity, 0, -8) },
  'too many hires': { kind: 'capacity', breaks: (plan) => bump(plan.workforce[0]!.hires, 1, 9) },
  'too many releases': { kind: 'capacity', breaks: (plan) => bump(plan.workforce[0]!.releases, 1, 3) },
  'too many workers': { kind: 'capacity', breaks: (plan) => bump(plan.workforce[0]!.workers, 1, 12) },
  'overtime beyond what workers may give': {
    kind: 'capacity',
    breaks: (plan) => bump(plan.workforce[0]!.overtime!, 2, 99),
  },
  'a rate that rises too fast': { kind: 'rate', breaks: (plan) => bump(plan.production[1]!.quantity, 1, 60) },
  'a rate that falls too fast': { kind: 'rate', breaks: (plan) => bump(plan.production[1]!.quantity, 2, 60) },
  'a warehouse that is too full': { kind: 'budget', breaks: (plan) => bump(plan.stock[0]!.quantity, 2, 300) },
  'too much CO2': { kind: 'budget', breaks: (plan) => bump(plan.production[0]!.quantity, 2, 400) },
  'more in all than the most': { kind: 'source', breaks: (plan) => bump(plan.production[0]!.quantity, 2, 90) },
  'a lot below the least': { kind: 'lot', breaks: (plan) => small(plan) },
  'a lot above the largest': { kind: 'lot', breaks: (plan) => bump(plan.production[0]!.quantity, 2, 70) },
  'demand lost beyond what was wanted': { kind: 'demand', breaks: (plan) => bump(plan.demand[0]!.lost, 1, 99) },
  'a negative sale': { kind: 'demand', breaks: (plan) => bump(plan.demand[0]!.sold, 1, -99) },
  'backlog where none may be': { kind: 'demand', breaks: (plan) => bump(plan.demand[2]!.backlog, 1, 1) },
  'a shipment below nothing': { kind: 'lane', breaks: (plan) => bump(plan.shipments[0]!.quantity, 1, -99) },
  'a shortfall below nothing': { kind: 'stock', breaks: (plan) => bump(plan.stock[0]!.shortfall!, 1, -9) },
  'a number that is none': { kind: 'shape', breaks: (plan) => bump(plan.demand[0]!.sold, 0, Number.NaN) },
  'a source left out': { kind: 'shape', breaks: (plan) => (plan.production as unknown[]).pop() },
  'a period left out': { kind: 'shape', breaks: (plan) => plan.demand[0]!.sold.pop() },
}

describe('the checker', () => {
  it('finds nothing in a sound plan, and counts what it recomputed', async () => {
    const report = checkPlan(model, await soundPlan())
    expect(report.violations).toEqual([])
    expect(report.checked).toBeGreaterThan(200)
  })

  it.each(Object.entries(breaks))('finds %s', async (_, { kind, breaks }) => {
    sound ??= await soundPlan()
    const plan = structuredClone(sound)
    breaks(plan)
    expect(checkPlan(model, plan).violations.map((each) => each.kind)).toContain(kind)
  })
})

function stops(plan: Plan, placed: number[]): void {
  plan.resources[0]!.maintenance!.splice(0, 4, ...placed)
}

function small(plan: Plan): void {
  plan.subcontract[0]!.quantity[1] = 1
  plan.subcontract[0]!.setups![1] = 1
}

function bump(values: number[], t: number, by: number): void {
  values[t] = values[t]! + by
}
