import { z } from 'zod'
import { Named } from '#company/schema.ts'
import { PlannedDay } from '#goals/schema.ts'
import { Day, endpoint, List, MinorUnits } from '#platform/http/contract.ts'
import { type SetName, sets } from './deals/set-names.ts'
import { definitionOf } from './measures/definitions.ts'
import { furtherNames } from './measures/further.ts'
import { type QualityKind, qualityKinds } from './quality/kinds.ts'
import {
  Basis,
  CycleSegment,
  DealLine,
  EarlierPeriod,
  FunnelStage,
  Segmented,
  SlippagePeriod,
  StageDuration,
  Sum,
  View,
  Window,
  WindowTold,
} from './schema.ts'
import { bars } from './waterfall/classify.ts'

const Total = z.object({
  deals: z.number().int(),
  amountMinor: MinorUnits,
  /** Deals that count 0 because their amount or its rate is not known. */
  withoutAmount: z.number().int(),
})
const Waterfall = z.object({
  from: Day,
  to: Day,
  currency: z.string(),
  /** All amounts are in company money at the rates of this day. */
  rateDay: Day,
  due: Basis.shape.due,
  opening: Total,
  bars: z.array(Total.extend({ bar: z.enum(bars) })),
  closing: Total,
})
export type WaterfallReply = z.infer<typeof Waterfall>

const Values = z.record(z.string(), z.number().nullable())
const Measure = z.string().refine((name) => definitionOf(name) !== undefined, {
  error: ({ input }) =>
    `There is no figure "${input}". /api/pipeline/definitions lists them and says how names are composed, such as won-discount-median.`,
})
const Measures = List.pipe(z.array(Measure).min(1))
const Told = {
  /** What each segment is told by, in the order asked; ids where there are any. */
  keys: z.array(z.string()),
  labels: z.array(z.string()),
}
const Segment = z.object({ ...Told, values: Values })
const Funnel = z.object({
  deals: z.number().int(),
  won: z.number().int(),
  lost: z.number().int(),
  open: z.number().int(),
  amountMinor: MinorUnits,
  stages: z.array(FunnelStage),
})
const Coverage = z.object({
  subject: z.object({ kind: z.string(), name: z.string(), quotaBasis: z.string() }).nullable(),
  open: Sum,
  won: Sum,
  quotaMinor: MinorUnits.nullable(),
  remainingMinor: MinorUnits.nullable(),
  /** open / remaining; null without a quota, and at or above it. */
  coverage: z.number().nullable(),
  conversion: z.number().nullable(),
  required: z.number().nullable(),
  earlier: z.array(EarlierPeriod),
})
const Across = z.object({
  segments: z.number().int(),
  sum: z.number(),
  average: z.number().nullable(),
  median: z.number().nullable(),
  p25: z.number().nullable(),
  p75: z.number().nullable(),
  smallest: z.number().nullable(),
  largest: z.number().nullable(),
  deviation: z.number().nullable(),
})
const Between = z.object({
  /** The opening is how things stood at the end of this day. */
  from: PlannedDay,
  /** The closing; the day looked at when left out. */
  to: PlannedDay.optional(),
})
const Segments = List.pipe(z.array(Segmented).max(3)).optional()
const DealSort = z.templateLiteral([
  z.enum(['amount', 'created', 'expectedClose', 'closed', 'since']),
  z.enum(['', ':asc', ':desc']),
])
const SetOfDeals = z.enum(Object.keys(sets) as [SetName, ...SetName[]])
const Page = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
const read = { method: 'get', permission: 'pipeline:read' } as const

