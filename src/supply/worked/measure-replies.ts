import { z } from 'zod'
import { figure, maybe, period } from './reply-parts.ts'

export const TrackingSignalReply = z.object({
  rows: z.array(
    z.object({
      period,
      actual: z.number(),
      forecast: z.number(),
      error: figure('Actual - forecast.'),
      absoluteError: z.number(),
      runningSumOfErrors: z.number(),
      mad: figure('Mean absolute deviation so far.'),
      trackingSignal: maybe('Running sum of errors / mean absolute deviation so far.'),
    }),
  ),
  runningSumOfErrors: z.number(),
  mad: maybe('Sum of absolute errors / periods.'),
  mse: maybe('Sum of squared errors / periods.'),
  rmse: maybe('Square root of mse.'),
  mape: maybe('Mean of |error / actual|, as a share, over periods whose actual is not 0.'),
  wape: maybe('Sum of absolute errors / sum of |actual|.'),
  meanError: maybe('Sum of errors (actual - forecast) / periods.'),
  bias: maybe('Sum of (forecast - actual) / sum of |actual|: above zero where the forecast was too high.'),
  trackingSignal: maybe('That of the last period.'),
  outOfControl: z.array(z.number().int()).describe('Periods whose tracking signal lies beyond 4.'),
})

export const WaterfallReply = z.object({
  cells: z.array(
    z.object({
      madeIn: z.number().int(),
      period: z.number().int(),
      lag: z.number().int().describe('Period - period in which the plan was made.'),
      value: z.number(),
      actual: z.number().nullable(),
      error: maybe('Value - actual; null where the period has not come.'),
    }),
  ),
  lags: z.array(
    z.object({
      lag: z.number().int(),
      count: z.number().int().describe('Values of this lag whose period has come.'),
      mad: figure('Mean of |error|.'),
      wape: maybe('Sum of |error| / sum of |actual|.'),
      mape: maybe('Mean of |error / actual|, over actuals that are not 0.'),
      bias: maybe('Sum of (value - actual) / sum of |actual|.'),
    }),
  ),
})

export const AdherenceReply = z.object({
  rows: z.array(
    z.object({
      period,
      planned: z.number(),
      actual: z.number(),
      difference: figure('Actual - planned.'),
      deviation: maybe('(Actual - planned) / planned.'),
      adherence: maybe('1 - |actual - planned| / planned; below zero where more than twice the plan came.'),
      attainment: maybe('Actual / planned.'),
      inTolerance: z.boolean().describe('|Deviation| is at most the tolerance; a plan of 0 is kept by 0.'),
    }),
  ),
  adherence: maybe('1 - sum of |actual - planned| / sum of planned.'),
  attainment: maybe('Sum of actual / sum of planned.'),
  unitsKept: maybe(
    'Sum of the smaller of actual and planned / sum of planned: what comes too much does not make up for what is missing.',
  ),
  periodsInTolerance: z.number().int(),
  shareInTolerance: maybe('Periods in tolerance / periods.'),
})

export const TurnsReply = z.object({
  averageInventory: maybe('As given, else the mean of the inventories, else (opening + closing) / 2.'),
  turns: maybe('Cost of goods sold / average inventory.'),
  turnsPerYear: maybe('Turns x 365 / days.'),
  daysOnHand: maybe('Days / turns.'),
  weeksOnHand: maybe('Days on hand / 7.'),
})

export const CoverReply = z.object({
  days: figure('Whole periods that the stock covers x their days, and the part of the next one.'),
  periods: figure('The same in periods.'),
  isLasting: z.boolean().describe('Stock is left after all periods given.'),
})

export const OtifReply = z.object({
  orders: z.number().int(),
  onTime: maybe(
    'Orders delivered by the day asked for (and days of grace, not earlier than mostDaysEarly) / orders; one not delivered is not on time.',
  ),
  inFull: maybe('Orders delivered with all that was ordered / orders.'),
  otif: maybe('Orders on time and in full / orders.'),
  fillRate: maybe('Units delivered, at most those ordered / units ordered.'),
  rows: z.array(
    z.object({
      requestedOn: z.string(),
      deliveredOn: z.string().nullable(),
      ordered: z.number(),
      delivered: z.number(),
      daysLate: maybe('Days from the day asked for to delivery; below zero where early.'),
      onTime: z.boolean(),
      inFull: z.boolean(),
      otif: z.boolean(),
    }),
  ),
})

export const SafetyStockReply = z.object({
  z: maybe('Safety factor: normal quantile of the cycle service, or that whose expected shortage gives the fill rate.'),
  deviationOverLeadTime: figure('Square root of ((lead + review) x deviation^2 + mean^2 x lead deviation^2).'),
  safetyStock: maybe('z x deviation over the lead time.'),
  reorderPoint: maybe('Mean demand x (lead + review) + safety stock.'),
  expectedShortPerCycle: maybe('Deviation x normal loss(z).'),
  fillRate: maybe('1 - expected shortage / order quantity; null without an order quantity.'),
})

export const EconomicLotReply = z.object({
  quantity: maybe(
    'Square root of (2 x demand x order cost / holding cost); the holding cost x (1 - demand rate / production rate) where made at a rate.',
  ),
  ordersPerYear: maybe('Annual demand / quantity.'),
  holding: maybe('Money a year for holding the average stock.'),
  ordering: maybe('Orders a year x order cost.'),
  total: maybe('Holding + ordering. All null where production is no faster than demand.'),
})

export const NetRequirementsReply = z.object({
  rows: z.array(
    z.object({
      period,
      gross: z.number(),
      receipts: z.number(),
      projected: figure('Stock at the end of the period, planned receipt included.'),
      net: figure('Safety stock - (stock before + receipts - gross), at least 0.'),
      plannedReceipt: figure('The net need as a lot.'),
      plannedRelease: figure('The receipt a lead time later / yield.'),
    }),
  ),
  pastDue: figure('Releases that should lie before the first period.'),
})
