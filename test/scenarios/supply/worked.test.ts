import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workedContract } from '#supply/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

/** Cases of Heizer, Render & Munson, Operations Management, with the book's own results; by hand where no book is named. */
describe('cases worked through the API', () => {
  let app: TestApp
  let planner: Caller
  beforeAll(async () => {
    app = await openTestApp()
    planner = await app.as('supply-planner')
  })
  afterAll(() => app.close())

  const roofing = { demand: [900, 700, 800, 1200, 1500, 1100], workingDays: [22, 18, 21, 21, 22, 20] }

  test('a roofing maker levels at 50 a day and carries 1,850 units for 9,250 (chapter 13, example 2)', async () => {
    const { body } = await planner.call(workedContract.level, { body: { ...roofing, costs: { holdingCost: 5 } } })
    expect(body).toMatchObject({ rate: 50, totals: { stock: 1850, production: 6200 }, money: { holding: 9250 } })
    expect((body.rows as { stock: number }[]).map((row) => row.stock)).toEqual([200, 400, 650, 500, 100, 0])
  })

  test('the same maker needs 10 workers of 5 units a day', async () => {
    const { body } = await planner.call(workedContract.level, { body: { ...roofing, unitsPerWorkerDay: 5 } })
    expect(body).toMatchObject({ workers: 10 })
  })

  test('chasing makes what is wanted, and pays for each change of the rate (chapter 13, example 4)', async () => {
    const costs = { regularCostPerUnit: 80, increaseCost: 5, decreaseCost: 7.5 }
    const { body } = await planner.call(workedContract.chase, {
      body: { demand: roofing.demand, costs },
    })
    const said = body as { rows: { production: number }[]; totals: { rateIncreases: number; rateDecreases: number } }
    expect(said.rows.map((row) => row.production)).toEqual(roofing.demand)
    expect([said.totals.rateIncreases, said.totals.rateDecreases]).toEqual([800, 600])
  })

  test('a bakery has MAD 14.2 and a tracking signal of 3.9 (chapter 4, example 13)', async () => {
    const { body } = await planner.call(workedContract.trackingSignal, {
      body: { actual: [90, 95, 115, 100, 125, 140], forecast: [100, 100, 100, 100, 100, 110] },
    })
    const said = body as { mad: number; trackingSignal: number; runningSumOfErrors: number }
    expect([said.runningSumOfErrors, said.mad.toFixed(1), said.trackingSignal.toFixed(1)]).toEqual([55, '14.2', '3.9'])
  })

  test('lots of 200, and of 282.8 where they arrive while being used (chapter 12, examples 3 and 8)', async () => {
    const { body } = await planner.call(workedContract.economicLot, {
      body: { annualDemand: 1000, orderCost: 10, holdingCost: 0.5 },
    })
    expect(body).toMatchObject({ quantity: 200, ordersPerYear: 5, total: 100 })
    const made = await planner.call(workedContract.economicLot, {
      body: { annualDemand: 1000, orderCost: 10, holdingCost: 0.5, productionRate: 8, demandRate: 4 },
    })
    expect((made.body.quantity as number).toFixed(1)).toBe('282.8')
  })

  test('a hospital keeps 16.5 kits for 95 % service (chapter 12, example 11)', async () => {
    const { body } = await planner.call(workedContract.safetyStock, {
      body: { meanDemand: 350, demandDeviation: 10, leadTime: 1, cycleService: 0.95 },
    })
    expect([(body.safetyStock as number).toFixed(1), (body.reorderPoint as number).toFixed(1)]).toEqual([
      '16.4',
      '366.4',
    ])
  })

  test('family grids add up: stock, days on hand, backlog', async () => {
    const stock = await planner.call(workedContract.makeToStock, {
      body: { openingStock: 100, sales: [50, 60], production: [55, 55], workingDays: 20 },
    })
    expect(stock.body.rows).toMatchObject([
      { stock: 105, daysOnHand: 35 },
      { stock: 100, daysOnHand: 33.3333333333 },
    ])
    const order = await planner.call(workedContract.makeToOrder, {
      body: { openingBacklog: 80, bookings: [100, 90], shipments: [110, 100] },
    })
    expect(order.body.rows).toMatchObject([{ backlog: 70 }, { backlog: 60 }])
  })

  test('rough-cut load: hours of this period and of what is done two periods later', async () => {
    const { body } = await planner.call(workedContract.roughCut, {
      body: {
        plan: [{ family: 'A', quantity: [10, 20, 30] }],
        hours: [
          { family: 'A', resource: 'press', hoursPerUnit: 2 },
          { family: 'A', resource: 'saw', hoursPerUnit: 1, periodsBefore: 2 },
        ],
        capacity: [{ resource: 'press', hours: 45, efficiency: 0.9 }],
      },
    })
    const [press, saw] = body.resources as { rows: { load: number; overload: number | null }[] }[]
    expect(press!.rows.map((row) => [row.load, row.overload])).toEqual([
      [20, 0],
      [40, 0],
      [60, 19.5],
    ])
    expect(saw!.rows.map((row) => row.load)).toEqual([30, 0, 0])
  })

  test('otif, turns, cover, adherence and lags by hand', async () => {
    const otif = await planner.call(workedContract.otif, {
      body: {
        orders: [
          { requestedOn: '2026-03-02', deliveredOn: '2026-03-02', ordered: 10, delivered: 10 },
          { requestedOn: '2026-03-02', deliveredOn: '2026-03-03', ordered: 10, delivered: 10 },
          { requestedOn: '2026-03-02', deliveredOn: '2026-03-01', ordered: 10, delivered: 8 },
          { requestedOn: '2026-03-02', deliveredOn: null, ordered: 10, delivered: 0 },
        ],
      },
    })
    expect(otif.body).toMatchObject({ onTime: 0.5, inFull: 0.5, otif: 0.25, fillRate: 0.7 })
    const turns = await planner.call(workedContract.turns, {
      body: { costOfGoodsSold: 14.2, averageInventory: 1.69 },
    })
    expect((turns.body.turns as number).toFixed(1)).toBe('8.4')
    const cover = await planner.call(workedContract.daysOnHand, {
      body: { stock: 150, demand: [100, 100, 100], daysPerPeriod: 20 },
    })
    expect(cover.body).toMatchObject({ days: 30, periods: 1.5, isLasting: false })
    const held = await planner.call(workedContract.planAdherence, { body: { planned: [100, 100], actual: [90, 104] } })
    expect(held.body).toMatchObject({ adherence: 0.93, periodsInTolerance: 1 })
    const lags = await planner.call(workedContract.waterfallLags, {
      body: {
        plans: [
          {
            madeIn: 1,
            values: [
              { period: 2, value: 100 },
              { period: 3, value: 120 },
            ],
          },
          { madeIn: 2, values: [{ period: 3, value: 130 }] },
        ],
        actuals: [
          { period: 2, value: 110 },
          { period: 3, value: 125 },
        ],
      },
    })
    expect((lags.body.lags as { lag: number; mad: number }[]).map(({ lag, mad }) => [lag, mad])).toEqual([
      [1, 7.5],
      [2, 5],
    ])
  })
})
