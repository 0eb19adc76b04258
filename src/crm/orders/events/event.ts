import { z } from 'zod'
import { Day } from '#platform/http/contract.ts'
import { refusedEvent } from '../../events/refused.ts'

/** An exact decimal with as many digits as order lines hold: 13 before the point, 6 behind it; a JSON number is taken as written. */
const Exact = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(
    z
      .string()
      .regex(/^-?\d{1,13}(\.\d{1,6})?$/, 'A number such as 12 or "12.50", with at most 13 digits and 6 decimals.'),
  )

const Text = z.string().trim().min(1).max(200)

/** What happened to one order line, as its sender says it. */
export const OrderEvent = z.object({
  key: Text.describe(
    "The sender's own key of this event. Sent again with the same content it is known and not applied twice.",
  ),
  action: z
    .enum(['place', 'correct', 'cancel'])
    .default('place')
    .describe('place: a new line. correct: the line now says this instead. cancel: the line was called off.'),
  order: Text.describe('Order number.'),
  line: Text.default('1').describe('Number of the line within its order.'),
  orderedOn: Day.optional().describe(
    'The day of the order; may lie in a closed period (a late order). Not needed to cancel.',
  ),
  item: Text.optional().describe('Code of the item. Not needed to cancel.'),
  territory: Text.optional().describe('Name of the territory.'),
  account: Text.optional().describe('External id or name of the account.'),
  person: Text.optional().describe('External id or name of the sales person.'),
  channel: Text.optional(),
  promotion: Text.optional(),
  quantity: Exact.optional().describe(
    'Units; negative for a return, which counts in the period of the return. Not needed to cancel.',
  ),
  amount: Exact.optional().describe('Net money of the whole line, in its currency. Not needed to cancel.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency code such as EUR.')
    .optional()
    .describe('Company currency unless given.'),
  confirmed: z
    .boolean()
    .optional()
    .describe('Somebody has looked at a quantity or amount that was refused as implausible: it is as it says.'),
})
export type OrderEvent = z.infer<typeof OrderEvent>

/** Why an order event was not taken. */
export const RefusedEvent = refusedEvent([
  'unknown-item',
  'unknown-territory',
  'unknown-account',
  'unknown-person',
  'unknown-currency',
  'ambiguous-account',
  'ambiguous-person',
  'in-the-future',
  'too-long-ago',
  'implausible',
  'line-exists',
  'no-such-line',
])
export type RefusedEvent = z.infer<typeof RefusedEvent>
