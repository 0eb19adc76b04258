import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'

const Confidence = z.number().gt(0.5).max(0.9999).default(0.95)
/** Beyond this a square would leave what numbers can hold. */
const Value = z.number().min(-1e100).max(1e100)
const Positive = z.number().min(1e-9).max(1e15)
const Sums = z.object({
  n: z.number().int().min(1),
  mean: Value,
  variance: z.number().min(0).max(1e200).describe('With n - 1 below the line'),
})
const Measured = z
  .union([z.array(Value).min(1).max(100_000), Sums])
  .describe('The values measured, or their number, mean and variance')
export const Verdict = z.enum(['better', 'worse', 'not told apart yet', 'too few to say'])

/** The endpoints of experiments: what can be found before the start, and what was found while it runs. */
export const experimentsContract = {
  plan: endpoint({
    method: 'post',
    path: '/api/process/experiments/plan',
    permission: 'process:read',
    summary:
      'Before the start: the minimal detectable effect with so many per arm, or how many per arm an effect needs (two-sided, normal approximation).',
    body: z.object({
      deviation: Positive.describe('Standard deviation of the metric'),
      perArm: z.number().int().min(2).optional(),
      effect: Positive.optional(),
      confidence: Confidence,
      power: z.number().gt(0.5).max(0.9999).default(0.8),
    }),
    reply: z.object({ minimalDetectableEffect: z.number().nullable(), perArm: z.number().int().nullable() }),
  }),
  evaluate: endpoint({
    method: 'post',
    path: '/api/process/experiments/evaluate',
    permission: 'process:read',
    summary:
      'While it runs: the difference with an always-valid interval (it may be looked at any time, as often as one likes) and the verdict in words.',
    body: z.object({
      control: Measured,
      treatment: Measured,
      confidence: Confidence,
      plannedPerArm: z.number().int().min(10).default(500).describe('Where the interval is to be tightest'),
      higherIsBetter: z.boolean().default(true),
    }),
    reply: z.object({
      difference: z.number().describe('Mean of the treatment less mean of the control'),
      low: z.number().nullable(),
      high: z.number().nullable(),
      verdict: Verdict,
      says: z.string(),
    }),
  }),
  differenceInDifferences: endpoint({
    method: 'post',
    path: '/api/process/experiments/difference-in-differences',
    permission: 'process:read',
    summary:
      'Where nobody was drawn by lot: the change of the treated less the change of the others, with its assumptions.',
    body: z.object({
      treatedBefore: Measured,
      treatedAfter: Measured,
      otherBefore: Measured,
      otherAfter: Measured,
      confidence: Confidence,
    }),
    reply: z.object({
      effect: z.number(),
      standardError: z.number(),
      low: z.number(),
      high: z.number(),
      assumptions: z.array(z.string()),
    }),
  }),
}
