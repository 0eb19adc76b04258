import { z } from 'zod'
import { Day, Decimal, Id, Instant } from '#platform/http/contract.ts'

/** Why something that was ordered is no demand. */
export const NoDemandReason = z.enum(['postage', 'fee', 'adjustment', 'sample', 'one-off project', 'return', 'other'])
export type NoDemandReason = z.infer<typeof NoDemandReason>

export const RuleKind = z.enum(['item', 'words', 'order', 'free lines', 'returns'])

/** What a rule leaves out: one item, all items with these words in name or code, one order, lines without a price, or returns. */
export const NoDemandRule = z.object({
  kind: RuleKind,
  itemId: Id.nullable().default(null),
  words: z.string().trim().min(2, 'Give at least 2 letters.').max(100).nullable().default(null),
  orderNumber: z.string().trim().min(1).max(100).nullable().default(null),
  reason: NoDemandReason,
  note: z.string().max(1000).nullable().default(null),
})
export type NoDemandRule = z.infer<typeof NoDemandRule>

/** What a rule leaves out, counted. */
export const Excluded = z.object({
  orderLines: z.number().int(),
  quantity: Decimal,
  firstOn: Day.nullable(),
  lastOn: Day.nullable(),
})

/** A rule that stands. */
export const StandingRule = NoDemandRule.extend({
  id: Id,
  name: z.string().describe('What it leaves out, in words.'),
  by: z.string(),
  at: Instant,
}).extend(Excluded.shape)
export type StandingRule = z.infer<typeof StandingRule>

/** What the data suggest to leave out, and why. */
export const Proposal = NoDemandRule.extend({ name: z.string(), why: z.string() }).extend(Excluded.shape)
export type Proposal = z.infer<typeof Proposal>
