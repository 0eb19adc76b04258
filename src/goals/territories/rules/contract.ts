import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { RuleTerms } from './terms.ts'

const Listed = z.object({ accountId: Id, name: z.string(), territory: z.string().nullable(), potential: z.number() })
const base = '/api/goals/territories'

/** The endpoints of territory rules and of dated moves. */
export const territoryRulesContract = {
  rules: endpoint({
    method: 'get',
    path: `${base}/rules`,
    permission: 'goals:read',
    summary: 'The rules that say which accounts belong to which territory.',
    reply: z.object({
      territories: z.array(z.object({ id: Id, name: z.string() })),

      rules: z.array(z.object({ id: Id, territoryId: Id, territory: z.string(), terms: RuleTerms, startsOn: Day })),
    }),
  }),
  addRule: endpoint({
    method: 'post',
    path: `${base}/rules`,
    permission: 'goals:edit',
    summary:
      'Add a rule: place, segment, size or named accounts, from a day on. It moves nothing until its moves are planned.',
    body: z.object({ territoryId: Id, terms: RuleTerms, startsOn: Day }),
    reply: z.object({ id: Id }),
  }),
  endRule: endpoint({
    method: 'delete',
    path: `${base}/rules/{id}`,
    permission: 'goals:edit',
    summary: 'End a rule.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  preview: endpoint({
    method: 'get',
    path: `${base}/rules/preview`,
    permission: 'goals:read',
    summary:
      'What the rules in force on a day would move, the accounts that no rule takes, and those that several territories claim, with their potential.',
    query: z.object({
      on: Day.optional().describe('Left out, today'),
      limit: z.coerce.number().int().min(1).max(5000).default(500),
    }),
    reply: z.object({
      currency: z.string(),
      staying: z.number().int(),
      moves: z.object({
        accounts: z.number().int(),
        potential: z.number(),
        rows: z.array(Listed.extend({ toTerritoryId: Id, to: z.string() })),
      }),
      unassigned: z.object({ accounts: z.number().int(), potential: z.number(), rows: z.array(Listed) }),
      doublyAssigned: z.object({
        accounts: z.number().int(),
        potential: z.number(),
        rows: z.array(Listed.extend({ claimedBy: z.array(z.string()) })),
      }),
    }),
  }),
  moves: endpoint({
    method: 'get',
    path: `${base}/moves`,
    permission: 'goals:read',
    summary: 'Moves of accounts that are planned, and that have happened, the newest first.',
    query: z.object({ limit: z.coerce.number().int().min(1).max(5000).default(500) }),
    reply: z.object({
      moves: z.array(
        z.object({
          id: Id,
          accountId: Id,
          name: z.string(),
          from: z.string().nullable(),
          to: z.string(),
          takesEffectOn: Day,
          reason: z.string(),
          state: z.enum(['planned', 'happened']),
        }),
      ),
    }),
  }),
  planMoves: endpoint({
    method: 'post',
    path: `${base}/moves`,
    permission: 'goals:edit',
    summary:
      'Plan moves of accounts for a day: they happen on that day, and nothing before it is rewritten. A day that is here moves them at once.',
    body: z.object({
      takesEffectOn: Day,
      reason: z.string().trim().min(1).max(500),
      moves: z
        .array(z.object({ accountId: Id, toTerritoryId: Id }))
        .min(1)
        .max(20_000),
    }),
    reply: z.object({
      planned: z.number().int(),
      happened: z.number().int(),
      ignored: z.number().int().describe('There already, unknown, or planned already'),
    }),
  }),
  withdrawMove: endpoint({
    method: 'delete',
    path: `${base}/moves/{id}`,
    permission: 'goals:edit',
    summary: 'Take back a move that has not happened yet.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
