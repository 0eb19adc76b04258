import { z } from 'zod'
import { Day, Decimal, Id, Instant, MinorUnits } from '#platform/http/contract.ts'

/** The first day of a calendar month. */
export const Month = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])-01$/, 'A month is written as its first day, such as 2026-11-01.')

export const StepNumber = z.coerce.number().int().min(1).max(6)
export const Text = z.string().trim().min(1, 'Say it in a few words.').max(4_000)
export const Units = z.number().int().min(0, 'Units are zero or more.').max(1_000_000_000_000)

/** Who answers for something, and who may stand in. */
export const Owner = z.object({ personId: Id, substituteId: Id.nullable().default(null) })
export type Owner = z.infer<typeof Owner>

/** One thing that must hold before a step may be closed. `passes` is null where nothing can be told, with the reason in `says`. */
export const Check = z.object({
  key: z.string(),
  label: z.string(),
  passes: z.boolean().nullable(),
  says: z.string(),
  /** What to do where it fails. */
  wayOut: z.string().nullable(),
})
export type Check = z.infer<typeof Check>

/** Where a view of demand comes from. */
export const Source = z.enum(['sales', 'customer', 'finance'])
export type Source = z.infer<typeof Source>
export const WeighedSource = z.enum(['statistical', 'sales', 'finance', 'customer'])
export type WeighedSource = z.infer<typeof WeighedSource>

/** How good a source was in past cycles, and what it therefore weighs in the consensus. */
export const ValueAdded = z.object({
  source: WeighedSource,
  /** Family-months compared with what came. */
  compared: z.number().int(),
  wape: z.number().nullable(),
  /** Of the same family-months a year before, held against what came. */
  naiveWape: z.number().nullable(),
  /** naiveWape - wape: positive where the source is better than last year's figure. */
  valueAdded: z.number().nullable(),
  bias: z.number().nullable(),
  weight: z.number(),
})
export type ValueAdded = z.infer<typeof ValueAdded>

/** One family in one month as the consensus sees it; units are whole, money is in minor units of the company currency. */
export const ConsensusCell = z.object({
  familyId: Id,
  family: z.string(),
  month: Month,
  statistical: z.number().int().nullable(),
  lo80: z.number().int().nullable(),
  hi80: z.number().int().nullable(),
  sales: z.number().int().nullable(),
  customer: z.number().int().nullable(),
  finance: z.number().int().nullable(),
  /** Weighted by measured value added, over the sources that speak. */
  weighted: z.number().int().nullable(),
  /** The planner's own figure, which stands instead. */
  override: z.number().int().nullable(),
  overrideReason: z.string().nullable(),
  units: z.number().int().nullable(),
  price: Decimal.nullable(),
  revenueMinor: MinorUnits.nullable(),
  budgetMinor: MinorUnits.nullable(),
  lastCycle: z.number().int().nullable(),
  lastYear: z.number().int().nullable(),
  actual: z.number().int().nullable(),
})
export type ConsensusCell = z.infer<typeof ConsensusCell>

/** What a stated belief says, so that it can be held against what came. */
export const BeliefTest = z.object({
  familyId: Id.nullable(),
  from: Month,
  /** The last month. */
  to: Month,
  measure: z.enum(['units', 'revenue']),
  comparison: z.enum(['at least', 'at most']),
  /** Units, or minor units of the company currency. */
  value: z.number().int(),
})
export type BeliefTest = z.infer<typeof BeliefTest>

export const AssumptionState = z.enum(['open', 'holds', 'fails', 'expired', 'withdrawn'])

/** What one option of a decision does to the plan, as far as it can be computed afterwards. */
export const Lever = z.object({
  kind: z.enum(['demand', 'capacity', 'price']),
  familyId: Id,
  from: Month,
  to: Month,
  /** Units a month that the option adds (demand, capacity), or the change of price in hundredths of a per cent. */
  size: z.number().int(),
})
export type Lever = z.infer<typeof Lever>

export const Option = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/, 'An option is named by small letters, digits and dashes.'),
  says: Text,
  /** What it brings (positive) or costs (negative) over the horizon, as promised. */
  effectMinor: MinorUnits,
  lever: Lever.nullable().default(null),
})
export type Option = z.infer<typeof Option>

/** Shortage or overload in a captured supply plan, with its cause in words. */
export const Gap = z.object({
  familyId: Id.nullable(),
  month: Month,
  units: z.number().int(),
  cause: z.string(),
  /** Whether it lies where the plan is frozen. */
  firm: z.boolean(),
  /** The decision that it was raised as. */
  requestId: Id.nullable().default(null),
})
export type Gap = z.infer<typeof Gap>

export const SupplyLine = z.object({
  familyId: Id,
  month: Month,
  production: z.number().int().min(0),
  stock: z.number().int(),
  backlog: z.number().int().min(0).default(0),
})
export type SupplyLine = z.infer<typeof SupplyLine>

export const Person = z.object({ id: Id, name: z.string() })
export const Said = z.object({ at: Instant, by: z.string().nullable() })
export const Span = { from: Month.optional(), to: Month.optional() }
export const Deadline = Day
