import { z } from 'zod'
import { Decimal, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { LinesKept } from '../deals/lines/contract.ts'
import { evidenceKinds } from './candidates.ts'

const Noun = z.enum(['account', 'contact', 'lead', 'deal'])
const Side = z.object({ id: Id, name: z.string(), detail: z.string() })

/** What speaks for or against two being the same; points below zero speak against it. */
const Evidence = z.object({ on: z.enum(evidenceKinds), says: z.string(), points: z.number() })

export const DuplicatePair = z.object({
  a: Side,
  b: Side,
  /** The sum of the evidence. From 4 on a pair is listed, from 7 on it is almost certain. */
  points: z.number(),
  certainty: z.enum(['almost certain', 'likely']),
  evidence: z.array(Evidence),
})
export type DuplicatePair = z.infer<typeof DuplicatePair>

const Value = z.union([z.string(), z.number()]).nullable()

const PreviewField = z.object({
  field: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'number', 'money', 'day', 'person', 'account', 'territory', 'item', 'stage']),
  winner: Value,
  loser: Value,
  /** The same as a reader reads it: names instead of ids. */
  winnerSays: z.string().nullable(),
  loserSays: z.string().nullable(),
  currencies: z.object({ winner: z.string().nullable(), loser: z.string().nullable() }),
  /** Whose value stands when nobody chooses. */
  suggested: z.enum(['winner', 'loser']),
})
export type PreviewField = z.infer<typeof PreviewField>

/** The products of one of two deals. */
const LinesOfSide = z.object({
  lines: z.array(z.object({ itemName: z.string(), quantity: Decimal, amountMinor: MinorUnits })),
  sumMinor: MinorUnits.nullable(),
  currency: z.string(),
})

/** The products of two deals side by side, and whose stand when nobody chooses. */
const PreviewLines = z.object({ winner: LinesOfSide, loser: LinesOfSide, suggested: LinesKept })
export type PreviewLines = z.infer<typeof PreviewLines>

const Moved = z.object({ says: z.string(), rows: z.number().int() })

export const Merge = z.object({
  id: Id,
  noun: Noun,
  winner: z.object({ id: Id, name: z.string() }),
  loser: z.object({ id: Id, name: z.string() }),
  mergedAt: Instant,
  mergedBy: z.string().nullable(),
  moved: z.number().int(),
  undoneAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
})
export type Merge = z.infer<typeof Merge>

const Two = z.object({ noun: Noun, ids: z.tuple([Id, Id]) })

export const duplicatesContract = {
  listDuplicates: endpoint({
    method: 'get',
    path: '/api/crm/duplicates',
    permission: 'crm:read',
    summary:
      'Pairs that may be the same account, contact, lead or deal, among those that you can see, the surest first, with what speaks for and against each: outside id, e-mail, phone, domain, name, alike names, place, amount and day. Nothing is ever merged by itself.',
    query: z.object({ noun: Noun.default('account'), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({
      noun: Noun,
      pairs: z.array(DuplicatePair),
      total: z.number().int(),
      almostCertain: z.number().int(),
      /** How many rows were compared. */
      compared: z.number().int(),
      /** Pairs that would be listed, had nobody said that they are not the same. */
      apart: z.array(DuplicatePair),
      asOf: Instant.nullable().describe('When the rows were compared; null before the first time'),
      comparing: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe(
          'The rows say something else since: how much of comparing them anew is done; null where the pairs are current',
        ),
    }),
  }),
  setApart: endpoint({
    method: 'post',
    path: '/api/crm/duplicates/apart',
    permission: 'crm:edit',
    summary: 'Say that two are not the same: the pair is listed no more.',
    body: Two,
    reply: z.object({}),
  }),
  withdrawApart: endpoint({
    method: 'post',
    path: '/api/crm/duplicates/apart/withdraw',
    permission: 'crm:edit',
    summary: 'Take back that two are not the same.',
    body: Two,
    reply: z.object({}),
  }),
  previewMerge: endpoint({
    method: 'get',
    path: '/api/crm/merges/preview',
    permission: 'crm:edit',
    summary: 'Two side by side, field by field, and what would move to the one that stays; nothing is written.',
    query: z.object({ noun: Noun, winner: Id, loser: Id }),
    reply: z.object({
      fields: z.array(PreviewField),
      /** Of deals, where one of them has products; else null. */
      lines: PreviewLines.nullable(),
      moves: z.array(Moved),
    }),
  }),
  mergeTwo: endpoint({
    method: 'post',
    path: '/api/crm/merges',
    permission: 'crm:edit',
    summary:
      'Merge two that are the same. The winner keeps its values but for those chosen from the loser; everything that refers to the loser refers to the winner from now on, in one transaction. Files that name the loser lead to the winner. Of accounts, all deals and orders must be within your reach.',
    body: z.object({
      noun: Noun,
      winnerId: Id,
      loserId: Id,
      /** Field -> whose value stands; left out, the winner's, or the loser's where the winner has none. */
      choices: z.record(z.string(), z.enum(['winner', 'loser'])).default({}),
      lines: LinesKept.optional().describe(
        "Of deals: whose products (lines) the merged deal has; left out, the winner's, or the loser's where the winner has none.",
      ),
    }),
    reply: z.object({ id: Id, moved: z.array(Moved) }),
  }),
  listMerges: endpoint({
    method: 'get',
    path: '/api/crm/merges',
    permission: 'crm:read',
    summary: 'The newest hundred merges of a noun that you can see, also those taken back.',
    query: z.object({ noun: Noun.default('account') }),
    reply: z.object({ merges: z.array(Merge) }),
  }),
  unmerge: endpoint({
    method: 'post',
    path: '/api/crm/merges/{id}/undo',
    permission: 'crm:edit',
    summary:
      'Take a merge back: the loser stands again with all that moved, the winner says what it said. What somebody changed since stays.',
    params: z.object({ id: Id }),
    body: z.object({}).default({}),
    reply: z.object({ id: Id, back: z.number().int() }),
  }),
}
