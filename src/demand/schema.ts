import { z } from 'zod'
import { Day, Decimal, Id, Instant } from '#platform/http/contract.ts'

/** How long a period is. */
export const Grain = z.enum(['month', 'week'])
export type Grain = z.infer<typeof Grain>

/** What is counted: units sold, or money in company currency. */
export const Measure = z.enum(['units', 'money'])
export type Measure = z.infer<typeof Measure>

export const grains = Grain.options
export const measures = Measure.options

/** Where a series stands in the hierarchy: everything, a family, an item. */
export const Level = z.enum(['all', 'family', 'item'])
export type Level = z.infer<typeof Level>

/** What can be looked at: a level, or items that say the same of an attribute. */
export const SeenLevel = z.enum([...Level.options, 'group'])
export type SeenLevel = z.infer<typeof SeenLevel>

/** An item's place in its life: new and ending ones deserve a look, ended ones get no forecast. */
export const Standing = z.enum(['steady', 'new', 'ending', 'ended'])
export type Standing = z.infer<typeof Standing>

/** A node of the hierarchy without its territory: `all`, `family:<id>`, `family:none`, `item:<id>`. */
export const NodeKey = z.string().regex(/^(all|family:none|(family|item):[0-9a-f-]{36})$/, {
  message: 'A node is all, family:<id>, family:none or item:<id>.',
})

/** The same, or a group of items that say the same of an attribute: `group:Brand:Arvo`; `group:Brand:` are those that say nothing of it. */
export const SeenKey = z
  .string()
  .max(2100)
  .regex(/^(all|family:none|(family|item):[0-9a-f-]{36}|group:[^:]{1,80}:[\s\S]*)$/, {
    message: 'A node is all, family:<id>, family:none, item:<id> or group:<attribute>:<value>.',
  })

/** Accuracy of forecasts made so many periods ahead; shares of 1. */
export const LagAccuracy = z.object({
  lag: z.number().int().describe('Periods from the last known one to the one that was forecast, 1 to 12.'),
  forecasts: z.number().int().describe('How many forecasts were held against what came.'),
  wape: z.number().nullable(),
  naiveWape: z.number().nullable(),
  bias: z.number().nullable(),
  coverage80: z.number().nullable().describe('How often the truth lay within the 80 % range.'),
  coverage95: z.number().nullable(),
})

export type LagAccuracy = z.infer<typeof LagAccuracy>

/** Forecast accuracy measured by rolling origin; shares of 1, except MASE, where below 1 beats the naive forecast in sample. */
export const Accuracy = z.object({
  origins: z.number().int(),
  wape: z.number(),
  mase: z.number().nullable(),
  bias: z.number().nullable(),
  coverage80: z.number(),
  coverage95: z.number(),
  naiveWape: z.number(),
  byLag: z.array(LagAccuracy),
})
export type Accuracy = z.infer<typeof Accuracy>

/** What can be wrong with a period of a history. */
export const FindingKind = z.enum(['outlier', 'level shift', 'season change', 'stock-out', 'partial period'])
export type FindingKind = z.infer<typeof FindingKind>

/** Something found in a history: what was recorded, what the forecast counts instead if `accepted`, and why. */
export const Finding = z.object({
  startsOn: Day,
  kind: FindingKind,
  value: z.number(),
  /** Null where the period is taken as missing. */
  used: z.number().nullable(),
  reason: z.string(),
  accepted: z.boolean(),
})
export type Finding = z.infer<typeof Finding>

/** A line of the tree: enough to see where to look. */
export const TreeNode = z.object({
  key: SeenKey,
  level: SeenLevel,
  /** The key of the node below which it stands. */
  under: SeenKey.nullable(),
  name: z.string(),
  code: z.string().nullable(),
  familyId: Id.nullable(),
  standing: Standing,
  recent: z.array(z.number()),
  latest: z.number(),
  lastYear: z.number().nullable(),
  ahead: z.number(),
  aheadYearBefore: z.number().nullable(),
  wape: z.number().nullable(),
  naiveWape: z.number().nullable(),
  bias: z.number().nullable(),
  cannotTell: z.string().nullable(),
  children: z.number().int(),
})
export type TreeNode = z.infer<typeof TreeNode>

/** When data and forecast are from, and what they cover. */
export const AsOf = z.object({
  dataAt: Instant,
  forecastAt: Instant,
  firstOn: Day,
  lastOn: Day,
  closedTo: Day,
  currency: z.string(),
})
export type AsOf = z.infer<typeof AsOf>

/** Order lines that the sums do not hold, counted, and why. */
export const LeftOut = z.object({
  reason: z.enum(['no item', 'no rate', 'no territory', 'no demand']),
  currency: z.string(),
  orderLines: z.number().int(),
  quantity: Decimal,
  amount: Decimal,
  firstOn: Day,
  lastOn: Day,
})
export type LeftOut = z.infer<typeof LeftOut>

