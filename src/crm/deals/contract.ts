import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant, List, MinorUnits } from '#platform/http/contract.ts'
import { KeptFields } from '#platform/kept/contract.ts'
import { type DealField, LARGEST_AMOUNT } from './fields.ts'

export const Outcome = z.enum(['open', 'won', 'lost'])
export const Category = z.enum(['pipeline', 'best case', 'commit', 'closed', 'omitted'])
export const AmountBasis = z.enum(['stated', 'list price', 'none'])

/** The columns a list of deals can be sorted by. */
export const dealSorts = [
  'name',
  'account',
  'item',
  'owner',
  'territory',
  'stage',
  'outcome',
  'category',
  'amount',
  'created',
  'expectedClose',
  'closed',
  'stageSince',
  'changed',
] as const
export type DealSort = (typeof dealSorts)[number]

const Sort = z
  .string()
  .regex(new RegExp(`^(${dealSorts.join('|')}):(asc|desc)$`), `Sort by one of ${dealSorts.join(', ')}, as amount:desc.`)

const IdList = List.pipe(z.array(Id))
const Ids = List.pipe(z.array(z.union([Id, z.literal('none')])))

/** What a list of deals, its totals and its groups can be narrowed by. `none` stands for "not filled". */
export const DealFilter = z.object({
  search: z.string().trim().max(200).optional(),
  owner: Ids.optional(),
  manager: IdList.optional(),
  team: IdList.optional(),
  pipeline: Id.optional(),
  stage: Ids.optional(),
  outcome: List.pipe(z.array(Outcome)).optional(),
  category: List.pipe(z.array(Category)).optional(),
  account: Id.optional(),
  item: Ids.optional(),
  family: IdList.optional(),
  territory: IdList.optional(),
  amountFrom: z.coerce.number().int().optional(),
  amountTo: z.coerce.number().int().optional(),
  closeFrom: Day.optional(),
  closeTo: Day.optional(),
  createdFrom: Day.optional(),
  createdTo: Day.optional(),
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  changedSince: Instant.optional(),
  missing: z.enum(['close date', 'amount', 'account', 'owner']).optional(),
})
export type DealFilter = z.output<typeof DealFilter>

const dealState = {
  name: z.string(),
  accountId: Id.nullable(),
  itemId: Id.nullable(),
  ownerId: Id.nullable(),
  stageId: Id,
  forecastCategory: Category,
  amountMinor: MinorUnits.nullable(),
  amountBasis: AmountBasis,
  currency: z.string(),
  expectedClose: Day.nullable(),
  closedOn: Day.nullable(),
  /** What files or people have said in fields beyond these, by their names. */
  fields: z.record(z.string(), z.string()).nullable(),
} satisfies Record<DealField, z.ZodType>

const DealFacts = z.object({
  ...dealState,
  accountName: z.string().nullable(),
  itemName: z.string().nullable(),
  ownerName: z.string().nullable(),
  stageName: z.string(),
})

export const DealRow = DealFacts.extend({
  id: Id,
  externalId: z.string().nullable(),
  territoryName: z.string().nullable(),
  pipelineId: Id,
  outcome: Outcome,
  createdOn: Day.nullable(),
  stageSince: Instant.nullable(),
  changedAt: Instant,
  /** The items of its lines, the largest amount first; with lines, these count in place of its own item. */
  products: z.array(z.string()),
  /** What of its amount is of the items or families that the list is narrowed to; null where it is narrowed to none. */
  askedMinor: MinorUnits.nullable(),
})
export type DealRow = z.infer<typeof DealRow>

/** Money that goes back is demand that happened: it is an order line, where a negative amount is a return. */
const notNegative =
  'A deal is worth zero or more. What is given back is an order line with a negative quantity and amount.'

const notHuge = 'A deal is worth fourteen digits of minor units at most. Is the currency right, and the decimal point?'

const Worth = z.object({ currency: z.string(), count: z.number(), amountMinor: MinorUnits })
export const DealSum = z.object({
  count: z.number(),
  /** In the company currency; each deal converted to the minor unit first, then added. */
  amountMinor: MinorUnits,
})
export const DealGroup = DealSum.extend({ key: z.string(), label: z.string() })
export const DealTotals = DealSum.extend({
  currency: z.string(),
  rateDay: Day,
  byCurrency: z.array(Worth),
  byOutcome: z.array(
    DealSum.extend({
      outcome: Outcome,
      /** What of it is of the items or families asked for: the lines of deals with products, and all of the others. */
      askedMinor: MinorUnits.nullable(),
    }),
  ),
  askedMinor: MinorUnits.nullable(),
  /** Open deals without an expected close; they are in the sum, but in no period. */
  undated: DealSum,
  /** Open deals whose expected close lies before today. */
  overdue: DealSum,
  withoutAmount: z.number(),
  /** Amounts in a currency without a rate: left out of the sum. */
  unconverted: z.array(Worth),
  groups: z.array(DealGroup),
})
export type DealTotals = z.infer<typeof DealTotals>

const Grouping = z.enum(['stage', 'owner'])

