import { z } from 'zod'
import { Day, Decimal, Id, MinorUnits } from '#platform/http/contract.ts'
import {
  BeliefTest,
  Check,
  Gap,
  Lever,
  Month,
  Option,
  Owner,
  Source,
  StepNumber,
  SupplyLine,
  Text,
  Units,
  ValueAdded,
} from '../schema.ts'

const Cell = z.object({ familyId: Id, month: Month })
const step = { step: StepNumber }

/** What is known of one family in one month when the data of a cycle are captured. */
export const Fact = z.object({
  statistical: z.number().int().nullable(),
  lo80: z.number().int().nullable(),
  hi80: z.number().int().nullable(),
  deals: z.number().int().nullable(),
  budgetUnits: z.number().int().nullable(),
  budgetMinor: MinorUnits.nullable(),
  lastYear: z.number().int().nullable(),
  price: Decimal.nullable(),
  previous: z.number().int().nullable(),
  previousMinor: MinorUnits.nullable(),
})
export type Fact = z.infer<typeof Fact>

export const Actual = z.object({ units: z.number().int(), amountMinor: MinorUnits })
export type Actual = z.infer<typeof Actual>

/** The data of a cycle as they were captured: keys of cells are `family|month`. */
export const Facts = z.object({
  closedTo: Day,
  families: z.array(Id),
  cells: z.record(z.string(), Fact),
  actuals: z.record(z.string(), Actual),
  totals: z.object({ lines: Decimal, history: Decimal, leftOut: Decimal }),
  masterData: z.object({ items: z.number().int(), incomplete: z.number().int(), share: z.number().nullable() }),
  negativeStock: z.number().int().nullable(),
  exceptions: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string(), says: z.string() })),
  valueAdded: z.array(ValueAdded),
})
export type Facts = z.infer<typeof Facts>

/** Everything that can be done in a cycle, and what it says. */
export const acts = {
  opened: z.object({
    month: Month,
    startsOn: Day,
    firstMonth: Month,
    horizon: z.number().int().min(1).max(60),
    currency: z.string(),
    minorDigits: z.number().int(),
    weekend: z.array(z.number().int().min(1).max(7)),
    holidays: z.array(Day),
    fenceMonths: z.number().int().min(0).max(24),
    owners: z.array(z.array(Owner)).length(6),
  }),
  owners: z.object({ ...step, owners: z.array(Owner).max(6) }),
  calendar: z.object({ weekend: z.array(z.number().int()), holidays: z.array(Day) }),
  attended: z.object({ ...step, personId: Id, present: z.boolean() }),
  captured: z.object({ facts: Facts }),
  'exception-owned': z.object({ exceptionId: z.string(), personId: Id }),
  input: z.object({
    source: Source,
    note: z.string().max(4_000),
    cells: z
      .array(
        Cell.extend({ units: Units.nullable(), accountId: Id.nullable(), share: z.number().min(0).max(1).nullable() }),
      )
      .min(1)
      .max(20_000),
  }),
  override: z.object({
    reason: z.string().max(4_000),
    assumptionId: Id.nullable(),
    cells: z
      .array(Cell.extend({ units: Units.nullable(), price: Decimal.nullable().optional() }))
      .min(1)
      .max(20_000),
  }),
  'family-signed': z.object({ familyId: Id }),
  supply: z.object({
    /** Where the plan comes from: the supply plan of this product, or typed. */
    origin: z.string(),
    feasible: z.boolean(),
    violations: z.array(z.string()),
    lines: z.array(SupplyLine).max(20_000),
    gaps: z.array(Gap).max(2_000),
  }),
  'gap-raised': z.object({ at: z.number().int().min(0), requestId: Id }),
  assumption: z.object({ id: Id, says: Text, ownerId: Id.nullable(), expiresOn: Day, test: BeliefTest.nullable() }),
  'assumption-withdrawn': z.object({ id: Id, why: Text }),
  risk: z.object({
    id: Id,
    kind: z.enum(['risk', 'opportunity']),
    says: Text,
    familyId: Id,
    from: Month,
    to: Month,
    /** Units a month: negative for what would be lost. */
    units: z.number().int(),
    chance: z.number().min(0).max(1),
    ownerId: Id.nullable(),
  }),
  'risk-ended': z.object({ id: Id, why: Text }),
  request: z.object({
    id: Id,
    question: Text,
    ownerId: Id.nullable(),
    deadlineOn: Day.nullable(),
    options: z.array(Option).max(8),
    recommended: z.string().nullable(),
  }),
  'request-withdrawn': z.object({ id: Id, why: Text }),
  decided: z.object({
    requestId: Id,
    option: z.string(),
    note: z.string().max(4_000),
    lever: Lever.nullable().optional(),
  }),
  deferred: z.object({ requestId: Id, until: Day, note: z.string().max(4_000) }),
  finance: z.object({ revenueMinor: MinorUnits, note: z.string().max(4_000) }),
  approved: z.object({ note: z.string().max(4_000) }),
  signed: z.object({ ...step, note: z.string().max(4_000) }),
  closed: z.object({ ...step, checks: z.array(Check) }),
  reopened: z.object({ ...step, why: Text }),
  action: z.object({ id: Id, says: Text, ownerId: Id.nullable(), dueOn: Day.nullable(), requestId: Id.nullable() }),
  'action-done': z.object({ id: Id }),
  published: z.object({ snapshot: z.string(), receivers: z.array(z.string()).min(1).max(50) }),
  acknowledged: z.object({ receiver: z.string() }),
  assessed: z.object({ answers: z.record(z.string(), z.number().int().min(1).max(5)), note: z.string().max(4_000) }),
} as const

export type ActKind = keyof typeof acts
export type BodyOf<Kind extends ActKind> = z.output<(typeof acts)[Kind]>

/** One act of a cycle, by a user (who may be a person of the company), at a time. */
export type Act<Kind extends ActKind = ActKind> = {
  [K in Kind]: { kind: K; at: string; by: string | null; personId: string | null; body: BodyOf<K> }
}[Kind]
