import { z } from 'zod'
import { Day, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { RuleKind, Terms } from './terms.ts'

const Name = z.string().trim().min(1, 'A rule has a name.').max(120)
const ofRule = z.object({ id: Id })
const base = '/api/process/rules'

export const RuleEffect = z.object({
  fired: z
    .number()
    .int()
    .describe('How often it did something in the last 90 days: refused, added actions, escalated, assigned, asked'),
  deals: z.number().int().describe('Deals it did so with'),
  amountMinor: MinorUnits.describe('The worth of these deals in minor units of the company currency, each once'),
  passed: z.number().int().describe('Deals that it had refused and that came right since'),
  heldHours: z
    .number()
    .nullable()
    .describe('Median hours from the first refusal to coming right; null where none came right'),
  says: z.string().describe('What it cost or saved, in words'),
})
export type RuleEffect = z.infer<typeof RuleEffect>

export const RuleRow = z.object({
  id: Id,
  name: z.string(),
  kind: RuleKind,
  terms: Terms,
  stageName: z.string().nullable(),
  inWords: z.string(),
  isOn: z.boolean().describe('Neither paused nor ended'),
  addedAt: Instant,
  changedAt: Instant,
  effect: RuleEffect,
})
export type RuleRow = z.infer<typeof RuleRow>

export const Firing = z.object({
  id: Id,
  at: Instant,
  what: z.string(),
  dealId: Id.nullable(),
  dealName: z.string().nullable().describe('Null for a row of a file and for a deal that is not there'),
  leadId: Id.nullable(),
  leadName: z.string().nullable(),
  personName: z.string().nullable().describe('Who got the deal, the actions or the question'),
  by: z.string().nullable().describe('Who wrote; null for Drumbeat itself'),
  detail: z.string(),
  amountMinor: MinorUnits.nullable(),
})
export type Firing = z.infer<typeof Firing>

export const WorkingTimeBody = z.object({
  days: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .describe('Weekdays that are worked, 1 Monday to 7 Sunday'),
  fromMinute: z.number().int().min(0).max(1439).describe('Minute of the day at which work begins: 540 is 9:00'),
  toMinute: z.number().int().min(1).max(1440).describe('Minute of the day at which it ends'),
})

/** The endpoints of the rules of the sales process. */
export const rulesContract = {
  rules: endpoint({
    method: 'get',
    path: base,
    permission: 'process:read',
    summary:
      'The rules of the sales process, with how often each fired and what it cost or saved, as far as you see the deals.',
    reply: z.object({
      currency: z.string(),
      from: Day.describe('Firings are counted from this day on'),
      rules: z.array(RuleRow),
    }),
  }),
  addRule: endpoint({
    method: 'post',
    path: base,
    permission: 'process:edit',
    summary:
      'Add a rule: required fields, exit criteria, lost reason, playbook, time limit, assignment or approval. It holds from now on, for edits, the API and files alike.',
    body: z.object({ name: Name, terms: Terms }),
    reply: z.object({ id: Id, name: z.string() }),
  }),
  changeRule: endpoint({
    method: 'patch',
    path: `${base}/{id}`,
    permission: 'process:edit',
    summary: 'Change what a rule says, or pause and resume it. The kind of a rule stays.',
    params: ofRule,
    body: z.object({ name: Name, terms: Terms, isOn: z.boolean() }).partial(),
    reply: z.object({ id: Id }),
  }),
  endRule: endpoint({
    method: 'delete',
    path: `${base}/{id}`,
    permission: 'process:edit',
    summary: 'End a rule; what it did stays on record.',
    params: ofRule,
    reply: z.object({ id: Id }),
  }),
  firings: endpoint({
    method: 'get',
    path: `${base}/{id}/firings`,
    permission: 'process:read',
    summary: 'What a rule did, newest first, with the deals that you see.',
    params: ofRule,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ total: z.number().int(), firings: z.array(Firing) }),
  }),
  tryAssignment: endpoint({
    method: 'post',
    path: `${base}/try-assignment`,
    permission: 'process:edit',
    summary:
      'What an assignment rule would have done with the leads or deals that came in within a span of days, the last month if none is named: whom it gives how many, how many these had, and each one with its explanation. Nothing is written.',
    body: z.object({
      name: Name.default('New rule'),
      terms: Terms,
      from: Day.optional(),
      to: Day.optional().describe('Until the day before'),
    }),
    reply: z.object({
      from: Day,
      to: Day,
      of: z.enum(['deals', 'leads']),
      came: z.number().int().describe('All that came in, as far as you see them'),
      matched: z.number().int(),
      nobody: z.number().int().describe('Matched while nobody was free'),
      people: z.array(
        z.object({
          personId: Id,
          name: z.string(),
          got: z.number().int().describe('By the rule'),
          had: z.number().int().describe('Of those that match, owned now'),
        }),
      ),
      lines: z
        .array(z.object({ id: Id, name: z.string(), day: Day, to: z.string().nullable(), says: z.string() }))
        .describe('The first 200'),
    }),
  }),
  assignments: endpoint({
    method: 'get',
    path: '/api/process/assignments',
    permission: 'process:read',
    summary: 'Why a lead or deal came to its owner: what rules of assignment did with it, newest first.',
    query: z.object({ noun: z.enum(['lead', 'deal']), id: Id }),
    reply: z.object({
      assignments: z.array(
        z.object({
          at: Instant,
          ruleId: Id,
          ruleName: z.string(),
          personName: z.string().nullable(),
          says: z.string(),
        }),
      ),
    }),
  }),
  workingTime: endpoint({
    method: 'get',
    path: '/api/process/working-time',
    permission: 'process:read',
    summary: 'When the company works: the clock of time limits, in the time zone of the company.',
    reply: WorkingTimeBody.extend({
      timeZone: z.string(),
      holidays: z.array(z.object({ day: Day, name: z.string() })).describe('Of the company, kept there'),
    }),
  }),
  setWorkingTime: endpoint({
    method: 'put',
    path: '/api/process/working-time',
    permission: 'process:edit',
    summary: 'Set working days and hours; holidays and leave are set in the company.',
    body: WorkingTimeBody,
    reply: z.object({ days: z.array(z.number().int()) }),
  }),
  losses: endpoint({
    method: 'get',
    path: '/api/process/lost-reasons',
    permission: 'process:read',
    summary:
      'Why deals were lost: lost deals by reason with their worth, closed in a span of days; without a reason apart.',
    query: z.object({ from: Day.optional(), to: Day.optional().describe('Until the day before') }),
    reply: z.object({
      currency: z.string(),
      reasons: z.array(
        z.object({
          reason: z.string().nullable().describe('Null: lost without a reason on record'),
          deals: z.number().int(),
          amountMinor: MinorUnits,
          unconverted: z.number().int().describe('Deals in a currency without a rate, left out of the amount'),
        }),
      ),
    }),
  }),
  lostDeals: endpoint({
    method: 'get',
    path: '/api/process/lost-reasons/deals',
    permission: 'process:read',
    summary:
      'The deals that were lost for a reason, the most money first; without a reason on record if none is named.',
    query: z.object({
      reason: z.string().min(1).max(2000).optional(),
      from: Day.optional(),
      to: Day.optional().describe('Until the day before'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({
      currency: z.string(),
      total: z.number().int(),
      deals: z.array(
        z.object({
          id: Id,
          name: z.string(),
          ownerName: z.string().nullable(),
          closedOn: Day.nullable(),
          amountMinor: MinorUnits.nullable().describe('At the rate of the day it closed; null without amount or rate'),
        }),
      ),
    }),
  }),
}