/** How far the making of forecasts has come. */
export const Progress = z.object({
  doing: z.enum(['forecasts', 'accuracy']).describe('What is being made: forecasts, or how good such forecasts were.'),
  grain: Grain,
  measure: Measure,
  done: z.number().int().describe('Series of this grain and measure that are made.'),
  series: z.number().int(),
  share: z
    .number()
    .describe('Of all that is to be made, all grains and measures together, by the time it takes; 0 to 1.'),
  startedAt: Instant,
})
export type Progress = z.infer<typeof Progress>

/** What one period held, exactly. `partial`: the data begin or end inside it, so it is never fitted. */
export const PastPeriod = z.object({
  startsOn: Day,
  label: z.string(),
  value: Decimal,
  orderLines: z.number().int(),
  active: z.boolean(),
  partial: z.boolean(),
})
export type PastPeriod = z.infer<typeof PastPeriod>

/**
 * What one period ahead is expected to hold; what this series alone would have (null where that is not known); and what the
 * previous run expected of it.
 */
export const PeriodAhead = z.object({
  startsOn: Day,
  label: z.string(),
  mean: z.number(),
  alone: z.number().nullable(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
  previous: z.number().nullable(),
  planned: z.number().describe('What is planned with: the mean with what was set by hand here, below and above.'),
  override: z
    .object({ value: z.number(), reason: z.string(), by: z.string(), locked: z.boolean(), awaits: z.boolean() })
    .nullable()
    .describe('What was set by hand at this very node.'),
})
export type PeriodAhead = z.infer<typeof PeriodAhead>

/** One series with its history, its forecast, and how good forecasts of it have been. */
export const SeriesDetail = z.object({
  key: SeenKey,
  level: SeenLevel,
  name: z.string(),
  territory: z.object({ id: Id, name: z.string() }).nullable(),
  unit: z.string(),
  standing: Standing,
  history: z.array(PastPeriod),
  /** The running period: what came, through which day, and the share of its days that is. */
  running: z.object({ startsOn: Day, label: z.string(), soFar: Decimal, through: Day, elapsed: z.number() }).nullable(),
  ahead: z.array(PeriodAhead),
  next: z.object({
    periods: z.number().int(),
    mean: z.number(),
    planned: z.number(),
    lo80: z.number(),
    hi80: z.number(),
    yearBefore: z.number().nullable(),
    previous: z.number().nullable(),
  }),
  model: z.string(),
  reason: z.string().nullable(),
  observations: z.number().int(),
  findings: z.array(Finding),
  accuracy: Accuracy.nullable(),
  cannotTell: z.string().nullable(),
  asOf: AsOf,
})
export type SeriesDetail = z.infer<typeof SeriesDetail>

/** What deserves a look, with the reason in numbers. */
export const Attention = z.object({
  kind: z.enum(['accuracy', 'bias', 'new', 'ending', 'change']),
  key: NodeKey,
  name: z.string(),
  level: SeenLevel,
  /** WAPE, bias, or the relative change of the next periods; none where the kind says it all. */
  value: z.number().nullable(),
  /** What the value is compared with: the naive WAPE, or the previous forecast. */
  against: z.number().nullable(),
  ahead: z.number(),
})
export type Attention = z.infer<typeof Attention>

/** A node whose forecast moved since the previous run. */
export const Change = z.object({
  key: NodeKey,
  name: z.string(),
  level: Level,
  previous: z.number(),
  now: z.number(),
})
export type Change = z.infer<typeof Change>

/** A mean with its 80 and 95 % ranges. */
export const Ranged = z.object({
  mean: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
})

/** The running period of a node: what came, what had usually come by now, what is expected of all of it, and the orders behind. */
export const RunningNow = z.object({
  startsOn: Day,
  label: z.string(),
  through: Day.describe('The newest day with an order line.'),
  unit: z.string(),
  soFar: Decimal.describe('What came, exactly.'),
  expectedByNow: z.number().describe('What of the forecast had usually come by this day, as earlier periods filled.'),
  above: z.number().describe('soFar minus expectedByNow: what came above (or below) the expected run-rate.'),
  forecast: Ranged.describe('What was expected of the whole period before it began.'),
  nowcast: Ranged.describe('What is expected of the whole period now; never below what came.'),
  sentence: z.string(),
  moved: z
    .number()
    .describe('By how much what came has moved the forecast of the next 3 months (4 weeks) since the last full run.'),
  movedAt: Instant.nullable().describe('When it was last moved; null where nothing has moved it.'),
  usualOrder: z.object({ median: z.number(), p95: z.number(), orders: z.number().int() }).nullable(),
  orderCount: z.number().int().nullable().describe('Null where the caller may not see orders.'),
  orders: z
    .array(
      z.object({
        order: z.string().nullable(),
        account: z.string().nullable(),
        orderedOn: Day,
        receivedAt: Instant,
        size: z.number().describe('What the order holds of this node, in the unit of the reply.'),
        standsOut: z.boolean().describe('Larger than orders of this node usually are.'),
      }),
    )
    .describe('The largest orders of the period that the caller may see.'),
})
export type RunningNow = z.infer<typeof RunningNow>
