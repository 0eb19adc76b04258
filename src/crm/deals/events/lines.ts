import { z } from 'zod'
import { Day } from '#platform/http/contract.ts'
import { toMinor } from '#platform/numbers/decimal.ts'
import { referredTo } from '../../events/references.ts'
import { LARGEST_AMOUNT } from '../fields.ts'
import { netOf } from '../lines/amount.ts'
import type { StatedLine } from '../lines/stated.ts'
import type { Directory, KnownDeal } from './directory.sql.ts'
import type { DealEvent, RefusedDealEvent } from './event.ts'

const Text = z.string().trim().min(1).max(200)

/** A JSON number is taken as written. */
const number = (pattern: RegExp, says: string) =>
  z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(pattern, says))

/** A product of a deal, as an event says it: the same words as in a file of products. */
export const EventLine = z.object({
  id: Text.optional().describe('Its id where it comes from, or its id here; else it is told by item and ship date.'),
  item: Text.describe('Code of the item.'),
  quantity: number(
    /^(?=.*[1-9])\d{1,12}(\.\d{1,6})?$/,
    'More than zero, with at most six decimals; what is given back is an order line.',
  ),
  unitPrice: number(/^\d{1,12}(\.\d{1,6})?$/, 'A price such as 12.50, not below zero.')
    .nullable()
    .optional(),
  discount: number(/^(0(\.\d{1,8})?|1(\.0{1,8})?)$/, 'A share from 0 to 1: 0.1 is 10 %.')
    .nullable()
    .optional(),
  amount: number(/^\d{1,12}(\.\d{1,4})?$/, 'An amount such as 1200 or "1200.50", not below zero.')
    .nullable()
    .optional()
    .describe('What the line comes to, in the currency of the deal; follows from the unit price unless given.'),
  shipsOn: Day.nullable().optional(),
})
export type EventLine = z.infer<typeof EventLine>

type Why = { code: RefusedDealEvent['code']; message: string; wayOut: string }

/** The lines that an event states, with items found and money made cents; else which of them cannot be told, and why. */
export function statedLines(
  { lines = [], currency }: DealEvent,
  { deal, directory }: { deal: KnownDeal | null; directory: Directory },
): StatedLine[] | Why {
  const code = currency ?? deal?.currency ?? directory.currency
  const stated: StatedLine[] = []
  const ids = new Set<string>()
  for (const [at, line] of lines.entries()) {
    const found = statedLine(line, { code, directory })
    if ('code' in found) return { ...found, message: `lines.${at}: ${found.message}` }
    if (line.id !== undefined && ids.has(line.id)) {
      const message = `lines.${at}: The id "${line.id}" stands twice.`
      return { code: 'invalid', message, wayOut: 'Send each line once, with an id of its own.' }
    }
    ids.add(line.id ?? '')
    stated.push(found)
  }
  return stated
}

function statedLine(line: EventLine, { code, directory }: { code: string; directory: Directory }): StatedLine | Why {
  const { id, item, quantity, unitPrice = null, discount = null, amount = null, shipsOn = null } = line
  const found = referredTo(directory.references, { noun: 'item', said: item })
  if ('code' in found) return found
  if (unitPrice === null && amount === null) {
    const message = `${quantity} of ${item} has neither a unit price nor an amount.`
    return { code: 'invalid', message, wayOut: 'Send one of the two; zero is an amount.' }
  }
  const worth = toMinor(amount ?? netOf({ quantity, unitPrice: unitPrice!, discount }), directory.digits.get(code) ?? 2)
  if (amount !== null && !worth.exact) {
    const message = `The amount ${amount} of ${item} has more decimals than ${code} has.`
    return { code: 'invalid', message, wayOut: 'Round it where it comes from.' }
  }
  if (Number(worth.minor) > LARGEST_AMOUNT) {
    const message = `${quantity} of ${item} comes to more than a line can hold.`
    return { code: 'invalid', message, wayOut: 'Are quantity and price right? Send whole units of the currency.' }
  }
  const plain = (text: string | null) => (text === null ? null : trimmed(text))
  return {
    externalId: id ?? null,
    itemId: found.id,
    ...{ quantity: plain(quantity)!, unitPrice: plain(unitPrice), discount: plain(discount) },
    amountMinor: Number(worth.minor),
    shipsOn,
  }
}

/** A decimal as the database says it: without needless zeros. */
function trimmed(text: string): string {
  const whole = text.replace(/^0+(?=\d)/, '')
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
}
