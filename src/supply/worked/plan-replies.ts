import { z } from 'zod'
import { figure, maybe, money, period } from './reply-parts.ts'

const staffed = {
  hires: figure('Workers more than in the period before.'),
  releases: figure('Workers fewer than in the period before.'),
}

export const MakeToStockReply = z.object({
  rows: z.array(
    z.object({
      period,
      forecastSales: figure('As given.'),
      sales: figure('Actual sales where given, else the forecast.'),
      salesDeviation: figure('Sales - forecast.'),
      plannedProduction: figure('As given, or as targetDaysOnHand or closingStock asks.'),
      production: figure('Actual production where given, else as planned.'),
      stock: figure('Stock before + production - sales; below zero where sales outrun it.'),
      stockValue: maybe('Stock x unit cost; null without a unit cost.'),
      daysOnHand: maybe(
        'Stock / (sales / working days) of the period that daysOnHandBy names; the last period uses its own.',
      ),
    }),
  ),
  totalSales: figure('Sum of sales.'),
  totalProduction: figure('Sum of production.'),
  closingStock: figure('Stock at the end of the last period.'),
  averageStock: maybe('Mean of the stock at the ends of the periods.'),
})

export const MakeToOrderReply = z.object({
  rows: z.array(
    z.object({
      period,
      bookings: figure('Actual bookings where given, else as planned.'),
      shipments: figure('Actual shipments where given, else as planned, else level.'),
      backlog: figure('Backlog before + bookings - shipments.'),
      periodsOfBacklog: maybe('Backlog / shipments of the next period; the last period uses its own.'),
    }),
  ),
  totalBookings: figure('Sum of bookings.'),
  totalShipments: figure('Sum of shipments.'),
  closingBacklog: figure('Backlog at the end of the last period.'),
})

const rateRows = z.array(
  z.object({
    period,
    demand: figure('As given.'),
    production: figure(
      'Level: rate x working days, or what whole workers make. Chase: demand + stock aimed at - stock before.',
    ),
    stock: figure('Stock at the end of the period.'),
    backorder: figure('Units late at the end of the period.'),
    workers: maybe(
      'Production / units per worker, rounded up where workers are whole; null where no output per worker is given.',
    ),
    ...staffed,
  }),
)

const rateTotals = z
  .object({
    production: z.number(),
    stock: figure('Sum of the stock at the ends of the periods.'),
    averageStock: figure('Mean stock charged per period, as holdingOn says.'),
    backorders: figure('Sum over the periods of units late.'),
    hires: z.number(),
    releases: z.number(),
    rateIncreases: figure('Units by which production rose, period against period.'),
    rateDecreases: figure('Units by which it fell.'),
  })
  .describe('Sums over the periods.')

const rateMoney = money('Each total x its cost; total is their sum.', [
  ...['regular', 'wages', 'hiring', 'release', 'holding', 'backorders', 'increases', 'decreases', 'total'],
])

export const ChaseReply = z.object({ rows: rateRows, totals: rateTotals, money: rateMoney })
export const LevelReply = z.object({
  rate: figure('The level rate per period, per working day where these are given.'),
  averageRate: figure('(Demand - opening stock + closing stock) / periods, or working days.'),
  rateForNoBackorder: figure(
    'Most over the periods of (cumulative demand + safety stock - opening stock) / periods so far.',
  ),
  workers: maybe('Workers in every period; null where no output per worker is given.'),
  ...ChaseReply.shape,
})

export const ProductionPlanReply = z.object({
  rows: z.array(
    z.object({
      period,
      demand: z.number(),
      regular: z.number(),
      overtime: z.number(),
      subcontract: z.number(),
      output: figure('Regular + overtime + subcontract.'),
      openingStock: z.number(),
      stock: figure('Opening stock + output - demand - units late before, at least 0.'),
      averageStock: figure('(Opening stock + stock) / 2.'),
      backlog: figure('Units late at the end of the period.'),
      lost: figure('Units not met, where unmet demand is lost.'),
      workers: z.number(),
      hired: staffed.hires,
      released: staffed.releases,
    }),
  ),
  money: money('Sum over the periods x cost, line by line.', [
    ...['regular', 'overtime', 'subcontract', 'wages', 'hiring', 'releasing', 'holding', 'backorders', 'lostSales'],
  ]),
  totalCost: figure('Sum of the lines of money.'),
  closingStock: figure('Stock at the end; below zero are units late.'),
})

export const MasterScheduleReply = z.object({
  rows: z.array(
    z.object({
      period,
      forecast: z.number(),
      orders: z.number(),
      demand: figure('The greater of forecast and orders; within the demand fence the orders.'),
      schedule: figure('Receipts: as given, else whole lots when stock would fall below the safety stock.'),
      projectedStock: figure('Stock before + schedule - demand.'),
      availableToPromise: maybe(
        'Discrete: schedule (in the first period with the stock on hand) - orders until the next receipt; what is missing is taken from earlier receipts. Null where nothing is received.',
      ),
      cumulativeAvailableToPromise: figure('Running sum of the discrete ones.'),
    }),
  ),
})

export const RoughCutReply = z.object({
  resources: z.array(
    z.object({
      resource: z.string(),
      rows: z.array(
        z.object({
          period,
          load: figure('Sum over families of units x hours per unit, so many periods before they are done.'),
          available: maybe('Hours x efficiency x utilisation; null where no capacity is given.'),
          utilisation: maybe('Load / available.'),
          overload: maybe('Load - available, at least 0.'),
          spare: maybe('Available - load, at least 0.'),
        }),
      ),
      load: figure('Sum over the periods.'),
      available: maybe('Sum over the periods.'),
      utilisation: maybe('Load / available in all.'),
      overloadedPeriods: z.number().int(),
    }),
  ),
})

export const OverallFactorsReply = z.object({
  total: z.array(z.number()).describe('Hours of all families per period: units x hours per unit.'),
  resources: z.array(
    z.object({ resource: z.string(), hours: z.array(z.number()).describe('Total x share, per period.') }),
  ),
})
