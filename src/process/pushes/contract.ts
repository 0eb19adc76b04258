import { z } from 'zod'
import { Day, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'

export const Visits = z.object({
  visits: z.number().int().describe('Stays in the stage that ended'),
  medianDays: z.number().nullable(),
  meanDays: z.number().nullable(),
})

export const Lever = z.object({
  stageId: Id,
  stageName: z.string(),
  teamId: Id,
  teamName: z.string(),
  days: z.number().int().describe('By how many days the stage is shortened; no more than the team takes now'),
  deals: z.number().int().describe('Open deals of the team that are in the stage or before it'),
  gainMinor: MinorUnits.describe('Expected won in the running quarter more than without'),
  lowMinor: MinorUnits.describe('Lower end of the 80 % range of the simulation'),
  highMinor: MinorUnits,
  teamMedianDays: z.number().nullable().describe('Days that the deals of the team spent there, in the last 365 days'),
  othersMedianDays: z.number().nullable().describe('The same for the deals of all other teams'),
  says: z.string(),
  pushId: Id.nullable().describe('Where it is being pushed already'),
})
export type Lever = z.infer<typeof Lever>

export const Push = z.object({
  id: Id,
  stageId: Id,
  stageName: z.string(),
  teamId: Id,
  teamName: z.string(),
  days: z.number().int(),
  expectedMinor: MinorUnits,
  lowMinor: MinorUnits,
  highMinor: MinorUnits,
  periodLabel: z.string(),
  beginsOn: Day,
  actionId: Id.nullable(),
  before: Visits.describe('In the 365 days before it began'),
  since: Visits,
  changeDays: z.number().nullable().describe('Mean days since less mean days before'),
  lowDays: z.number().nullable().describe('Always-valid 95 % interval; null until ten stays have ended on both sides'),
  highDays: z.number().nullable(),
  verdict: z.enum(['better', 'worse', 'not told apart yet', 'too few to say']),
  says: z.string(),
})
export type Push = z.infer<typeof Push>

/** The endpoints of where to push. */
export const pushesContract = {
  levers: endpoint({
    method: 'get',
    path: '/api/process/where-to-push',
    permission: 'process:read',
    summary:
      'Where to push: for each stage and team what shortening the stage would bring in the running quarter, by a simulation on the deal outlook; the largest gain first.',
    query: z.object({
      days: z.coerce.number().int().min(1).max(60).default(3),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    reply: z.object({
      currency: z.string(),
      periodLabel: z.string().nullable(),
      why: z.string().nullable().describe('Why nothing can be said; null where something is'),
      assumptions: z.array(z.string()),
      levers: z.array(Lever),
    }),
  }),
  pushes: endpoint({
    method: 'get',
    path: '/api/process/pushes',
    permission: 'process:read',
    summary: 'What is being pushed, what that was expected to bring, and what has been measured since.',
    reply: z.object({ currency: z.string(), pushes: z.array(Push) }),
  }),
  push: endpoint({
    method: 'post',
    path: '/api/process/pushes',
    permission: 'process:edit',
    summary: 'Push there: keeps what is expected, adds an action for its owner, and measures from today on.',
    body: z.object({
      stageId: Id,
      teamId: Id,
      days: z.number().int().min(1).max(60),
      ownerId: Id.nullable().default(null).describe('Who sees to it; their inbox tells them'),
      dueOn: Day.nullable().default(null),
    }),
    reply: z.object({ id: Id, actionId: Id }),
  }),
  endPush: endpoint({
    method: 'delete',
    path: '/api/process/pushes/{id}',
    permission: 'process:edit',
    summary: 'Stop pushing there; what was measured goes with it.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
