import { daysBetween } from '@drumbeat/periods'
import type { Mount } from '#platform/http/mount.ts'
import { workedContract } from './contract.ts'
import { makeToOrderGrid, makeToStockGrid } from './family-grids.ts'
import { planAdherence, trackingSignal, waterfallByLag } from './forecast-control.ts'
import { chasePlan, levelPlan } from './level-and-chase.ts'
import { economicLot, netRequirements } from './lots.ts'
import { masterSchedule } from './master-schedule.ts'
import { productionPlan } from './production-plan.ts'
import { overallFactors, roughCut } from './rough-cut.ts'
import { safetyStock } from './safety-stock.ts'
import { daysOfCover, inventoryTurns, onTimeInFull } from './stock-measures.ts'

/** Cases worked through as they are given; the plan and the measures use the same arithmetic. */
export function workedRoutes(mount: Mount): void {
  mount(workedContract.makeToStock, async ({ body }) => tidied(makeToStockGrid(body)))
  mount(workedContract.makeToOrder, async ({ body }) => tidied(makeToOrderGrid(body)))
  mount(workedContract.level, async ({ body }) => tidied(levelPlan(body)))
  mount(workedContract.chase, async ({ body }) => tidied(chasePlan(body)))
  mount(workedContract.productionPlan, async ({ body }) => tidied(productionPlan(body)))
  mount(workedContract.masterSchedule, async ({ body }) => tidied(masterSchedule(body)))
  mount(workedContract.roughCut, async ({ body }) => tidied(roughCut(body)))
  mount(workedContract.overallFactors, async ({ body }) => tidied(overallFactors(body)))
  mount(workedContract.trackingSignal, async ({ body }) => tidied(trackingSignal(body)))
  mount(workedContract.waterfallLags, async ({ body }) => tidied(waterfallByLag(body)))
  mount(workedContract.planAdherence, async ({ body }) => tidied(planAdherence(body)))
  mount(workedContract.turns, async ({ body }) => tidied(inventoryTurns(body)))
  mount(workedContract.daysOnHand, async ({ body }) => tidied(daysOfCover(body)))
  mount(workedContract.otif, async ({ body }) =>
    tidied(onTimeInFull({ ...body, daysBetween: (from, to) => daysBetween({ from, to }) })),
  )
  mount(workedContract.safetyStock, async ({ body }) => tidied(safetyStock(body)))
  mount(workedContract.economicLot, async ({ body }) => tidied(economicLot(body)))
  mount(workedContract.netRequirements, async ({ body }) => tidied(netRequirements(body)))
}

/** Every number to twelve digits, so that a sum of tenths is the number a person expects. */
function tidied<Value>(value: Value): Value {
  if (typeof value === 'number') return (Number.isFinite(value) ? Number(value.toPrecision(12)) : value) as Value
  if (Array.isArray(value)) return value.map(tidied) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tidied(each)])) as Value
}
