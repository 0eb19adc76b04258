import { z } from 'zod'
import { Day, Id, Instant, MinorUnits } from '#platform/http/contract.ts'

export const Covers = z.enum(['own', 'team'])
export type Covers = z.infer<typeof Covers>

/** Whose word it is: the person's own (or a delegate's for them), or an adjustment by a manager above. */
export const Voice = z.enum(['self', 'manager'])
export type Voice = z.infer<typeof Voice>

/** How a manager's number is made of the numbers below. */
export const Method = z.enum(['as submitted', 'sum of reps'])
export type Method = z.infer<typeof Method>

export const Grain = z.enum(['month', 'quarter', 'year'])
export type Grain = z.infer<typeof Grain>

/** What somebody commits to for a period. A newer call replaces an older one of the same kind; both stay in the record. */
export const Call = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  covers: Covers,
  voice: Voice,
  startsOn: Day,
  /** The call is for the days from startsOn until the day before endsOn. */
  endsOn: Day,
  commitMinor: MinorUnits,
  bestMinor: MinorUnits.nullable(),
  currency: z.string(),
  note: z.string(),
  saidBy: z.string().nullable(),
  saidById: Id.nullable(),
  saidAt: Instant,
  withdrawnAt: Instant.nullable(),
})
export type Call = z.infer<typeof Call>

/** Why a call was refused: its period was locked, or somebody else had called meanwhile. */
export const RefusedFor = z.enum(['after the lock', 'called meanwhile'])
export type RefusedFor = z.infer<typeof RefusedFor>

/** What was to be called and was refused; it counts nowhere. */
export const LateCall = Call.pick({
  ...{ id: true, personId: true, personName: true, covers: true, voice: true, commitMinor: true, bestMinor: true },
  ...{ note: true, saidBy: true, saidAt: true },
}).extend({ reason: RefusedFor })
export type LateCall = z.infer<typeof LateCall>

/** A number with its 80 % range, in minor units. */
export const Ranged = z.object({ meanMinor: MinorUnits, loMinor: MinorUnits, hiMinor: MinorUnits })
export type Ranged = z.infer<typeof Ranged>

/** A call as it would be if it were as far off as earlier calls of the same people on the same day of the period. */
export const Corrected = z.object({
  commitMinor: MinorUnits,
  /** The 95 % range of the correction, not of the period's end. */
  loMinor: MinorUnits,
  hiMinor: MinorUnits,
  /** Past calls of the people themselves that it rests on; the fewer, the more it is drawn to what everybody's calls show. */
  pastCalls: z.number().int(),
})
export type Corrected = z.infer<typeof Corrected>

/** One person of the team tree, with what they and those below say. Amounts in company currency; null is "not said". */
export const RollUpLine = z.object({
  personId: Id,
  name: z.string(),
  managerId: Id.nullable(),
  hasReports: z.boolean(),
  /** Their own deals, by their own word. */
  own: Call.nullable(),
  /** Their team, by their own word. */
  team: Call.nullable(),
  /** An adjustment by a manager above. */
  adjustment: Call.nullable(),
  /** The person and everybody below by the method asked; null where nobody has called. */
  commitMinor: MinorUnits.nullable(),
  bestMinor: MinorUnits.nullable(),
  /** What the number is: a call, an adjustment, a sum of calls below, or nothing said. */
  basis: z.enum(['own call', 'team call', 'adjustment', 'sum', 'not said']),
  quotaMinor: MinorUnits.nullable(),
  closedMinor: MinorUnits,
  openMinor: MinorUnits,
  openDeals: z.number().int(),
  /** People at or below this line who are expected to call and have not. */
  missing: z.number().int(),
  /** What deserves a question: a call below what is closed, a note that ran out. */
  remarks: z.array(z.string()),
  /** What the deals of the person and everybody below are expected to book; null where nothing was learned yet. */
  outlook: Ranged.nullable(),
  /** The number corrected for the known bias of those who called; null where nobody has called or it is an adjustment. */
  corrected: Corrected.nullable(),
})
export type RollUpLine = z.infer<typeof RollUpLine>

export const Missing = z.object({
  personId: Id,
  name: z.string(),
  reason: z.enum(['has not called', 'call is older than a week']),
  closedMinor: MinorUnits,
  openMinor: MinorUnits,
  saidAt: Instant.nullable(),
})
export type Missing = z.infer<typeof Missing>

/** How good somebody's calls were over past periods, at one day of the period. */
export const CallAccuracy = z.object({
  personId: Id,
  name: z.string(),
  covers: Covers,
  day: z.number().int(),
  /** Periods with a call standing on that day and something closed or called. */
  periods: z.number().int(),
  /** 1 - sum |actual - call| / sum |actual|; may be negative; null where nothing was closed. */
  accuracy: z.number().nullable(),
  /** sum (call - actual) / sum actual; above zero is over-calling. */
  bias: z.number().nullable(),
  /** 95 % interval of the bias; null with fewer than three periods. */
  biasFrom: z.number().nullable(),
  biasTo: z.number().nullable(),
  verdict: z.enum(['calls too low', 'calls too high', 'no clear bias', 'too few periods']),
  points: z.array(z.object({ startsOn: Day, label: z.string(), commitMinor: MinorUnits, actualMinor: MinorUnits })),
})
export type CallAccuracy = z.infer<typeof CallAccuracy>
