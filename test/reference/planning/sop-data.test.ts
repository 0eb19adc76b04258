import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPlan, type PlanModel, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'
import { solveByOthers, solversHere } from './other-solver.ts'

const data = process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const folder = join(data, 'sop')
const here = existsSync(join(folder, 'red-tomato-base.json'))

function read(name: string) {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
}

describe.skipIf(!here)('the published aggregate-planning problems', () => {
  it('workforce, overtime, subcontract, backlog: the published least cost to 1e-6', async () => {
    const { published } = read('red-tomato-base')
    expect(Math.abs((await objectiveOf(redTomato())) - published.objective)).toBeLessThan(1e-6 * published.objective)
  })

  it.skipIf(solversHere.length === 0)('with whole workers: the value that glpsol and cbc find', async () => {
    const model = { ...redTomato(), workforce: [{ ...redTomato().workforce![0]!, integer: true }] }
    const ours = await objectiveOf(model)
    for (const solver of solversHere)
      expect(Math.abs(ours - solveByOthers(model, solver).objective)).toBeLessThan(1e-6 * ours)
  })

  it('three sources of capacity: the published least cost to 1e-6', async () => {
    const { data, published } = read('farnsworth-tire')
    const [regular, overtime, subcontract] = data.sources
    const model: PlanModel = {
      periods: data.demand.length,
      items: ['tire'],
      stock: [{ item: 'tire', opening: data.initialInventory, holdingCost: data.holding }],
      demand: [{ item: 'tire', quantity: data.demand }],
      recipes: [regular, overtime].map((each) => ({
        id: each.name,
        item: 'tire',
        cost: each.cost,
        max: each.capacity,
      })),
      subcontract: [{ item: 'tire', cost: subcontract.cost, max: subcontract.capacity }],
    }
    expect(Math.abs((await objectiveOf(model)) - published.objective)).toBeLessThan(1e-6 * published.objective)
  })
})

function redTomato(): PlanModel {
  const { data } = read('red-tomato-base')
  const { costs } = data
  return {
    periods: data.demand.length,
    items: ['tool'],
    stock: [
      { item: 'tool', opening: data.initialInventory, holdingCost: costs.holding, endStock: data.endInventory.qty },
    ],
    demand: [{ item: 'tool', quantity: data.demand, backlogCost: costs.backlog, endBacklog: data.endBacklog }],
    recipes: [{ item: 'tool', cost: costs.material, hours: { workers: data.hoursPerUnit } }],
    workforce: [
      {
        id: 'workers',
        opening: data.initialWorkforce,
        hoursPerWorker: data.regularHoursPerWorker,
        wage: costs.regularPerWorker,
        hireCost: costs.hire,
        releaseCost: costs.fire,
        overtime: { costPerHour: costs.overtimePerHour, maxHoursPerWorker: data.overtimeHoursPerWorker },
      },
    ],
    subcontract: [{ item: 'tool', cost: costs.subcontract }],
  }
}

async function objectiveOf(model: PlanModel): Promise<number> {
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.status.kind).toBe('optimal')
  expect(checkPlan(model, solved.plan).violations).toEqual([])
  return solved.plan.objective
}
