import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { verdicts } from './verdict.ts'

export const Effect = z.object({
  estimate: z
    .number()
    .nullable()
    .describe(
      'Of the win rate: the difference (0.08 is 8 percentage points). Of the cycle: the share (-0.1 is a tenth shorter)',
    ),
  low: z.number().nullable().describe('Lower end of the 95 % interval'),
  high: z.number().nullable().describe('Upper end of the 95 % interval'),
  verdict: z.enum(verdicts),
  cannotTell: z.string().nullable().describe('Why there is no estimate'),
})
export type Effect = z.infer<typeof Effect>

export const MeasuredEffect = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(['course', 'playbook', 'battlecard', 'deck']),
  people: z.number().int().describe('People who had it when they opened deals'),
  deals: z.number().int().describe('Closed deals that were opened with it'),
  comparedWith: z.number().int().describe('Closed deals that were opened without it'),
  bareDifference: z
    .number()
    .nullable()
    .describe(
      'Win rate with it less win rate without it, compared with nothing: shown to be seen through, not to be believed',
    ),
  winRate: Effect,
  cycle: Effect.describe('Days from opening to winning, of won deals'),
  caution: z.string().nullable().describe('What the comparison cannot rule out'),
})
export type MeasuredEffect = z.infer<typeof MeasuredEffect>

const Worth = z.coerce
  .number()
  .gt(0)
  .max(1)
  .default(0.1)
  .describe('An effect nearer to zero than this is not worth having; with 0.1, 10 percentage points')

/** The endpoints of effects: what courses and resources do to win rate and cycle. */
export const effectsContract = {
  effects: endpoint({
    method: 'get',
    path: '/api/enablement/effects',
    permission: 'enablement:read',
    summary:
      'What each course and resource does to win rate and cycle, with 95 % intervals: deals of the same market, stage and quarter compared, what is the same for a person, a segment and a size taken out, all things together; "cannot tell" with the reason where it cannot. Of the deals you see, opened in the last three years.',
    query: z.object({ worth: Worth }),
    reply: z.object({ worth: z.number(), from: z.iso.date(), effects: z.array(MeasuredEffect) }),
  }),
  workedEffect: endpoint({
    method: 'post',
    path: '/api/enablement/worked/effect',
    permission: 'enablement:read',
    summary:
      'The same estimate for a case of your own. Least squares of the outcome on having the thing, with a dummy per person, per match and per kind; 95 % interval by the jackknife over people (Student’s t, people - 1 degrees of freedom).',
    body: z.object({
      deals: z
        .array(
          z.object({
            person: z.string().max(100),
            match: z.string().max(200).describe('Market, stage and quarter: deals with the same word are compared'),
            kind: z.string().max(200).default('').describe('Segment and size'),
            had: z.boolean().describe('Whether the person had the thing when opening the deal'),
            outcome: z.number().describe('1 won, 0 lost; or any number'),
          }),
        )
        .min(1)
        .max(20_000),
      worth: Worth,
    }),
    reply: Effect.extend({ freedom: z.number().int().nullable().describe('Degrees of freedom') }),
  }),
}
