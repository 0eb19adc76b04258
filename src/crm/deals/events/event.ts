import { z } from 'zod'
import { Day, Instant } from '#platform/http/contract.ts'
import { KeptFields } from '#platform/kept/contract.ts'
import { refusedEvent } from '../../events/refused.ts'
import { Category } from '../contract.ts'
import { EventLine } from './lines.ts'

const Text = z.string().trim().min(1).max(200)

/** An exact amount of at least nothing; a JSON number is taken as written. */
const Amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'An amount such as 1200 or "1200.50", not below zero.'))

/** What happened to one deal, as its sender says it. */
export const DealEvent = z.object({
  key: Text.describe(
    "The sender's own key of this event. Sent again with the same content it is known and not applied twice.",
  ),
  action: z
    .enum(['set', 'remove'])
    .default('set')
    .describe('set: the deal says this from then on; one that is not known is added. remove: it was deleted.'),
  deal: Text.describe("The deal's id where it comes from (its external id), or its id here."),
  at: Instant.optional().describe(
    'When it happened; now unless given. An event that comes late is put where it belongs in the history.',
  ),
  name: z.string().trim().min(1).max(300).optional().describe('Needed to add a deal.'),
  stage: Text.optional().describe('Name of the stage. Needed to add a deal.'),
  pipeline: Text.optional().describe('Name of the pipeline, where several have a stage of that name.'),
  category: Category.optional().describe('Forecast category; that of the stage unless given.'),
  account: Text.nullable().optional().describe('External id or name of the account; null empties it.'),
  owner: Text.nullable().optional().describe('External id or name of the person; null empties it.'),
  item: Text.nullable().optional().describe('Code of the item; null empties it.'),
  amount: Amount.nullable().optional().describe('In the currency of the deal; null empties it.'),
  lines: z
    .array(EventLine)
    .max(200, 'A deal has at most 200 products.')
    .optional()
    .describe(
      'All products of the deal from then on: those that are not told again are removed. Left out, they stay; an empty list removes all. The amount of the deal stays what it is.',
    ),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency code such as EUR.')
    .optional()
    .describe('That of the deal, for a new one the company currency, unless given.'),
  expectedClose: Day.nullable().optional(),
  closedOn: Day.optional().describe('The day it was won or lost; that of the event unless given.'),
  fields: KeptFields.optional().describe('Fields that files have brought, by name; null empties one.'),
  reason: z.string().trim().max(2000).optional().describe('Why, in the history of the deal.'),
})
export type DealEvent = z.infer<typeof DealEvent>

/** Why a deal event was not taken. */
export const RefusedDealEvent = refusedEvent([
  'no-such-deal',
  'unknown-stage',
  'ambiguous-stage',
  'unknown-item',
  'unknown-territory',
  'unknown-account',
  'unknown-person',
  'unknown-currency',
  'unknown-field',
  'ambiguous-account',
  'ambiguous-person',
  'ambiguous-deal',
  'in-the-future',
  'too-long-ago',
  'before-the-deal',
  'not-your-team',
  'refused',
])
export type RefusedDealEvent = z.infer<typeof RefusedDealEvent>

/** Every field of a deal event but its key, by name: what a key that comes again must say the same of. */
export const saidNames = [
  'account',
  'action',
  'amount',
  'at',
  'category',
  'closedOn',
  'currency',
  'deal',
  'expectedClose',
  'fields',
  'item',
  'lines',
  'name',
  'owner',
  'pipeline',
  'reason',
  'stage',
] as const satisfies readonly (keyof DealEvent)[]
