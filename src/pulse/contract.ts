import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { Every, Kind, MOST_QUESTIONS, Question, Results, Scale, Survey, TOO_MANY } from './schema.ts'

const Bytes = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(2048)
  .describe('base64url, without padding.')
const RoundRow = z.object({
  id: Id,
  surveyId: Id,
  survey: z.string(),
  day: Day,
  opensAt: Instant,
  closesAt: Instant,
  state: z.enum(['coming', 'open', 'closed']),
  questions: z.number().int(),
  scale: Scale,
  k: z.number().int().describe('Nothing is shown of fewer answers.'),
  commentK: z.number().int().describe('The same for comments.'),
  eligible: z.number().int(),
  answered: z.number().int().nullable().describe('null until the close: nothing is shown before.'),
  enps: z.number().int().nullable(),
})

/** The endpoints of surveys and their rounds. */
export const pulseContract = {
  questions: endpoint({
    method: 'get',
    path: '/api/pulse/questions',
    permission: 'pulse:read',
    summary: 'The question bank and questions of your own, with their drivers.',
    reply: z.object({
      questions: z.array(Question.extend({ own: z.boolean(), lastAskedOn: Day.nullable() })),
      drivers: z.array(z.object({ id: z.string(), en: z.string(), de: z.string() })),
    }),
  }),
  addQuestion: endpoint({
    method: 'post',
    path: '/api/pulse/questions',
    permission: 'pulse:run',
    summary: 'Add a question of your own.',
    body: z.object({
      kind: Kind.exclude(['recommend']),
      driver: z.string().min(1).max(60),
      reversed: z.boolean().default(false),
      en: z.string().trim().min(1).max(300),
      de: z.string().trim().max(300).nullable().default(null),
    }),
    reply: z.object({ id: Id }),
  }),
  surveys: endpoint({
    method: 'get',
    path: '/api/pulse/surveys',
    permission: 'pulse:read',
    summary: 'Every survey.',
    reply: z.object({ surveys: z.array(Survey) }),
  }),
  addSurvey: endpoint({
    method: 'post',
    path: '/api/pulse/surveys',
    permission: 'pulse:run',
    summary:
      'Set up a survey of at most 10 questions: fixed ones, and so many from the bank in rotation; once, weekly, monthly or quarterly.',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      every: Every.default('once'),
      firstOn: Day,
      openDays: z.number().int().min(1).max(28).default(5),
      openHour: z
        .number()
        .int()
        .min(0)
        .max(23)
        .default(8)
        .describe("Opens at this hour in each member's own time zone."),
      scale: Scale.default('1-10'),
      k: z.number().int().min(5, 'Fewer than 5 answers are never shown.').max(1000).default(5),
      commentK: z.number().int().min(10, 'Comments of fewer than 10 answers are never shown.').max(1000).default(10),
      questionIds: z.array(z.string()).max(MOST_QUESTIONS, TOO_MANY).default([]),
      rotating: z.number().int().min(0).max(MOST_QUESTIONS, TOO_MANY).default(0),
    }),
    reply: Survey,
  }),
  endSurvey: endpoint({
    method: 'post',
    path: '/api/pulse/surveys/{id}/end',
    permission: 'pulse:run',
    summary: 'Plan no further rounds of a survey; open ones run to their close.',
    params: z.object({ id: Id }),
    reply: Survey,
  }),
  raise: endpoint({
    method: 'post',
    path: '/api/pulse/surveys/{id}/thresholds',
    permission: 'pulse:run',
    summary:
      'Raise how many answers are needed before anything is shown, from the next round on. They are never lowered.',
    params: z.object({ id: Id }),
    body: z.object({ k: z.number().int().min(5).max(1000), commentK: z.number().int().min(10).max(1000) }),
    reply: Survey,
  }),
  launch: endpoint({
    method: 'post',
    path: '/api/pulse/surveys/{id}/launch',
    permission: 'pulse:run',
    summary:
      'Launch the next round now: freezes who is asked, the questions, k, the close and the reporting cells, and makes a key for each cell.',
    params: z.object({ id: Id }),
    reply: z.object({ roundId: Id, cells: z.number().int(), eligible: z.number().int() }),
  }),
  rounds: endpoint({
    method: 'get',
    path: '/api/pulse/rounds',
    permission: 'pulse:read',
    summary: 'Rounds, newest first.',
    query: z.object({ surveyId: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    reply: z.object({ rounds: z.array(RoundRow) }),
  }),
  survey: endpoint({
    method: 'get',
    path: '/api/pulse/rounds/{id}/questions',
    permission: 'public',
    summary:
      'What a round asks, on which terms (k, cells with their sizes and public keys), for anybody who has the link.',
    params: z.object({ id: Id }),
    reply: z.object({
      id: Id,
      survey: z.string(),
      company: z.string(),
      scale: Scale,
      k: z.number().int(),
      commentK: z.number().int(),
      opensAt: Instant,
      closesAt: Instant,
      state: z.enum(['coming', 'open', 'closed']),
      questions: z.array(Question.extend({ position: z.number().int() })),
      cells: z.array(
        z.object({
          id: Id,
          name: z.string(),
          eligible: z.number().int(),
          publicKey: z.string(),
          fingerprint: z.string(),
        }),
      ),
    }),
  }),
  mine: endpoint({
    method: 'get',
    path: '/api/pulse/mine',
    permission: 'pulse:read',
    summary: 'Open rounds in which you are asked.',
    reply: z.object({
      rounds: z.array(
        z.object({ id: Id, survey: z.string(), questions: z.number().int(), closesAt: Instant, cellId: Id }),
      ),
    }),
  }),
  token: endpoint({
    method: 'post',
    path: '/api/pulse/rounds/{id}/token',
    permission: 'pulse:read',
    summary:
      'Sign a blinded token for yourself, once per round; the same blinded message again gets the same signature.',
    params: z.object({ id: Id }),
    body: z.object({ blinded: Bytes }),
    reply: z.object({ cellId: Id, signature: Bytes }),
    secret: true,
  }),
  tokenByCode: endpoint({
    method: 'post',
    path: '/api/pulse/tokens',
    permission: 'public',
    summary:
      'Sign a blinded token for whoever holds a one-time code. Without `blinded`, says which cell the code is for.',
    body: z.object({ code: z.string().min(8).max(80), blinded: Bytes.optional() }),
    reply: z.object({ roundId: Id, cellId: Id, signature: Bytes.nullable() }),
    secret: true,
  }),
  answer: endpoint({
    method: 'post',
    path: '/api/pulse/answers',
    permission: 'public',
    anonymous: true,
    summary:
      'Hand in answers with a token. Without cookies or tokens of a login: a request that carries them is refused.',
    body: z.object({
      roundId: Id,
      cellId: Id,
      prepared: Bytes.describe('The prepared message: 32 random bytes and the serial.'),
      signature: Bytes,
      answers: z
        .array(z.object({ position: z.number().int().min(1).max(10), value: z.number().nullable() }))
        .max(MOST_QUESTIONS, TOO_MANY),
      comments: z
        .array(
          z.object({
            position: z.number().int().min(1).max(10),
            text: z.string().trim().min(1).max(2000),
            replyHash: Bytes.nullable().default(null).describe('SHA-256 of a secret you keep, to read replies with.'),
          }),
        )
        .max(MOST_QUESTIONS)
        .default([]),
    }),
    reply: z.object({ counted: z.literal(true) }),
  }),
  close: endpoint({
    method: 'post',
    path: '/api/pulse/rounds/{id}/close',
    permission: 'pulse:run',
    summary: 'Close a round before its time: keys are destroyed, small cells folded, results published once.',
    params: z.object({ id: Id }),
    reply: z.object({ closed: z.literal(true) }),
  }),
  results: endpoint({
    method: 'get',
    path: '/api/pulse/rounds/{id}/results',
    permission: 'pulse:read',
    summary:
      'The results of a closed round: eNPS with its interval, drivers by team, what is hidden and why, and what moved since the round before.',
    params: z.object({ id: Id }),
    reply: z.object({
      round: RoundRow,
      results: Results.nullable().describe('null until the close.'),
      moved: z.array(
        z.object({
          groupId: z.string(),
          driver: z.string(),
          before: z.number().nullable(),
          now: z.number().nullable(),
          difference: z.number().nullable(),
          margin: z.number().nullable(),
          verdict: z.enum(['moved', 'within noise', 'not comparable']),
          reason: z.string().nullable(),
        }),
      ),
      previousOn: Day.nullable(),
    }),
  }),
  trend: endpoint({
    method: 'get',
    path: '/api/pulse/surveys/{id}/trend',
    permission: 'pulse:read',
    summary:
      'eNPS of the closed rounds of a survey, each with its interval and whether it moved; rounds on another scale are marked and not compared.',
    params: z.object({ id: Id }),
    reply: z.object({
      points: z.array(
        z.object({
          roundId: Id,
          day: Day,
          scale: Scale,
          n: z.number().int().nullable(),
          eligible: z.number().int(),
          score: z.number().int().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          difference: z.number().int().nullable(),
          verdict: z.enum(['moved', 'within noise', 'not comparable', 'first']),
        }),
      ),
    }),
  }),
  audit: endpoint({
    method: 'get',
    path: '/api/pulse/rounds/{id}/audit',
    permission: 'public',
    summary:
      "What anybody may check: eligible, and after the close issued and redeemed; key fingerprints; what was hidden; the hashes of used tokens, to find one's own in one's own browser.",
    params: z.object({ id: Id }),
    reply: z.object({
      state: z.enum(['coming', 'open', 'closed']),
      eligible: z.number().int(),
      issued: z.number().int().nullable(),
      redeemed: z.number().int().nullable(),
      keysDestroyed: z.boolean(),
      cells: z.array(z.object({ name: z.string(), eligible: z.number().int(), fingerprint: z.string() })),
      suppressed: z.array(z.object({ what: z.string(), group: z.string(), why: z.string() })),
      checked: z.object({ sets: z.number().int(), conflicts: z.number().int() }).nullable(),
      tokens: z.array(z.string()).nullable(),
    }),
  }),
  codes: endpoint({
    method: 'post',
    path: '/api/pulse/rounds/{id}/codes',
    permission: 'pulse:run',
    summary:
      'One-time codes for members without a login who did not use theirs yet; a new code replaces the old one. Shown once.',
    params: z.object({ id: Id }),
    body: z.object({ personIds: z.array(Id).max(2000).optional() }),
    reply: z.object({ codes: z.array(z.object({ personId: Id, name: z.string(), code: z.string() })) }),
    secret: true,
  }),
}
