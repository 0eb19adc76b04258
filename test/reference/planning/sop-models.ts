import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlanModel } from '@drumbeat/planning'

const data = process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const folder = join(data, 'sop')

/** Whether the published aggregate-planning problems are on this machine. */
export const sopDataHere = existsSync(join(folder, 'red-tomato-base.json'))

/** A published problem as its file has it. */
export function sopProblem(name: 'red-tomato-base' | 'farnsworth-tire') {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
}

/** Workforce, overtime, subcontract, backlog, as a model. */
export function redTomato(): PlanModel {
  const { data } = sopProblem('red-tomato-base')
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

/** Three sources of capacity, as a model. */
export function farnsworthTire(): PlanModel {
  const { data } = sopProblem('farnsworth-tire')
  const [regular, overtime, subcontract] = data.sources
  return {
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
}
