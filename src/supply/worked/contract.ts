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

/** Larger ones are no case of a company; their products would be no numbers. */
const Amount = z.number().min(-1e12).max(1e12)
const Figures = z.array(Amount).min(1).max(520)
/** What others are divided by: so small a one would make them no numbers either. */
const Divisor = z.number().min(1e-6).max(1e12)

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

const WorkingDays = z.array(Divisor).min(1).max(520)
const Days = z.union([Divisor, WorkingDays])
const Costs = z
  .object({
    regularCostPerUnit: Amount.describe('Money per unit made.'),
    wagePerWorker: Amount.describe('Money per worker and period.'),
    hireCost: Amount,
    releaseCost: Amount,
    holdingCost: Amount.describe('Money per unit and period.'),
    backorderCost: Amount.describe('Money per unit late and period.'),
    increaseCost: Amount.describe('Money per unit by which the rate rises against the period before.'),
    decreaseCost: Amount.describe('Money per unit by which the rate falls.'),
  })
  .partial()

const RatePlan = z.object({
  demand: Figures,
  openingStock: Amount.optional(),
  closingStock: Amount.optional(),
  safetyStock: Amount.optional(),
  workingDays: WorkingDays.optional().describe('Per period; the level rate is then per day.'),
  unitsPerWorker: Divisor.optional().describe('Units a worker makes in a period.'),
  unitsPerWorkerDay: Divisor.optional().describe('Units a worker makes in a working day.'),
  openingWorkers: Amount.min(0).optional(),
  openingRate: Amount.min(0).optional().describe('Units made in the period before the first.'),
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
        openingStock: Amount,
        sales: Figures.describe('Forecast per period.'),
        actualSales: Figures.optional().describe('Of the periods that are over; they count instead of the forecast.'),
        production: Figures.optional().describe('Planned per period; left out with targetDaysOnHand or closingStock.'),
        targetDaysOnHand: Amount.min(0)
          .optional()
          .describe('Without production: each period makes what brings stock to so many days of sales (chase).'),
        closingStock: Amount.optional().describe(
          'Without production: each period makes the same, so that stock ends here (level); 0 if left out.',
        ),
        actualProduction: Figures.optional(),
        workingDays: Days.optional().describe('Per period; 20 if left out.'),
        daysOnHandBy: z
          .enum(['next period', 'this period', 'average'])
          .optional()
          .describe('Whose sales the stock is measured in; next period if left out.'),
        unitCost: Amount.optional(),
      }),
      reply: MakeToStockReply,
    },
  ),
  makeToOrder: worked(
    'make-to-order',
    'family grid of bookings, shipments and backlog. Backlog = backlog before + bookings - shipments.',
    {
      body: z.object({
        openingBacklog: Amount,
        bookings: Figures,
        actualBookings: Figures.optional(),
        shipments: Figures.optional().describe('Production or shipments per period; level ones where left out.'),
        closingBacklog: Amount.optional().describe('Backlog at the end that level shipments are to reach.'),
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
        openingStock: Amount.optional(),
        regular: Figures.describe('Units made in regular time.'),
        overtime: Figures.optional().describe('Units made in overtime.'),
        subcontract: Figures.optional().describe('Units bought from outside.'),
        workers: Figures.optional(),
        openingWorkers: Amount.min(0)
          .optional()
          .describe('Workers before the first period; those of the first if left out.'),
        unmetDemandIs: z.enum(['late', 'lost']).optional().describe('late if left out.'),
        holdingOn: z
          .enum(['end', 'average'])
          .optional()
          .describe('Which stock is charged: at the end of a period, or the mean of its beginning and end.'),
        costs: Costs.extend({
          overtimeCostPerUnit: Amount,
          subcontractCostPerUnit: Amount,
          lostSaleCost: Amount.describe('Money per unit lost.'),
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
        onHand: Amount,
        forecast: Figures,
        orders: Figures.describe('Customer orders booked per period.'),
        schedule: Figures.optional().describe('Receipts of the master schedule; lots are scheduled where left out.'),
        lotSize: Divisor.optional().describe('Lot for lot if left out.'),
        safetyStock: Amount.min(0).optional(),
        demandFence: Amount.int().min(0).optional().describe('Periods in which customer orders alone count as demand.'),
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
              hoursPerUnit: Amount,
              periodsBefore: Amount.int().min(0).optional(),
            }),
          )
          .max(5_000),
        capacity: z
          .array(
            z.object({
              resource: z.string(),
              hours: z.union([Amount, Figures]),
              efficiency: Amount.optional(),
              utilisation: Amount.optional(),
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
          .array(z.object({ family: z.string(), quantity: Figures, hoursPerUnit: Amount }))
          .min(1)
          .max(500),
        shares: z
          .array(z.object({ resource: z.string(), share: Amount }))
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
              madeIn: Amount.int(),
              values: z.array(z.object({ period: Amount.int(), value: Amount })).max(120),
            }),
          )
          .min(1)
          .max(120),
        actuals: z.array(z.object({ period: Amount.int(), value: Amount })).max(240),
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
        tolerance: Amount.min(0).max(1).optional().describe('0.05 if left out.'),
      }),
      reply: AdherenceReply,
    },
  ),
  turns: worked('inventory-turns', 'turns = cost of goods sold / average inventory; days and weeks on hand.', {
    body: z.object({
      costOfGoodsSold: Amount,
      averageInventory: Amount.optional(),
      openingInventory: Amount.optional(),
      closingInventory: Amount.optional(),
      inventories: Figures.optional(),
      days: Divisor.optional().describe('Days that the cost covers; 365 if left out.'),
    }),
    reply: TurnsReply,
  }),
  daysOnHand: worked('days-on-hand', 'days that a stock lasts under the demand of the periods that follow.', {
    body: z.object({ stock: Amount, demand: Figures, daysPerPeriod: Days.optional().describe('30 if left out.') }),
    reply: CoverReply,
  }),
  otif: worked('otif', 'on time, in full, both, and the fill rate, of the orders given.', {
    body: z.object({
      orders: z
        .array(z.object({ requestedOn: Day, deliveredOn: Day.nullable(), ordered: Amount, delivered: Amount }))
        .min(1)
        .max(10_000),
      graceDays: Amount.int().min(0).optional().describe('Days late that are still on time.'),
      mostDaysEarly: Amount.int().min(0).optional().describe('Earlier than this is not on time; any if left out.'),
    }),
    reply: OtifReply,
  }),
  safetyStock: worked(
    'safety-stock',
    'safety factor, safety stock and reorder point for a cycle service or a fill rate.',
    {
      body: z.object({
        meanDemand: Amount.min(0).optional().describe('Of one period.'),
        demandDeviation: Amount.min(0).describe('Standard deviation of the demand of one period.'),
        leadTime: Amount.min(0).describe('In periods.'),
        leadTimeDeviation: Amount.min(0).optional(),
        reviewPeriod: Amount.min(0).optional(),
        cycleService: Amount.gt(0).lt(1).optional(),
        fillRate: Amount.gt(0).lt(1).optional(),
        orderQuantity: Divisor.optional(),
      }),
      reply: SafetyStockReply,
    },
  ),
  economicLot: worked('economic-lot', 'economic order quantity, or production lot where a production rate is given.', {
    body: z.object({
      annualDemand: Divisor,
      orderCost: Divisor,
      holdingCost: Divisor.describe('Money per unit and year.'),
      productionRate: Divisor.optional(),
      demandRate: Divisor.optional(),
    }),
    reply: EconomicLotReply,
  }),
  netRequirements: worked(
    'net-requirements',
    'gross to net of one item: projected stock, net needs, planned receipts and releases.',
    {
      body: z.object({
        gross: Figures,
        onHand: Amount.optional(),
        receipts: Figures.optional(),
        safetyStock: Amount.min(0).optional(),
        leadTime: Amount.int().min(0).max(120).optional(),
        lot: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('lot for lot') }),
            z.object({ kind: z.literal('fixed'), quantity: Divisor }),
            z.object({ kind: z.literal('periods'), periods: Amount.int().min(1).max(120) }),
          ])
          .optional(),
        yield: Amount.gt(0).max(1).optional(),
      }),
      reply: NetRequirementsReply,
    },
  ),
}
