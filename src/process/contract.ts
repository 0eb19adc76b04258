import { z } from 'zod'
import { Day, endpoint, Id, List } from '#platform/http/contract.ts'
import { Deviation, Flow, Graph, LogInfo, Times, Variant } from './schema.ts'

const Log = z
  .union([z.literal('deals'), Id])
  .describe('`deals` for the histories of deals (case: deal, activity: stage entered), or the id of an event log')
const log = z.object({ log: Log })
const Filter = z.object({
  from: Day.optional().describe('Cases whose first event is on this day or later'),
  to: Day.optional().describe('Cases whose first event is before this day'),
  ownerId: Id.optional().describe('Only of deals'),
  teamId: Id.optional().describe('Only of deals: the team of the owner today'),
  territoryId: Id.optional().describe('Only of deals: the territory of the account'),
  pipelineId: Id.optional().describe('Only of deals'),
})
const named = {
  name: z.string().trim().min(1).max(200),
}
const base = '/api/process/logs'

/** The endpoints of process mining: event logs, directly-follows graph, variants, rework, bottlenecks, conformance, comparison. */
export const processContract = {
  logs: endpoint({
    method: 'get',
    path: base,
    permission: 'process:read',
    summary: 'The event logs that were added.',
    reply: z.object({ logs: z.array(LogInfo) }),
  }),
  addFile: endpoint({
    method: 'post',
    path: `${base}/file`,
    permission: 'process:edit',
    summary:
      'Add an event log: the body is a CSV file (comma, semicolon or tab) with a case, an activity and a time per row. Columns are found by their usual names or named here.',
    query: z.object({
      ...named,
      case: z.string().optional().describe('The column of the case id'),
      activity: z.string().optional().describe('The column of the activity'),
      timestamp: z.string().optional().describe('The column of the time; without a zone it is taken as UTC'),
      amount: z.string().optional().describe('A column with what the case is worth'),
      dateOrder: z
        .enum(['ymd', 'dmy', 'mdy'])
        .default('ymd')
        .describe('How days are written where the year does not come first'),
    }),
    reply: LogInfo,
    raw: true,
  }),
  addEvents: endpoint({
    method: 'post',
    path: base,
    permission: 'process:edit',
    summary: 'Add an event log from JSON; larger ones come as a file.',
    body: z.object({
      ...named,
      events: z
        .array(
          z.object({
            case: z.string().min(1),
            activity: z.string().min(1),
            timestamp: z.string(),
            amount: z.number().nullable().optional(),
          }),
        )
        .min(1)
        .max(50_000),
    }),
    reply: LogInfo,
  }),
  deleteLog: endpoint({
    method: 'delete',
    path: `${base}/{id}`,
    permission: 'process:edit',
    summary: 'Delete an event log.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  graph: endpoint({
    method: 'get',
    path: `${base}/{log}/directly-follows-graph`,
    permission: 'process:read',
    summary:
      'The directly-follows graph: activities, start and end activities, flows with frequency and waiting times, case duration.',
    params: log,
    query: Filter,
    reply: Graph,
  }),
  variants: endpoint({
    method: 'get',
    path: `${base}/{log}/variants`,
    permission: 'process:read',
    summary: 'The variants: cases with the same activities in the same order, the most frequent first.',
    params: log,
    query: Filter.extend({
      limit: z.coerce.number().int().min(1).max(2000).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({
      total: z.number().int().describe('How many variants there are'),
      cases: z.number().int(),
      variants: z.array(Variant),
    }),
  }),
  cases: endpoint({
    method: 'get',
    path: `${base}/{log}/cases`,
    permission: 'process:read',
    summary:
      'The cases with their duration in seconds, the longest first: all, or those behind an arrow, a path, a repetition or a deviation.',
    params: log,
    query: Filter.extend({
      flowFrom: z.string().optional().describe('Cases in which flowTo directly follows this activity'),
      flowTo: z.string().optional(),
      holds: z.string().optional().describe('Cases in which this activity occurs'),
      like: z.string().optional().describe('Cases that took the path of this one'),
      repeats: z.string().optional().describe('Cases with this activity more than once; any: with some activity'),
      deviation: z
        .string()
        .optional()
        .describe(
          'Deals that leave the stages so: the kind and the stage, `skipped Proposal`; none: those that do not',
        ),
      limit: z.coerce.number().int().min(1).max(2000).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({
      total: z.number().int(),
      duration: Times.nullable(),
      cases: z.array(
        z.object({
          case: z.string(),
          events: z.number().int(),
          duration: z.number(),
          amount: z.number().nullable(),
          dealId: Id.nullable().describe('The deal that the case is, in the log of deals'),
          name: z.string().nullable(),
        }),
      ),
    }),
  }),
  rework: endpoint({
    method: 'get',
    path: `${base}/{log}/rework`,
    permission: 'process:read',
    summary: 'Rework: activities that occur more than once in a case, self-loops, and how many cases have any.',
    params: log,
    query: Filter,
    reply: z.object({
      cases: z.number().int(),
      reworkCases: z.number().int().describe('Cases in which at least one activity occurs more than once'),
      share: z.number().nullable(),
      activities: z.array(
        z.object({
          activity: z.string(),
          cases: z.number().int(),
          repetitions: z.number().int(),
          selfLoops: z.number().int(),
        }),
      ),
    }),
  }),
  bottlenecks: endpoint({
    method: 'get',
    path: `${base}/{log}/bottlenecks`,
    permission: 'process:read',
    summary: 'Flows by what waiting costs: money x days where cases have a worth, else the total waiting.',
    params: log,
    query: Filter.extend({ limit: z.coerce.number().int().min(1).max(500).default(20) }),
    reply: z.object({
      by: z.enum(['money days', 'total waiting']),
      currency: z.string().nullable(),
      withoutWorth: z
        .number()
        .int()
        .describe('Cases that cost nothing here because what they are worth is not known: no amount, or no rate'),
      bottlenecks: z.array(Flow),
    }),
  }),
  conformance: endpoint({
    method: 'get',
    path: `${base}/{log}/conformance`,
    permission: 'process:read',
    summary:
      'Cases held against a sequence of activities: the stages of the pipeline for deals, or the sequence given.',
    params: log,
    query: Filter.extend({
      sequence: List.optional().describe('The activities in the order they should have, separated by commas'),
      ends: List.optional().describe('Activities at which a case may end, from anywhere'),
    }),
    reply: z.object({
      sequence: z.array(z.string()),
      ends: z.array(z.string()),
      cases: z.number().int(),
      fitting: z.number().int(),
      fitness: z.number().nullable().describe('The share of cases without a deviation'),
      deviations: z.array(Deviation),
    }),
  }),
  comparison: endpoint({
    method: 'get',
    path: `${base}/{log}/comparison`,
    permission: 'process:read',
    summary: 'Two segments or periods of a log side by side, flow by flow; the change that costs most time first.',
    params: log,
    query: z.object({
      from: Day.optional(),
      to: Day.optional(),
      teamId: Id.optional(),
      territoryId: Id.optional(),
      ownerId: Id.optional(),
      otherFrom: Day.optional(),
      otherTo: Day.optional(),
      otherTeamId: Id.optional(),
      otherTerritoryId: Id.optional(),
      otherOwnerId: Id.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    reply: z.object({
      cases: z.tuple([z.number(), z.number()]),
      duration: z.tuple([Times.nullable(), Times.nullable()]),
      flows: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          frequency: z.tuple([z.number(), z.number()]),
          share: z.tuple([z.number(), z.number()]),
          meanWaiting: z.tuple([z.number().nullable(), z.number().nullable()]),
          difference: z.number().nullable().describe('Seconds of mean waiting, second less first'),
        }),
      ),
    }),
  }),
}
export type ProcessFilter = z.output<typeof Filter>
