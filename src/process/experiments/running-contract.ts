import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Verdict } from './contract.ts'

export const Metric = z.enum(['win rate', 'days to close', 'days in stage'])
export type Metric = z.infer<typeof Metric>

export const Design = z.object({
  name: z.string().trim().min(1, 'An experiment has a name.').max(120),
  change: z.string().trim().min(1, 'Say what is done differently.').max(2000),
  metric: Metric.describe(
    'win rate: closed deals, 1 won and 0 lost; days to close: won deals; days in stage: stays that ended',
  ),
  stageId: Id.nullable().default(null).describe('Of days in stage'),
  teamIds: z.array(Id).min(1).max(200).describe('The teams that work in the new way; all others are the control'),
  drawnByLot: z
    .boolean()
    .default(false)
    .describe('Whether the teams were drawn by lot; if not, the verdict is that of the difference in differences'),
  startsOn: Day,
  weeks: z.number().int().min(1).max(104).default(13).describe('How long it is to run'),
})

const Arm = z.object({ n: z.number().int(), mean: z.number().nullable() })
export const Power = z.object({
  deviation: z.number().nullable().describe('Standard deviation of the metric in the 365 days before the start'),
  expectedPerArm: z
    .number()
    .int()
    .describe('Cases in the smaller arm over the planned weeks, at the pace of the 365 days before'),
  minimalDetectableEffect: z
    .number()
    .nullable()
    .describe('With 95 % confidence and 80 % power; null where nothing is known'),
})
export const Experiment = Design.extend({
  id: Id,
  stageName: z.string().nullable(),
  teamNames: z.array(z.string()),
  endsOn: Day.describe('The day after its last one'),
  state: z.enum(['planned', 'running', 'over']),
  power: Power,
  before: z.object({ treated: Arm, others: Arm }).describe('In the 365 days before the start'),
  since: z.object({ treated: Arm, others: Arm }),
  difference: z.number().nullable().describe('Mean of the treated less mean of the others, since the start'),
  low: z.number().nullable().describe('Always-valid 95 % interval: it may be looked at on any day'),
  high: z.number().nullable(),
  differenceInDifferences: z
    .object({ effect: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('The change of the treated less the change of the others; 95 % interval'),
  assumptions: z.array(z.string()).describe('What the verdict rests on'),
  verdict: Verdict,
  says: z.string(),
})
export type Experiment = z.infer<typeof Experiment>

/** The endpoints of experiments on the company's own deals. */
export const runningContract = {
  experiments: endpoint({
    method: 'get',
    path: '/api/process/experiments',
    permission: 'process:read',
    summary:
      'The experiments, each with its power, what has been measured since, and the verdict in words, on the deals that you see.',
    reply: z.object({ experiments: z.array(Experiment) }),
  }),
  preview: endpoint({
    method: 'post',
    path: '/api/process/experiments/preview',
    permission: 'process:read',
    summary: 'Before the start: which effect so many weeks can find, from the deals of the last 365 days.',
    body: Design.omit({ name: true, change: true }),
    reply: Power,
  }),
  addExperiment: endpoint({
    method: 'post',
    path: '/api/process/experiments',
    permission: 'process:edit',
    summary: 'Start an experiment: some teams work in the new way from a day on.',
    body: Design,
    reply: z.object({ id: Id }),
  }),
  endExperiment: endpoint({
    method: 'delete',
    path: '/api/process/experiments/{id}',
    permission: 'process:edit',
    summary: 'Take an experiment off the list.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
