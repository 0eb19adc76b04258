import { z } from 'zod'
import { TimeZone } from '#company/schema.ts'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { hoursContract } from './hours/contract.ts'

const Meeting = z.object({
  id: Id,
  startsAt: Instant,
  minutes: z.number().int(),
  state: z.enum(['planned', 'held', 'skipped']),
})
const Side = z.object({
  id: Id,
  name: z.string(),
  recipient: z.string().nullable().describe('age recipient; null: no key yet.'),
})
const Series = z.object({
  id: Id,
  manager: Side,
  member: Side,
  everyDays: z.number().int(),
  minutes: z.number().int(),
  next: Meeting.nullable(),
  lastHeldAt: Instant.nullable(),
  openItems: z.number().int(),
})
export type Series = z.infer<typeof Series>
const Cipher = z
  .string()
  .startsWith('-----BEGIN AGE ENCRYPTED FILE-----', 'Only text encrypted in the browser is taken.')
  .max(200_000)
const Item = z.object({
  id: Id,
  authorId: Id,
  isPrivate: z.boolean(),
  body: z.string(),
  createdAt: Instant,
  closedAt: Instant.nullable(),
})
const CoverageLine = z.object({
  id: z.string(),
  lastHeldOn: Day.nullable(),
  daysAgo: z.number().int().nullable(),
  counts: z.enum(['covered', 'not covered', 'new, none yet', 'on leave']),
})
const Coverage = z.object({
  covered: z.number().int(),
  eligible: z.number().int(),
  share: z.number().nullable().describe('covered / eligible, 0 to 1; null when nobody is eligible.'),
  reason: z.string().nullable(),
})
const Group = z.object({
  name: z.string(),
  covered: z.number().int(),
  eligible: z.number().int(),
  share: z.number().nullable(),
})
const WindowDays = z.coerce.number().int().min(1).max(366).default(30)
const own = 'one-on-ones:own' as const

/** The endpoints of one-on-ones. */
export const oneOnOnesContract = {
  ...hoursContract,
  list: endpoint({
    method: 'get',
    path: '/api/one-on-ones',
    permission: own,
    summary:
      'Your one-on-ones, as manager and as member, and your direct reports who have none. Nobody sees those of others.',
    reply: z.object({
      series: z.array(Series),
      earlier: z
        .array(z.object({ id: Id, withName: z.string(), endedAt: Instant }))
        .describe('Series that have ended, for instance with an earlier manager: what was written stays readable'),
      without: z.array(z.object({ id: Id, name: z.string() })),
      personId: Id.nullable(),
    }),
  }),
  plan: endpoint({
    method: 'post',
    path: '/api/one-on-ones',
    permission: own,
    summary: 'Plan periodic one-on-ones with somebody who reports to you: an hour each unless you say otherwise.',
    body: z.object({
      memberId: Id,
      everyDays: z.number().int().min(1).max(182).default(14),
      minutes: z.number().int().min(5).max(480).default(60),
      firstAt: Instant,
    }),
    reply: z.object({ id: Id }),
  }),
  end: endpoint({
    method: 'post',
    path: '/api/one-on-ones/{id}/end',
    permission: own,
    summary: 'End a series, for instance when a manager changes; what was written stays readable for the two.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/one-on-ones/meetings/{id}',
    permission: own,
    summary:
      'Say that a meeting was held or skipped (the next one is planned by itself), or move it within its series.',
    params: z.object({ id: Id }),
    body: z.object({ state: z.enum(['held', 'skipped']).optional(), startsAt: Instant.optional() }),
    reply: z.object({ next: Meeting.nullable() }),
  }),
  items: endpoint({
    method: 'get',
    path: '/api/one-on-ones/{id}/items',
    permission: own,
    summary:
      'The encrypted items of a series: shared ones for the two, private ones for their author. Each reading is in the audit.',
    params: z.object({ id: Id }),
    reply: z.object({ items: z.array(Item) }),
  }),
  addItem: endpoint({
    method: 'post',
    path: '/api/one-on-ones/{id}/items',
    permission: own,
    summary: 'Keep an item that was encrypted in the browser. Open items carry over to every next meeting.',
    params: z.object({ id: Id }),
    body: z.object({ isPrivate: z.boolean(), body: Cipher }),
    reply: z.object({ id: Id }),
  }),
  closeItem: endpoint({
    method: 'post',
    path: '/api/one-on-ones/items/{id}/close',
    permission: own,
    summary: 'Close an item: it carries over no more.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  key: endpoint({
    method: 'get',
    path: '/api/one-on-ones/key',
    permission: own,
    summary: 'Your own key, wrapped: by your passphrase, and by your printed recovery key.',
    reply: z.object({ key: z.object({ recipient: z.string(), wrapped: z.string(), recovery: z.string() }).nullable() }),
  }),
  setKey: endpoint({
    method: 'put',
    path: '/api/one-on-ones/key',
    permission: own,
    summary:
      'Keep your key, wrapped in the browser. The same recipient with another passphrase replaces the wrapping; a new recipient cannot read what was written before.',
    body: z.object({ recipient: z.string().startsWith('age1').max(200), wrapped: Cipher, recovery: Cipher }),
    reply: z.object({ recipient: z.string() }),
  }),
  coverage: endpoint({
    method: 'get',
    path: '/api/one-on-ones/coverage',
    permission: 'one-on-ones:coverage',
    summary:
      'Who had a one-on-one within the window, per member of those who report to you or further down; from times alone.',
    query: z.object({ windowDays: WindowDays }),
    reply: Coverage.extend({
      windowDays: z.number().int(),
      managers: z.array(Group).describe('The same by manager, the least covered first'),
      teams: z.array(Group),
      lines: z.array(
        CoverageLine.extend({ name: z.string(), manager: z.string().nullable(), team: z.string().nullable() }),
      ),
    }),
  }),
  worked: endpoint({
    method: 'post',
    path: '/api/one-on-ones/worked/coverage',
    permission: own,
    summary:
      "One-on-one coverage of given members: calendar days in the member's time zone, window inclusive, only meetings held; who is on leave, or new within the window with none yet, is out of the denominator.",
    body: z.object({
      now: Instant.describe('The moment at which coverage is asked.'),
      windowDays: WindowDays,
      members: z
        .array(
          z.object({
            id: z.string(),
            timeZone: TimeZone.default('UTC'),
            joinedOn: Day.nullable().default(null),
            onLeave: z.boolean().default(false),
            meetings: z
              .array(
                z.object({
                  at: z.union([Instant, Day]).describe('An instant, or a day in the member’s zone.'),
                  state: z.enum(['planned', 'held', 'skipped']).default('held'),
                }),
              )
              .max(1000)
              .default([]),
          }),
        )
        .max(5000),
    }),
    reply: Coverage.extend({ lines: z.array(CoverageLine) }),
  }),
  invitation: endpoint({
    method: 'get',
    path: '/api/one-on-ones/meetings/{id}/invitation',
    permission: own,
    summary: 'One meeting as a calendar file (.ics).',
    params: z.object({ id: Id }),
    raw: true,
  }),
}