const Fact = z.union([z.string(), z.number(), z.null()])
export const DealChange = z.object({ field: z.string(), from: Fact, to: Fact })
export const DealEvent = z.object({
  id: Id,
  validAt: Instant,
  recordedAt: Instant,
  who: z.string().nullable(),
  byImport: z.boolean(),
  reason: z.string().nullable(),
  currency: z.string(),
  isFirst: z.boolean(),
  changes: z.array(DealChange),
  lateDays: z.number(),
  rewritesPast: z.boolean(),
  retractedAt: Instant.nullable(),
  retractedBy: z.string().nullable(),
  /** The caller's own newest edit: it can be undone. */
  canUndo: z.boolean(),
})
export type DealEvent = z.infer<typeof DealEvent>

export const DealDetail = z.object({
  deal: DealRow,
  history: z.array(DealEvent),
  asOf: z.object({ day: Day, knownAt: Instant, facts: DealFacts.nullable() }).nullable(),
})
export type DealDetail = z.infer<typeof DealDetail>

const { amountBasis: _, fields: __, ...stated } = dealState
const DealChanges = z.object({
  ...stated,
  name: z.string().trim().min(1).max(300),
  amountMinor: MinorUnits.min(0, notNegative).max(LARGEST_AMOUNT, notHuge).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Fields that files have brought, by name: those left out stay, null empties one. */
  fields: KeptFields,
})
export type DealChanges = Partial<z.infer<typeof DealChanges>>

const Edited = z.object({ deal: DealRow.nullable(), changedAt: Instant })

export const dealsContract = {
  listDeals: endpoint({
    method: 'get',
    path: '/api/crm/deals',
    permission: 'crm:read',
    summary: 'A page of the deals you can see: filtered, sorted by any column, by group first if asked.',
    query: DealFilter.extend({
      sort: Sort.default('amount:desc'),
      group: Grouping.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ deals: z.array(DealRow), next: z.number().nullable() }),
  }),
  dealTotals: endpoint({
    method: 'get',
    path: '/api/crm/deals/totals',
    permission: 'crm:read',
    summary:
      'Count and sums of the deals that match: per currency, in the company currency, per group, what is left out.',
    query: DealFilter.extend({ group: Grouping.optional() }),
    reply: DealTotals,
  }),
  dealChoices: endpoint({
    method: 'get',
    path: '/api/crm/deals/choices',
    permission: 'crm:read',
    summary:
      'What deals can be filtered by and set to: owners, managers, teams, stages, items, territories, currencies, fields of files.',
    reply: z.object({
      owners: z.array(z.object({ id: Id, name: z.string(), deals: z.number() })),
      managers: z.array(z.object({ id: Id, name: z.string() })),
      teams: z.array(z.object({ id: Id, name: z.string() })),
      stages: z.array(
        z.object({
          id: Id,
          name: z.string(),
          pipelineId: Id,
          pipelineName: z.string(),
          outcome: Outcome,
          forecastCategory: Category,
        }),
      ),
      items: z.array(
        z.object({
          id: Id,
          name: z.string(),
          familyName: z.string().nullable(),
          code: z.string().nullable(),
          /** In the company currency. */
          listPrice: Decimal.nullable(),
        }),
      ),
      territories: z.array(z.object({ id: Id, name: z.string() })),
      currencies: z.array(z.string()),
      /** Fields that files have brought to the deals you can see. */
      fields: z.array(z.string()),
    }),
  }),
  dealDetail: endpoint({
    method: 'get',
    path: '/api/crm/deals/{id}',
    permission: 'crm:read',
    summary:
      'A deal with its history; with asOf (a day), `deal` as it was at the end of that day, as known at knownAt. asOf.facts is null, and deal as it is now, where nothing was known of it then.',
    params: z.object({ id: Id }),
    query: z.object({
      asOf: Day.optional(),
      /** With what was known at this instant; `known=then` means at the end of that day. */
      knownAt: Instant.optional(),
      known: z.enum(['now', 'then']).optional(),
    }),
    reply: DealDetail,
  }),
  addDeal: endpoint({
    method: 'post',
    path: '/api/crm/deals',
    permission: 'crm:edit',
    summary: 'Add a deal.',
    body: DealChanges.partial()
      .required({ name: true, stageId: true })
      .extend({ reason: z.string().max(2000).optional() }),
    reply: Edited,
  }),
  changeDeal: endpoint({
    method: 'patch',
    path: '/api/crm/deals/{id}',
    permission: 'crm:edit',
    summary:
      'Change a deal from now on, or from an earlier day (a late correction); changedAt must be the one you saw.',
    params: z.object({ id: Id }),
    body: z.object({
      changedAt: Instant,
      changes: DealChanges.partial(),
      validOn: Day.optional(),
      reason: z.string().max(2000).optional(),
    }),
    reply: Edited,
  }),
  undoDealEdit: endpoint({
    method: 'post',
    path: '/api/crm/deals/{id}/undo',
    permission: 'crm:edit',
    summary: 'Take back your own newest edit of a deal; the retraction is recorded.',
    params: z.object({ id: Id }),
    body: z.object({ recordedAt: Instant }),
    reply: Edited,
  }),
}
