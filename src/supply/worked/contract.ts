import { z } from 'zod'
import { Day, endpoint } from '#platform/http/contract.ts'
import {
  AdherenceReply,
  CoverReply,
  EconomicLotReply,
  NetRequirementsReply,
  OtifReply,
  SafetyStockReply,
  TrackingSignalReply,
  TurnsReply,
  WaterfallReply,
} from './measure-replies.ts'
import {
  ChaseReply,
  LevelReply,
  MakeToOrderReply,
  MakeToStockReply,
  MasterScheduleReply,
  OverallFactorsReply,
  ProductionPlanReply,
  RoughCutReply,
} from './plan-replies.ts'

const Figures = z.array(z.number()).min(1).max(520)

function worked<Body extends z.ZodType, Reply extends z.ZodType>(
  name: string,
  summary: string,
  { body, reply }: { body: Body; reply: Reply },
) {
  return endpoint({
    method: 'post',
    path: `/api/supply/worked/${name}`,
    permission: 'supply:read',
    summary: `Worked case: ${summary} Nothing is stored.`,
    body,
    reply,
  })
}

const Days = z.union([z.number().positive(), Figures])
const Costs = z
  .object({
    regularCostPerUnit: z.number().describe('Money per unit made.'),
    wagePerWorker: z.number().describe('Money per worker and period.'),
    hireCost: z.number(),
    releaseCost: z.number(),
    holdingCost: z.number().describe('Money per unit and period.'),
    backorderCost: z.number().describe('Money per unit late and period.'),
    increaseCost: z.number().describe('Money per unit by which the rate rises against the period before.'),
    decreaseCost: z.number().describe('Money per unit by which the rate falls.'),
  })
  .partial()

const RatePlan = z.object({
  demand: Figures,
  openingStock: z.number().optional(),
  closingStock: z.number().optional(),
  safetyStock: z.number().optional(),
  workingDays: Figures.optional().describe('Per period; the level rate is then per day.'),
  unitsPerWorker: z.number().positive().optional().describe('Units a worker makes in a period.'),
  unitsPerWorkerDay: z.number().positive().optional().describe('Units a worker makes in a working day.'),
  openingWorkers: z.number().min(0).optional(),
  openingRate: z.number().min(0).optional().describe('Units made in the period before the first.'),
  wholeWorkers: z.boolean().optional().describe('Workers are rounded up, and make all they can.'),
  wholeUnits: z.boolean().optional(),
  backordersAllowed: z.boolean().optional().describe('False: the level rate is high enough that nothing is ever late.'),
  holdingOn: z.enum(['end', 'average']).optional(),
  costs: Costs.optional(),
})

