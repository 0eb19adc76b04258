import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'
import { checks } from './checks/catalogue.ts'
import { areas } from './checks/check.ts'
import { parts, roleKeys } from './roles/roles.ts'

export const CheckKey = z.enum(checks.map(({ key }) => key) as [string, ...string[]])
export const RoleName = z.enum(roleKeys)
export const PartName = z.enum(parts)

/** From which value on there are full marks, and from which on none. */
export const Bounds = z.object({
  green: z.number().min(-1000).max(1000),
  red: z.number().min(-1000).max(1000),
})

const Unit = z.enum(['share', 'multiple']).describe('A share (0.95 is 95 %) or a multiple (3 is three times)')

/** What a check asks for besides, with bounds and a score of its own. */
const SecondScore = z.object({
  name: z.string(),
  formula: z.string(),
  unit: Unit,
  bounds: Bounds,
  boundsChanged: z.boolean(),
  value: z.number().nullable(),
  n: z.number().int(),
  score: z.number().nullable(),
  why: z.string().nullable().describe('Why nothing can be told of it; the score rests on the first alone then'),
})

export const ScoredCheck = z.object({
  key: CheckKey,
  number: z.number().int(),
  name: z.string(),
  area: z.enum(areas),
  formula: z.string(),
  unit: Unit,
  critical: z.boolean(),
  /** 2 for a critical check, 1 for the others. */
  weight: z.number(),
  bounds: Bounds,
  /** Whether somebody changed the bounds. */
  boundsChanged: z.boolean(),
  /** 'scored', 'no evidence' (counts as missing, never as zero), or 'not applicable' (does not count at all). */
  state: z.enum(['scored', 'no evidence', 'not applicable']),
  value: z.number().nullable(),
  /** Of how many things the value tells. */
  n: z.number().int(),
  /** 0 at red, 100 at green; where the check asks for two things, the lower of both. */
  score: z.number().nullable(),
  second: SecondScore.nullable().describe('What the check asks for besides; null where it asks for one thing'),
  remark: z.string().nullable().describe('What a value beyond green says'),
  /** Why nothing can be told, or why the check does not apply. */
  why: z.string().nullable(),
  /** Who said that it does not apply. */
  saidBy: z.string().nullable(),
  /** weight × (100 − score). */
  pointsToGain: z.number().nullable(),
  owner: z.object({ role: RoleName, name: z.string() }).nullable(),
  lift: z.string(),
  rows: z.number().int(),
})
export type ScoredCheck = z.infer<typeof ScoredCheck>

export const Rating = z.object({
  /** Weighted mean of the scores, 0 to 100. */
  composite: z.number().nullable(),
  /** Share of the weights that evidence stands behind. */
  evidence: z.number(),
  /** 1 to 5; null is "not rated": less than 60 % evidence. */
  level: z.number().int().nullable(),
  /** Held at 2 by a critical check at zero. */
  capped: z.boolean(),
})
export type Rating = z.infer<typeof Rating>

export const Scorecard = Rating.extend({ asOf: Day, checks: z.array(ScoredCheck) })
export type Scorecard = z.infer<typeof Scorecard>

export const Behind = z.object({ label: z.string(), detail: z.string().nullable(), to: z.string().nullable() })
export type Behind = z.infer<typeof Behind>

export const TrendPoint = z.object({
  asOf: Day,
  value: z.number().nullable(),
  second: z.number().nullable(),
  score: z.number().nullable(),
})

/** Bounds as they were set over time; the catalogue's own come first. */
export const ThresholdVersion = Bounds.extend({
  id: Id,
  ofSecond: z.boolean(),
  setBy: z.string().nullable(),
  setAt: Instant,
  endedAt: Instant.nullable(),
})

export const RoleLine = z.object({
  key: RoleName,
  name: z.string(),
  side: z.string(),
  owns: z.string(),
  fromReps: z.number().int(),
})
/** A role's page: what it owns, what it may do here, what it is measured by, what it does when. */
export const RolePage = z.object({
  role: RoleLine,
  /** The role of the product whose logins have these rights. */
  productRole: z.string(),
  holders: z.array(z.string()),
  rights: z.array(z.string()),
  measures: z.array(
    z.object({
      checkKey: CheckKey,
      name: z.string(),
      part: PartName,
      score: z.number().nullable(),
      state: ScoredCheck.shape.state,
    }),
  ),
  calendar: z.array(
    z.object({ every: z.enum(['day', 'week', 'month', 'quarter', 'year']), what: z.string(), to: z.string() }),
  ),
})
export type RolePage = z.infer<typeof RolePage>

export const AssignedPart = z.object({ checkKey: CheckKey, role: RoleName, part: PartName, changed: z.boolean() })
export type AssignedPart = z.infer<typeof AssignedPart>
