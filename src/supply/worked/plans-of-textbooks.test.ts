import { expect, test } from 'vitest'
import { makeToOrderGrid, makeToStockGrid } from './family-grids.ts'
import { masterSchedule } from './master-schedule.ts'
import { productionPlan } from './production-plan.ts'

/** Numbers of W. J. Stevenson, Operations Management, chapters on aggregate planning and on master scheduling. */
const skates = {
  demand: [200, 200, 300, 400, 500, 200],
  holdingOn: 'average' as const,
  costs: { regularCostPerUnit: 2, overtimeCostPerUnit: 3, subcontractCostPerUnit: 6, holdingCost: 1, backorderCost: 5 },
}

test('a steady rate of 300 costs 4,700: 3,600 to make, 600 to hold, 500 for 100 units that come late', () => {
  const { rows, money, totalCost } = productionPlan({ ...skates, regular: Array(6).fill(300) })
  expect(rows.map(({ averageStock }) => averageStock)).toEqual([50, 150, 200, 150, 50, 0])
  expect(rows.map(({ backlog }) => backlog)).toEqual([0, 0, 0, 0, 100, 0])
  expect(money).toMatchObject({ regular: 3600, holding: 600, backorders: 500 })
  expect(totalCost).toBe(4700)
})

test('280 in regular time and 40 of overtime in three periods cost 4,640', () => {
  const plan = productionPlan({ ...skates, regular: Array(6).fill(280), overtime: [0, 0, 40, 40, 40, 0] })
  expect(plan.money).toMatchObject({ regular: 3360, overtime: 360, holding: 520, backorders: 400 })
  expect(plan.totalCost).toBe(4640)
})

test('demand that is not met may be lost; workers who come and go are counted against those before', () => {
  const plan = productionPlan({
    ...{ demand: [10, 20], regular: [10, 15], workers: [4, 6], openingWorkers: 5, unmetDemandIs: 'lost' },
    costs: { lostSaleCost: 7, hireCost: 100, releaseCost: 50 },
  })
  expect(plan.rows.map(({ lost, backlog, stock }) => [lost, backlog, stock])).toEqual([
    [0, 0, 0],
    [5, 0, 0],
  ])
  expect(plan.money).toMatchObject({ lostSales: 35, hiring: 200, releasing: 50 })
})

test('pumps: 64 on hand and lots of 70 give a schedule in weeks 3, 5, 7 and 8, and 11, 56, 68, 70 and 70 to promise', () => {
  const { rows } = masterSchedule({
    ...{ onHand: 64, lotSize: 70, forecast: [30, 30, 30, 30, 40, 40, 40, 40] },
    orders: [33, 20, 10, 4, 2, 0, 0, 0],
  })
  expect(rows.map(({ schedule }) => schedule)).toEqual([0, 0, 70, 0, 70, 0, 70, 70])
  expect(rows.map(({ projectedStock }) => projectedStock)).toEqual([31, 1, 41, 11, 41, 1, 31, 61])
  expect(rows.map((row) => row.availableToPromise)).toEqual([11, null, 56, null, 68, null, 70, 70])
  expect(rows.at(-1)!.cumulativeAvailableToPromise).toBe(275)
})

test('orders beyond a receipt are taken from the receipts before it', () => {
  const { rows } = masterSchedule({ onHand: 10, forecast: [0, 0, 0], orders: [2, 0, 15], schedule: [0, 8, 10] })
  expect(rows.map((row) => row.availableToPromise)).toEqual([8, 3, 0])
})

test('a backlog that is to fall from 1,000 to 600 takes the bookings and 400 more, shipped evenly', () => {
  const grid = makeToOrderGrid({ openingBacklog: 1000, closingBacklog: 600, bookings: [500, 600, 700, 800] })
  expect(grid.rows.map(({ shipments }) => shipments)).toEqual([750, 750, 750, 750])
  expect(grid.closingBacklog).toBe(600)
})

test("a family kept at 10 days of next period's sales makes what is sold and the change of stock; a level one makes the same", () => {
  const family = { openingStock: 40, sales: [100, 120, 80], workingDays: 20 }
  const chased = makeToStockGrid({ ...family, targetDaysOnHand: 10 })
  expect(chased.rows.map(({ production, stock }) => [production, stock])).toEqual([
    [120, 60],
    [100, 40],
    [80, 40],
  ])
  expect(makeToStockGrid({ ...family, closingStock: 10 }).rows.map(({ production }) => production)).toEqual([
    90, 90, 90,
  ])
})