/** Everything the pipeline answers, below /api/pipeline. */
export const pipelineContract = {
  definitions: endpoint({
    ...read,
    path: '/api/pipeline/definitions',
    summary:
      'What can be asked: every figure with its formula, every segment, also the fields that files have brought to deals, every set of deals.',
    reply: z.object({
      measures: z.array(
        z.object({
          measure: z.string(),
          name: z.string(),
          formula: z.string(),
          beware: z.string().nullable(),
          unit: z.string(),
        }),
      ),
      segments: z.array(z.object({ segment: z.string(), name: z.string() })),
      sets: z.array(z.object({ set: z.string(), name: z.string() })),
      /** What further names of figures are composed of. */
      composed: z.object({
        forms: z.array(z.object({ form: z.string(), example: z.string() })),
        sets: z.array(z.object({ set: z.string(), name: z.string() })),
        quantities: z.array(z.object({ quantity: z.string(), name: z.string(), unit: z.string() })),
        statistics: z.array(z.object({ statistic: z.string(), name: z.string() })),
      }),
      /** What `also` adds beside each figure. */
      further: z.array(z.object({ further: z.string(), name: z.string() })),
      faults: z.array(z.object({ fault: z.string(), name: z.string() })),
    }),
  }),
  measures: endpoint({
    ...read,
    path: '/api/pipeline/measures',
    summary:
      'Any figures (measures=won,win-rate) of the deals in view as of a day, per segment (by=owner,closed-quarter).',
    query: View.extend(Window.shape).extend({
      measures: Measures,
      by: Segments,
      /** Further values beside each: `won-amount:share`, `won-amount:growth`. */
      also: List.pipe(z.array(z.enum(furtherNames))).optional(),
      /** `won-amount:desc`; the names of the segments when left out. */
      sort: z
        .string()
        .regex(/^.+:(asc|desc)$/, 'Sort by a figure that is asked for: won-amount:desc.')
        .optional(),
      /** The first so many of them only. */
      top: z.coerce.number().int().min(1).max(100_000).optional(),
      /** Also segments that have no deals: every owner, every month between the first and the last. */
      empty: z.enum(['true', 'false']).optional(),
    }),
    reply: z.object({
      basis: Basis,
      window: WindowTold,
      segments: z.array(Segment),
      /** Segments there are, also those left out by `top`. */
      count: z.number().int(),
      /** Of all deals in view together. */
      whole: Values,
      /** How the values of the segments lie, figure by figure. */
      across: z.record(z.string(), Across),
    }),
  }),
  deals: endpoint({
    ...read,
    path: '/api/pipeline/deals',
    summary: 'The deals behind a figure: of a set, or of one segment of it, as they were on the day looked at.',
    query: View.extend(Window.shape)
      .extend(Page.shape)
      .extend({
        set: SetOfDeals.default('open'),
        /** Instead of a set: the deals whose data have this fault. */
        fault: z.enum(Object.keys(qualityKinds) as [QualityKind, ...QualityKind[]]).optional(),
        by: Segments,
        keys: z.string().optional(),
        sort: DealSort.default('amount'),
      }),
    reply: z.object({
      basis: Basis,
      count: z.number().int(),
      amountMinor: MinorUnits,
      withoutAmount: z.number().int(),
      deals: z.array(DealLine),
      next: z.number().int().nullable(),
    }),
  }),
  waterfall: endpoint({
    ...read,
    path: '/api/pipeline/waterfall',
    summary: 'From the open pipeline of one day to that of another: every step, balanced to the cent.',
    query: View.extend(Between.shape),
    reply: Waterfall,
  }),
  waterfallDeals: endpoint({
    ...read,
    path: '/api/pipeline/waterfall/deals',
    summary: 'The deals of one bar of the waterfall, with what each moved and how it stood before and after.',
    query: View.extend(Between.shape)
      .extend(Page.shape)
      .extend({ bar: z.enum(['opening', ...bars, 'closing']) }),
    reply: z.object({
      count: z.number().int(),
      amountMinor: MinorUnits,
      steps: z.array(z.object({ amountMinor: MinorUnits, before: DealLine.nullable(), after: DealLine.nullable() })),
      next: z.number().int().nullable(),
    }),
  }),
  funnel: endpoint({
    ...read,
    path: '/api/pipeline/funnel',
    summary:
      'How far the deals created in a window came, stage by stage, from their history; of one pipeline, also per segment.',
    query: View.extend(Window.shape).extend({ by: Segments }),
    reply: Funnel.extend({
      basis: Basis,
      window: WindowTold,
      pipeline: Named.nullable(),
      segments: z.array(Funnel.extend(Told)),
    }),
  }),
  stages: endpoint({
    ...read,
    path: '/api/pipeline/stages',
    summary: 'How long deals stay in each stage, and which open ones are stalled; of one pipeline, also per segment.',
    query: View.extend(Window.shape).extend({ by: Segments }),
    reply: z.object({
      basis: Basis,
      window: WindowTold,
      pipeline: Named.nullable(),
      stages: z.array(StageDuration),
      segments: z.array(z.object({ ...Told, stages: z.array(StageDuration) })),
    }),
  }),
  cycles: endpoint({
    ...read,
    path: '/api/pipeline/cycles',
    summary: 'How long deals take from creation to close, open ones counted: Kaplan-Meier and Aalen-Johansen curves.',
    query: View.extend(Window.shape).extend({
      by: Segments,
      /** Days at which the curves are read: 30,60,90. */
      at: List.pipe(
        z
          .array(
            z
              .string()
              .regex(/^\d{1,4}$/, 'Days are whole numbers: 30,60,90.')
              .transform(Number),
          )
          .max(100),
      ).optional(),
    }),
    reply: z.object({ basis: Basis, window: WindowTold, segments: z.array(CycleSegment) }),
  }),
  coverage: endpoint({
    ...read,
    path: '/api/pipeline/coverage',
    summary:
      'How much of the remaining quota is covered, and how much must be if earlier periods repeat themselves; also per segment, with the quota of an owner, a team or a territory.',
    query: View.extend({ periods: z.coerce.number().int().min(1).max(24).default(8), by: Segments }),
    reply: Coverage.extend({ basis: Basis, segments: z.array(Coverage.extend(Told)) }),
  }),
  slippage: endpoint({
    ...read,
    path: '/api/pipeline/slippage',
    summary: 'What became of the deals due in a period at its start; of it and the periods before, also per segment.',
    query: View.extend({ periods: z.coerce.number().int().min(0).max(24).default(4), by: Segments }),
    reply: z.object({
      basis: Basis,
      periods: z.array(SlippagePeriod),
      segments: z.array(z.object({ ...Told, periods: z.array(SlippagePeriod) })),
    }),
  }),
  trend: endpoint({
    ...read,
    path: '/api/pipeline/trend',
    summary: 'Any figures at the end of each day, week, month or quarter of a span: how things stood then.',
    query: View.extend({
      from: PlannedDay,
      to: PlannedDay.optional(),
      step: z.enum(['day', 'week', 'month', 'quarter']).default('week'),
      measures: Measures,
      by: Segments,
    }),
    reply: z.object({
      currency: z.string(),
      points: z.array(
        z.object({
          day: Day,
          /** Of all deals in view. */
          values: Values,
          /** Of each segment, where segments were asked for. */
          segments: z.array(Segment),
        }),
      ),
    }),
  }),
  quality: endpoint({
    ...read,
    path: '/api/pipeline/quality',
    summary:
      'What is wrong with the data, with the number of deals and the money affected; nothing is left out in silence.',
    query: View,
    reply: z.object({
      basis: Basis,
      deals: z.number().int(),
      kinds: z.array(
        z.object({
          kind: z.string(),
          says: z.string(),
          matters: z.string(),
          deals: z.number().int(),
          openDeals: z.number().int(),
          amountMinor: MinorUnits,
          /** Amounts that have no rate, in their own currencies. */
          unconverted: z.array(z.object({ currency: z.string(), deals: z.number().int(), amountMinor: MinorUnits })),
        }),
      ),
    }),
  }),
}
