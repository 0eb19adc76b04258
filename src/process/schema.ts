import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'

export const Times = z
  .object({
    mean: z.number(),
    median: z.number(),
    p90: z.number(),
    min: z.number(),
    max: z.number(),
    total: z.number(),
  })
  .describe('Seconds. Percentiles interpolate linearly (type 7, the default of numpy and R)')

export const LogInfo = z.object({
  id: Id,
  name: z.string(),
  cases: z.number().int(),
  events: z.number().int(),
  activities: z.array(z.string()),
  problems: z
    .array(z.object({ kind: z.string(), rows: z.number().int(), example: z.string(), amount: z.number().nullable() }))
    .describe('Rows that could not be read or are doubtful, by kind, with the worth they name; doubtful rows are kept'),
  addedAt: Instant,
  addedBy: z.string().nullable(),
})
export type LogInfo = z.infer<typeof LogInfo>

export const Activity = z.object({
  activity: z.string(),
  frequency: z.number().int().describe('How often it occurs'),
  cases: z.number().int().describe('In how many cases it occurs'),
  starts: z.number().int().describe('Cases that start with it'),
  ends: z.number().int().describe('Cases that end with it'),
  selfLoops: z.number().int().describe('Times it directly follows itself'),
  reworkCases: z.number().int().describe('Cases in which it occurs more than once'),
  repetitions: z.number().int().describe('Occurrences beyond the first of each case'),
})

export const Flow = z.object({
  from: z.string(),
  to: z.string(),
  frequency: z.number().int().describe('How often `to` directly follows `from`'),
  cases: z.number().int().describe('In how many cases'),
  waiting: Times.describe('Seconds from the event of `from` to the next event of the case'),
  moneyDays: z
    .number()
    .nullable()
    .describe("Sum of the case's worth x days waited; of deals in minor units of the company currency"),
})
export type Flow = z.infer<typeof Flow>

export const Graph = z.object({
  cases: z.number().int(),
  events: z.number().int(),
  startActivities: z.array(z.object({ activity: z.string(), cases: z.number().int() })),
  endActivities: z.array(z.object({ activity: z.string(), cases: z.number().int() })),
  activities: z.array(Activity),
  flows: z.array(Flow).describe('The directly-follows relation: one row per pair, the most frequent first'),
  duration: Times.nullable().describe('Case duration: from the first event of a case to its last'),
})
export type Graph = z.infer<typeof Graph>

export const Variant = z.object({
  activities: z.array(z.string()),
  cases: z.number().int(),
  share: z.number(),
  duration: Times,
  exampleCase: z.string(),
})

export const Deviation = z.object({
  kind: z.enum(['skipped', 'went back', 'not in the model', 'repeated', 'started elsewhere', 'did not end']),
  activity: z.string(),
  cases: z.number().int(),
  amount: z.number().nullable().describe('The worth of these cases; of deals in minor units of the company currency'),
})
