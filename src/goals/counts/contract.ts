import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { SubjectKind } from '../schema.ts'
import { metrics } from './metrics.ts'

export const Metric = z.enum(metrics)

/** A goal in a count or in units, held against what came within its own dates. */
export const CountQuota = z.object({
  id: Id,
  subjectKind: SubjectKind,
  subjectId: Id.nullable(),
  subjectName: z.string(),
  metric: Metric,
  startsOn: Day,
  endsOn: Day.describe('The first day after it'),
  target: Decimal,
  recordedAt: Instant,
  endedAt: Instant.nullable(),
  setBy: z.string().nullable(),
  reached: Decimal,
  withReports: Decimal.describe('Of a person: with everybody below, by the team tree of the last day'),
  passedDown: Decimal.nullable().describe('Of a person: the sum of what the direct reports have for the same days'),
  attainment: z.number().nullable(),
  withReportsAttainment: z.number().nullable(),
  state: z.enum(['coming', 'running', 'ended']),
  answer: z.enum(['accepted', 'disputed', 'not answered']).describe('What the person said to their own goal'),
  note: z.string(),
  isMine: z.boolean(),
})
export type CountQuota = z.infer<typeof CountQuota>

const Target = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,6})?$/, 'A target is a number of zero or more, with at most six digits behind the point.')

const Subject = z.object({ subjectKind: SubjectKind, subjectId: Id.nullable() })
const base = '/api/goals/counts'

/** Goals that are no money: meetings, calls, leads, deals, units. */
export const countsContract = {
  countQuotas: endpoint({
    method: 'get',
    path: base,
    permission: 'goals:read',
    summary:
      'Goals in counts and units (meetings held, calls made, leads qualified, deals created, deals won, units sold) that touch a span of days, each held against what came within its own dates, as far as you see quotas; with ended, also those that were replaced.',
    query: z.object({
      from: Day.optional(),
      to: Day.optional(),
      metric: Metric.optional(),
      subjectKind: SubjectKind.optional(),
      subjectId: Id.optional(),
      ended: z.enum(['true', 'false']).optional(),
    }),
    reply: z.object({ today: Day, quotas: z.array(CountQuota) }),
  }),
  setCountQuota: endpoint({
    method: 'put',
    path: base,
    permission: 'goals:edit',
    summary:
      'Set a goal in a count or in units; replaces names the one you saw (null for none), which stays in the history.',
    body: Subject.extend({ metric: Metric, startsOn: Day, endsOn: Day, target: Target, replaces: Id.nullable() }),
    reply: z.object({ id: Id }),
  }),
  endCountQuota: endpoint({
    method: 'delete',
    path: `${base}/{id}`,
    permission: 'goals:edit',
    summary: 'Take such a goal away; it stays in the history.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  answerCount: endpoint({
    method: 'post',
    path: `${base}/{id}/answer`,
    permission: 'goals:read',
    summary: 'Accept or dispute your own goal in a count; a newer answer replaces the one before.',
    params: z.object({ id: Id }),
    body: z.object({ answer: z.enum(['accepted', 'disputed']), note: z.string().trim().max(2000).default('') }),
    reply: z.object({ id: Id }),
  }),
  handOverCount: endpoint({
    method: 'post',
    path: `${base}/{id}/hand-over`,
    permission: 'goals:edit',
    summary:
      "Part a person's goal in a count at a day: the rest of the period and its share by days, in whole pieces, go to another person.",
    params: z.object({ id: Id }),
    body: z.object({ on: Day, toPersonId: Id }),
    reply: z.object({ leaving: Decimal, coming: Decimal }),
  }),
  countedRows: endpoint({
    method: 'get',
    path: `${base}/{id}/rows`,
    permission: 'goals:read',
    summary: 'What a goal counts, one by one, newest first: meetings, calls, leads, deals or order lines.',
    params: z.object({ id: Id }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id: Id,
          day: Day,
          what: z.string(),
          personName: z.string().nullable(),
          amount: Decimal,
          path: z.string().nullable(),
        }),
      ),
    }),
  }),
  spreadCounts: endpoint({
    method: 'post',
    path: `${base}/spread`,
    permission: 'goals:edit',
    summary:
      'Spread a target over people, and within each over months or quarters: evenly, by weight, or by what each reached in the span of equal length before. Whole pieces that sum exactly; nothing is written unless apply is true.',
    body: z.object({
      metric: Metric,
      target: z.number().int().min(0).max(1_000_000_000),
      startsOn: Day,
      endsOn: Day,
      people: z
        .array(z.object({ personId: Id, weight: z.number().min(0).default(1) }))
        .min(1)
        .max(500),
      by: z.enum(['weight', 'history']).default('weight'),
      periods: z.enum(['whole', 'quarters', 'months']).default('whole'),
      apply: z.boolean().default(false),
    }),
    reply: z.object({
      assigned: z.number().int(),
      people: z.array(
        z.object({
          personId: Id,
          name: z.string(),
          before: Decimal.describe('What was reached in the span before'),
          amount: z.number().int(),
          periods: z.array(z.object({ startsOn: Day, endsOn: Day, amount: z.number().int() })),
        }),
      ),
      applied: z.boolean(),
    }),
  }),
}