/** The arithmetic planners know by name, for a case given in the request. */
export const workedContract = {
  makeToStock: worked(
    'make-to-stock',
    'family grid of sales, production, stock and days on hand. Stock = stock before + production - sales.',
    {
      body: z.object({
        openingStock: z.number(),
        sales: Figures.describe('Forecast per period.'),
        actualSales: Figures.optional().describe('Of the periods that are over; they count instead of the forecast.'),
        production: Figures.optional().describe('Planned per period; left out with targetDaysOnHand or closingStock.'),
        targetDaysOnHand: z
          .number()
          .min(0)
          .optional()
          .describe('Without production: each period makes what brings stock to so many days of sales (chase).'),
        closingStock: z
          .number()
          .optional()
          .describe('Without production: each period makes the same, so that stock ends here (level); 0 if left out.'),
        actualProduction: Figures.optional(),
        workingDays: Days.optional().describe('Per period; 20 if left out.'),
        daysOnHandBy: z
          .enum(['next period', 'this period', 'average'])
          .optional()
          .describe('Whose sales the stock is measured in; next period if left out.'),
        unitCost: z.number().optional(),
      }),
      reply: MakeToStockReply,
    },
  ),
  makeToOrder: worked(
    'make-to-order',
    'family grid of bookings, shipments and backlog. Backlog = backlog before + bookings - shipments.',
    {
      body: z.object({
        openingBacklog: z.number(),
        bookings: Figures,
        actualBookings: Figures.optional(),
        shipments: Figures.optional().describe('Production or shipments per period; level ones where left out.'),
        closingBacklog: z.number().optional().describe('Backlog at the end that level shipments are to reach.'),
        actualShipments: Figures.optional(),
      }),
      reply: MakeToOrderReply,
    },
  ),
  level: worked('level', 'a level plan: one rate in every period, its stock, backorders, workers and cost.', {
    body: RatePlan,
    reply: LevelReply,
  }),
  chase: worked('chase', 'a chase plan: production follows demand, with hires, releases and cost.', {
    body: RatePlan,
    reply: ChaseReply,
  }),
  productionPlan: worked(
    'production-plan',
    'cost of a plan that is given: regular output, overtime, subcontract and workers per period; stock, backlog or lost sales, hires, releases, money by line.',
    {
      body: z.object({
        demand: Figures,
        openingStock: z.number().optional(),
        regular: Figures.describe('Units made in regular time.'),
        overtime: Figures.optional().describe('Units made in overtime.'),
        subcontract: Figures.optional().describe('Units bought from outside.'),
        workers: Figures.optional(),
        openingWorkers: z
          .number()
          .min(0)
          .optional()
          .describe('Workers before the first period; those of the first if left out.'),
        unmetDemandIs: z.enum(['late', 'lost']).optional().describe('late if left out.'),
        holdingOn: z
          .enum(['end', 'average'])
          .optional()
          .describe('Which stock is charged: at the end of a period, or the mean of its beginning and end.'),
        costs: Costs.extend({
          overtimeCostPerUnit: z.number(),
          subcontractCostPerUnit: z.number(),
          lostSaleCost: z.number().describe('Money per unit lost.'),
        })
          .omit({ increaseCost: true, decreaseCost: true })
          .partial()
          .optional(),
      }),
      reply: ProductionPlanReply,
    },
  ),
  masterSchedule: worked(
    'master-schedule',
    'master production schedule and available to promise (ATP): projected stock, scheduled lots, discrete and cumulative ATP.',
    {
      body: z.object({
        onHand: z.number(),
        forecast: Figures,
        orders: Figures.describe('Customer orders booked per period.'),
        schedule: Figures.optional().describe('Receipts of the master schedule; lots are scheduled where left out.'),
        lotSize: z.number().positive().optional().describe('Lot for lot if left out.'),
        safetyStock: z.number().min(0).optional(),
        demandFence: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe('Periods in which customer orders alone count as demand.'),
      }),
      reply: MasterScheduleReply,
    },
  ),
  roughCut: worked(
    'rough-cut-capacity',
    'load of each resource and period (bill of capacity, resource profile) against its hours.',
    {
      body: z.object({
        plan: z
          .array(z.object({ family: z.string(), quantity: Figures }))
          .min(1)
          .max(500),
        hours: z
          .array(
            z.object({
              family: z.string(),
              resource: z.string(),
              hoursPerUnit: z.number(),
              periodsBefore: z.number().int().min(0).optional(),
            }),
          )
          .max(5_000),
        capacity: z
          .array(
            z.object({
              resource: z.string(),
              hours: z.union([z.number(), Figures]),
              efficiency: z.number().optional(),
              utilisation: z.number().optional(),
            }),
          )
          .max(500),
      }),
      reply: RoughCutReply,
    },
  ),
  overallFactors: worked(
    'overall-factors',
    'capacity by overall factors: all hours of the plan shared out as in the past.',
    {
      body: z.object({
        plan: z
          .array(z.object({ family: z.string(), quantity: Figures, hoursPerUnit: z.number() }))
          .min(1)
          .max(500),
        shares: z
          .array(z.object({ resource: z.string(), share: z.number() }))
          .min(1)
          .max(500),
      }),
      reply: OverallFactorsReply,
    },
  ),
  trackingSignal: worked(
    'tracking-signal',
    'running sum of errors (actual - forecast), mean absolute deviation, tracking signal, MAPE, bias.',
    { body: z.object({ actual: Figures, forecast: Figures }), reply: TrackingSignalReply },
  ),
  waterfallLags: worked(
    'waterfall-lags',
    'what each plan said of each period, by lag, against what came; errors are forecast - actual.',
    {
      body: z.object({
        plans: z
          .array(
            z.object({
              madeIn: z.number().int(),
              values: z.array(z.object({ period: z.number().int(), value: z.number() })).max(120),
            }),
          )
          .min(1)
          .max(120),
        actuals: z.array(z.object({ period: z.number().int(), value: z.number() })).max(240),
      }),
      reply: WaterfallReply,
    },
  ),
  planAdherence: worked(
    'plan-adherence',
    'adherence = 1 - |actual - planned| / planned, per period and in all; how many periods lie in the tolerance.',
    {
      body: z.object({
        planned: Figures,
        actual: Figures,
        tolerance: z.number().min(0).max(1).optional().describe('0.05 if left out.'),
      }),
      reply: AdherenceReply,
    },
  ),
  turns: worked('inventory-turns', 'turns = cost of goods sold / average inventory; days and weeks on hand.', {
    body: z.object({
      costOfGoodsSold: z.number(),
      averageInventory: z.number().optional(),
      openingInventory: z.number().optional(),
      closingInventory: z.number().optional(),
      inventories: Figures.optional(),
      days: z.number().positive().optional().describe('Days that the cost covers; 365 if left out.'),
    }),
    reply: TurnsReply,
  }),
  daysOnHand: worked('days-on-hand', 'days that a stock lasts under the demand of the periods that follow.', {
    body: z.object({ stock: z.number(), demand: Figures, daysPerPeriod: Days.optional().describe('30 if left out.') }),
    reply: CoverReply,
  }),
  otif: worked('otif', 'on time, in full, both, and the fill rate, of the orders given.', {
    body: z.object({
      orders: z
        .array(z.object({ requestedOn: Day, deliveredOn: Day.nullable(), ordered: z.number(), delivered: z.number() }))
        .min(1)
        .max(10_000),
      graceDays: z.number().int().min(0).optional().describe('Days late that are still on time.'),
      mostDaysEarly: z.number().int().min(0).optional().describe('Earlier than this is not on time; any if left out.'),
    }),
    reply: OtifReply,
  }),
  safetyStock: worked(
    'safety-stock',
    'safety factor, safety stock and reorder point for a cycle service or a fill rate.',
    {
      body: z.object({
        meanDemand: z.number().min(0).optional().describe('Of one period.'),
        demandDeviation: z.number().min(0).describe('Standard deviation of the demand of one period.'),
        leadTime: z.number().min(0).describe('In periods.'),
        leadTimeDeviation: z.number().min(0).optional(),
        reviewPeriod: z.number().min(0).optional(),
        cycleService: z.number().gt(0).lt(1).optional(),
        fillRate: z.number().gt(0).lt(1).optional(),
        orderQuantity: z.number().positive().optional(),
      }),
      reply: SafetyStockReply,
    },
  ),
  economicLot: worked('economic-lot', 'economic order quantity, or production lot where a production rate is given.', {
    body: z.object({
      annualDemand: z.number().positive(),
      orderCost: z.number().positive(),
      holdingCost: z.number().positive().describe('Money per unit and year.'),
      productionRate: z.number().positive().optional(),
      demandRate: z.number().positive().optional(),
    }),
    reply: EconomicLotReply,
  }),
  netRequirements: worked(
    'net-requirements',
    'gross to net of one item: projected stock, net needs, planned receipts and releases.',
    {
      body: z.object({
        gross: Figures,
        onHand: z.number().optional(),
        receipts: Figures.optional(),
        safetyStock: z.number().min(0).optional(),
        leadTime: z.number().int().min(0).max(120).optional(),
        lot: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('lot for lot') }),
            z.object({ kind: z.literal('fixed'), quantity: z.number().positive() }),
            z.object({ kind: z.literal('periods'), periods: z.number().int().min(1).max(120) }),
          ])
          .optional(),
        yield: z.number().gt(0).max(1).optional(),
      }),
      reply: NetRequirementsReply,
    },
  ),
}
