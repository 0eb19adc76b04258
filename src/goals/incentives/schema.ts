import { z } from 'zod'
import { Day, Decimal, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { Terms } from './terms.ts'

export const DatedTerms = z.object({
  id: Id,
  startsOn: Day,
  endsOn: Day.nullable().describe('The day after the last one; null: until further notice'),
  terms: Terms,
  recordedAt: Instant,
  setBy: z.string().nullable(),
})

export const Participant = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
  rate: Decimal.nullable().describe("The participant's own rate, paid by rules whose rate is null: 0.012 is 1.2 %"),
})
export type Participant = z.infer<typeof Participant>

export const Plan = z.object({
  id: Id,
  name: z.string(),
  addedAt: Instant,
  terms: z.array(DatedTerms).describe('Effective-dated: terms hold from startsOn until the day before endsOn'),
  participants: z.array(Participant),
})
export type Plan = z.infer<typeof Plan>

export const Split = z.object({ personId: Id, personName: z.string(), share: Decimal })
export const DealSplits = z.object({
  dealId: Id,
  dealName: z.string(),
  splits: z.array(Split),
  total: Decimal.describe('The sum of the shares; 1 is the whole credit'),
})

export const RunProblem = z.object({
  kind: z.enum([
    'credit split above 100 %',
    'credit split below 100 %',
    'won without owner',
    'negative deal',
    'currency without rate',
    'two plans for one credit',
    'no quota',
    'no rate of the person',
    'left before the period',
    'outside the clawback period',
    'won without amount',
  ]),
  message: z.string(),
  creditId: Id.nullable(),
  personId: Id.nullable(),
  currency: z.string(),
  amountMinor: MinorUnits.nullable().describe('The credit that is affected, in minor units of currency'),
  isHeld: z
    .boolean()
    .describe('The credit, or the part of it that amountMinor says, earns nobody anything until this is resolved'),
})
export type RunProblem = z.infer<typeof RunProblem>

export const RuleSum = z.object({
  rule: z.string(),
  kind: z.string(),
  credited: Decimal.describe('What the rule counted, in units of the currency'),
  amountMinor: MinorUnits.describe('What it earned, in minor units'),
  problem: z.enum(['no quota', 'no rate of the person']).nullable(),
})

export const Statement = z.object({
  id: Id,
  runId: Id,
  personId: Id,
  personName: z.string(),
  rate: Decimal.nullable(),
  quotaMinor: MinorUnits.nullable().describe('Null: no quota for exactly these dates, nor shorter ones that fill them'),
  credited: Decimal.describe("The person's own credit, exact, in units of the currency"),
  attainment: z.number().nullable(),
  rules: z.array(RuleSum),
  earnedMinor: MinorUnits.describe('Earned by the whole period, after the cap'),
  earnedBeforeMinor: MinorUnits.describe('Of it in locked runs of this period before'),
  deltaMinor: MinorUnits.describe('earnedMinor - earnedBeforeMinor: what this run adds'),
  drawMinor: MinorUnits,
  recoveredMinor: MinorUnits,
  payableMinor: MinorUnits.describe('deltaMinor + drawMinor - recoveredMinor'),
  owedBeforeMinor: MinorUnits,
  owedAfterMinor: MinorUnits,
})
export type Statement = z.infer<typeof Statement>

export const Line = z.object({
  position: z.number().int(),
  rule: z.string(),
  kind: z.string(),
  creditKind: z.enum(['deal', 'order line']).nullable(),
  creditId: Id.nullable(),
  label: z.string().describe('The deal, or order number and line'),
  day: Day.nullable(),
  relation: z.enum(['own', 'reports']).nullable(),
  share: Decimal.nullable(),
  credited: Decimal,
  rate: Decimal.nullable().describe('Of a marginal step or an accelerator: what the credit earned by what it counted'),
  exact: Decimal.describe('Before rounding, in units of the currency'),
  amountMinor: MinorUnits.describe('The cents of the statement that this line holds; lines sum to earnedMinor'),
})
export type Line = z.infer<typeof Line>

export const RunStatus = z.enum(['calculated', 'approved', 'sent back', 'locked', 'replaced'])
export const Run = z.object({
  id: Id,
  planId: Id,
  planName: z.string(),
  from: Day,
  to: Day,
  kind: z.enum(['first', 'delta']),
  currency: z.string(),
  terms: Terms,
  status: RunStatus,
  calculatedAt: Instant,
  calculatedBy: z.string().nullable(),
  people: z.number().int(),
  creditedTotal: Decimal,
  earnedMinor: MinorUnits,
  payableMinor: MinorUnits,
  steps: z.array(z.object({ step: z.string(), note: z.string(), saidBy: z.string().nullable(), saidAt: Instant })),
  problems: z.array(RunProblem),
})
export type Run = z.infer<typeof Run>

export const Dispute = z.object({
  id: Id,
  statementId: Id,
  runId: Id,
  personId: Id,
  personName: z.string(),
  position: z.number().int().nullable().describe('The line that is disputed; null: the statement'),
  openedAt: Instant,
  openedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  outcome: z.enum(['accepted', 'rejected']).nullable(),
  remarks: z.array(z.object({ id: Id, saidBy: z.string().nullable(), saidAt: Instant, text: z.string() })),
})
export type Dispute = z.infer<typeof Dispute>
