import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'

const Line = z.object({
  place: z.number().int(),
  byWriter: z.boolean().describe('Said by the anonymous writer of the comment; without author and time.'),
  author: z.string().nullable(),
  saidAt: Instant.nullable(),
  body: z.string(),
})
const Action = z.object({
  id: Id,
  roundId: Id,
  driver: z.string(),
  unitKey: z.string().nullable().describe('The group it is for; null: the company.'),
  title: z.string(),
  ownerId: Id.nullable(),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
  told: z.string().nullable().describe('"You said, we did": what the members are told.'),
  effect: z.object({
    verdict: z.enum(['moved', 'within noise', 'not measured yet']),
    before: z.number().nullable(),
    after: z.number().nullable(),
    difference: z.number().nullable(),
    margin: z.number().nullable(),
  }),
})
export type Action = z.infer<typeof Action>
const Secret = z.string().min(16).max(100).describe('The code that the writer of a comment keeps.')
const Body = z.string().trim().min(1).max(2000)

/** Comments, the talk below them, and what is done about a driver. */
export const talkContract = {
  comments: endpoint({
    method: 'get',
    path: '/api/pulse/rounds/{id}/comments',
    permission: 'pulse:act',
    summary:
      'The comments of a closed round in random order, with the team where enough of it answered, and the talk below each.',
    params: z.object({ id: Id }),
    reply: z.object({
      comments: z.array(
        z.object({
          id: Id,
          group: z.string().nullable(),
          question: z.string(),
          body: z.string(),
          canReply: z.boolean(),
          lines: z.array(Line),
        }),
      ),
    }),
  }),
  reply: endpoint({
    method: 'post',
    path: '/api/pulse/comments/{id}/replies',
    permission: 'pulse:act',
    summary: 'Reply to a comment whose writer you do not know; only they can read it.',
    params: z.object({ id: Id }),
    body: z.object({ body: Body }),
    reply: z.object({ place: z.number().int() }),
  }),
  thread: endpoint({
    method: 'post',
    path: '/api/pulse/threads',
    permission: 'public',
    anonymous: true,
    summary: 'The talk below your own comment, by the code you kept. Without cookies.',
    body: z.object({ secret: Secret }),
    reply: z.object({ body: z.string(), lines: z.array(Line) }),
  }),
  answerBack: endpoint({
    method: 'post',
    path: '/api/pulse/threads/replies',
    permission: 'public',
    anonymous: true,
    summary: 'Answer below your own comment, still unknown: it is shown to the team after a random 1 to 24 hours.',
    body: z.object({ secret: Secret, body: Body }),
    reply: z.object({ kept: z.literal(true) }),
  }),
  actions: endpoint({
    method: 'get',
    path: '/api/pulse/actions',
    permission: 'pulse:read',
    summary: 'What the team does about what was said, newest first, with whether the driver moved afterwards.',
    query: z.object({ roundId: Id.optional() }),
    reply: z.object({ actions: z.array(Action) }),
  }),
  addAction: endpoint({
    method: 'post',
    path: '/api/pulse/rounds/{id}/actions',
    permission: 'pulse:act',
    summary: 'Plan an action about a driver of a closed round, with an owner and a date.',
    params: z.object({ id: Id }),
    body: z.object({
      driver: z.string().min(1).max(60),
      unitKey: z.string().max(2000).nullable().default(null),
      title: z.string().trim().min(1).max(300),
      ownerId: Id.nullable().default(null),
      dueOn: Day.nullable().default(null),
    }),
    reply: z.object({ id: Id }),
  }),
  changeAction: endpoint({
    method: 'patch',
    path: '/api/pulse/actions/{id}',
    permission: 'pulse:act',
    summary: 'Mark an action done, and tell the members what was done ("you said, we did").',
    params: z.object({ id: Id }),
    body: z.object({ done: z.boolean().optional(), told: z.string().trim().max(1000).nullable().optional() }),
    reply: z.object({ id: Id }),
  }),
}
