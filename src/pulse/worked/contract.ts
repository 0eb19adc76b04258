import { z } from 'zod'
import { Day, endpoint } from '#platform/http/contract.ts'

const Scale = z
  .enum(['1-10', '0-10'])
  .describe('1-10: detractors 1-6; 0-10: detractors 0-6. Promoters 9-10, passives 7-8.')
const Answers = z
  .array(z.number().nullable())
  .max(100_000)
  .describe('One raw number per person; null for a skipped or not applicable question (leaves the denominator).')
const Count = z.number().int().min(0).max(1_000_000_000)
const K = z.number().int().min(2).max(1000)
const Tally = z.object({ promoters: Count, passives: Count, detractors: Count })
/** Either single answers on a scale, or the counts of them. */
const Given = z.object({
  answers: Answers.optional(),
  counts: Tally.optional().describe('In place of answers: how many promoters, passives and detractors.'),
  scale: Scale.default('1-10'),
})
const Share = z.number().min(0).max(1).nullable()

const Interval = z.object({
  low: z.number().describe('Points, -100 to 100, not rounded.'),
  high: z.number(),
  margin: z.number().describe('Half the width before the limits are clamped, in points.'),
  centre: z.number().describe('The adjusted score that the interval is around.'),
})

const read = 'pulse:read' as const

/** Each calculation of pulse with its numbers in the request: the same functions the surveys use. */
export const workedContract = {
  enps: endpoint({
    method: 'post',
    path: '/api/pulse/worked/enps',
    permission: read,
    summary:
      'eNPS of given answers: 100 x (promoters - detractors) / n, with the adjusted Wald interval (95 %) and the finite population factor for `eligible` people. Nothing to compute gives null with a reason; an answer out of scale or fractional is refused.',
    body: Given.extend({
      eligible: z
        .number()
        .int()
        .min(0)
        .nullable()
        .default(null)
        .describe('N, the people asked; null: no finite population factor.'),
    }),
    reply: z.object({
      n: Count,
      ...Tally.shape,
      skipped: Count,
      score: z.number().int().nullable().describe('Rounded half away from zero.'),
      exact: z.number().nullable(),
      interval: Interval.nullable(),
      reason: z.string().nullable(),
    }),
  }),
  change: endpoint({
    method: 'post',
    path: '/api/pulse/worked/change',
    permission: read,
    summary:
      'Change of eNPS between two rounds: z = (after - before) / sqrt(var before + var after), unadjusted variances (p + d - (p - d)^2)/n; moved when |z| reaches the quantile of 95 % (1.95996), else within noise.',
    body: z.object({ before: Given, after: Given }),
    reply: z.object({
      difference: z.number().int().nullable().describe('Points, rounded half away from zero.'),
      exact: z.number().nullable(),
      z: z.number().nullable(),
      verdict: z.enum(['moved', 'within noise', 'not comparable']),
      reason: z.string().nullable(),
    }),
  }),
  participation: endpoint({
    method: 'post',
    path: '/api/pulse/worked/participation',
    permission: read,
    summary:
      'Participation: answers with at least one scored answer / (eligible at launch - undeliverable - on leave for the whole window). Send `answered`, or `submissions` to have them counted.',
    body: z.object({
      eligible: Count,
      undeliverable: Count.default(0),
      onLeave: Count.default(0).describe('On leave for the whole window.'),
      answered: Count.optional().describe('Submissions with at least one scored answer.'),
      submissions: z
        .array(z.array(z.number().nullable()))
        .max(100_000)
        .optional()
        .describe('The scored answers of each submission; null is skipped.'),
    }),
    reply: z.object({
      rate: z.number().nullable().describe('A share from 0 to 1.'),
      percent: z.number().nullable().describe('In percent, one decimal, half away from zero.'),
      answered: Count,
      asked: z.number().int(),
      reason: z.string().nullable(),
    }),
  }),
  favourable: endpoint({
    method: 'post',
    path: '/api/pulse/worked/favourable',
    permission: read,
    summary:
      'Favourable share of a driver on 5 points: 4-5 favourable, 3 neutral, 1-2 unfavourable; reversed items are turned (6 - x); the answers of all questions are pooled.',
    body: z.object({
      questions: z
        .array(
          z.object({ reversed: z.boolean().default(false), answers: Answers.describe('1 to 5; null is skipped.') }),
        )
        .min(1)
        .max(200),
    }),
    reply: z.object({
      n: Count,
      favourable: Share,
      neutral: Share,
      unfavourable: Share,
      mean: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  }),
  suppression: endpoint({
    method: 'post',
    path: '/api/pulse/worked/suppression',
    permission: read,
    summary:
      'Which of sibling groups are shown: 0 < n < k hides; if the hidden ones together have fewer than k answers, the smallest shown sibling is hidden too (ties by id) until they have; empty groups protect nobody; a parent below k hides all.',
    body: z.object({ k: K.default(5), groups: z.array(z.object({ id: z.string(), n: Count })).max(5000) }),
    reply: z.object({
      shown: z.array(z.string()),
      hidden: z.array(z.object({ id: z.string(), why: z.string() })),
    }),
  }),
  linear: endpoint({
    method: 'post',
    path: '/api/pulse/worked/linear-conflicts',
    permission: read,
    summary:
      'Whether published sets of people, added and subtracted with any factors, isolate fewer than k people. Each conflict names the people and the combination. The company total (everybody named anywhere, or `everybody`) is always one of the sets.',
    body: z.object({
      k: K.default(5),
      everybody: z
        .array(z.string())
        .max(5000)
        .optional()
        .describe('All people of the total; without it, everybody who is in a set.'),
      sets: z.array(z.object({ name: z.string(), members: z.array(z.string()).max(5000) })).max(200),
    }),
    reply: z.object({
      conflict: z.boolean(),
      conflicts: z.array(
        z.object({
          members: z.array(z.string()),
          formula: z.array(z.object({ name: z.string(), times: z.string().describe('The factor, exact.') })),
        }),
      ),
      complete: z
        .boolean()
        .describe(
          'Whether every union of small groups was tried; false: there may be further conflicts of several groups.',
        ),
    }),
  }),
  detail: endpoint({
    method: 'post',
    path: '/api/pulse/worked/homogeneity',
    permission: read,
    summary:
      'What may be shown of the answers of one group: nothing below k, a band where all answered alike and n < 2k, else the distribution.',
    body: z.object({ k: K.default(5), counts: z.array(Count).max(100).describe('How many chose each value.') }),
    reply: z.object({ n: Count, shows: z.enum(['nothing', 'band', 'distribution']) }),
  }),
  rotation: endpoint({
    method: 'post',
    path: '/api/pulse/worked/rotation',
    permission: read,
    summary:
      'Plans rounds in which each member is asked a part of the bank: no question comes back to a member before `restsDays` (a quarter) are over, and together the members cover the bank.',
    body: z.object({
      questions: z.array(z.string()).min(1).max(500).describe('The bank: ids in order.'),
      members: z.array(z.string()).min(1).max(500),
      days: z.array(Day).min(1).max(60).describe('The day of each round, in order.'),
      perMember: z
        .number()
        .int()
        .min(1)
        .max(10, 'A survey has at most 10 questions.')
        .describe('Questions per member and round.'),
      restsDays: z.number().int().min(1).max(3660).default(91),
    }),
    reply: z.object({
      rounds: z.array(
        z.object({ day: Day, asked: z.array(z.object({ member: z.string(), questions: z.array(z.string()) })) }),
      ),
      covered: z.array(z.string()).describe('Questions that somebody is asked.'),
      missing: z.array(z.string()),
    }),
  }),
  choice: endpoint({
    method: 'post',
    path: '/api/pulse/worked/questions-due',
    permission: read,
    summary:
      'The questions a rotating round takes: rested ones only, those that waited longest first, drivers in turn.',
    body: z.object({
      day: Day,
      count: z.number().int().min(1).max(10, 'A survey has at most 10 questions.'),
      restsDays: z.number().int().min(1).max(3660).default(91),
      questions: z
        .array(z.object({ id: z.string(), driver: z.string().default(''), lastAskedOn: Day.nullable().default(null) }))
        .max(500),
    }),
    reply: z.object({ chosen: z.array(z.string()), resting: z.array(z.object({ id: z.string(), returnsOn: Day })) }),
  }),
  recurrence: endpoint({
    method: 'post',
    path: '/api/pulse/worked/recurrence',
    permission: read,
    summary: 'The days of the rounds of a recurring survey; a survey of the 31st is on the last day of shorter months.',
    body: z.object({
      first: Day,
      every: z.enum(['once', 'week', 'month', 'quarter']),
      count: z.number().int().min(1).max(60),
    }),
    reply: z.object({ days: z.array(Day) }),
  }),
  cells: endpoint({
    method: 'post',
    path: '/api/pulse/worked/cells',
    permission: read,
    summary: 'The reporting cells of a team tree: every person in exactly one, each of at least `least` people.',
    body: z.object({
      least: z.number().int().min(1).max(1000).default(8),
      units: z
        .array(
          z.object({ id: z.string(), name: z.string(), parentId: z.string().nullable(), members: z.array(z.string()) }),
        )
        .max(2000),
    }),
    reply: z.object({
      cells: z.array(z.object({ name: z.string(), units: z.array(z.string()), members: z.array(z.string()) })),
    }),
  }),
  token: endpoint({
    method: 'post',
    path: '/api/pulse/worked/token',
    permission: read,
    summary:
      'Whether a token is genuine: an RSASSA-PSS signature (SHA-384, salt of 48 bytes) over the prepared message, as RFC 9474 RSABSSA-SHA384-PSS-Randomized makes it. Give the public key as PEM, or n and e.',
    body: z.object({
      publicKey: z.string().max(4000).optional().describe('PEM (SPKI).'),
      n: z
        .string()
        .regex(/^[0-9a-fA-F]+$/)
        .max(4096)
        .optional()
        .describe('Modulus in hex, with e in place of publicKey.'),
      e: z
        .string()
        .regex(/^[0-9a-fA-F]+$/)
        .max(64)
        .optional(),
      preparedMessage: z
        .string()
        .regex(/^([0-9a-fA-F]{2})*$/)
        .max(4096)
        .describe('Hex: 32 random bytes and the serial.'),
      signature: z
        .string()
        .regex(/^([0-9a-fA-F]{2})*$/)
        .max(4096)
        .describe('Hex.'),
    }),
    reply: z.object({
      valid: z.boolean(),
      serialHash: z.string().describe('SHA-256 of the prepared message, hex: what is kept of a used token.'),
    }),
  }),
}
