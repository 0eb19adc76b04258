import { movePoint } from '#platform/numbers/decimal.ts'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { readTyped } from '#platform/numbers/typed.ts'
import type { DealLine, DealLineFacts } from '../../deals/lines/contract.ts'

/** A line as it is typed. */
export type TypedLine = {
  itemId: string | null
  quantity: string
  unitPrice: string
  /** In per cent. */
  discount: string
  /** Of a line without unit price. */
  amount: string
  shipsOn: string
}

/** What each number of a line asks for. */
export const asked = {
  quantity: { as: 'number', digits: 6 },
  unitPrice: { as: 'money', digits: 6 },
  discount: { as: 'percent', digits: 6 },
  amount: { as: 'money' },
} as const

/** A line as it stands in the form; a new one is empty. */
export function typedLine(line: DealLine | undefined, { decimal }: { decimal: (text: string) => string }): TypedLine {
  const shown = (text: string | null | undefined) => (text ? decimal(text) : '')
  return {
    itemId: line?.itemId ?? null,
    quantity: shown(line?.quantity),
    unitPrice: shown(line?.unitPrice),
    discount: line?.discount ? shown(movePoint(line.discount, 2)) : '',
    amount: line && line.unitPrice === null ? decimal(majorText(line.amountMinor, line.currency)) : '',
    shipsOn: line?.shipsOn ?? '',
  }
}

type Wrong = Partial<Record<keyof TypedLine, string>>

/** What was typed, or what is wrong with it, field by field. */
export function readLine(
  typed: TypedLine,
  { locale, currency }: { locale: string; currency: string },
): { facts: DealLineFacts } | { wrong: Wrong } {
  const wrong: Wrong = {}
  const number = (field: 'quantity' | 'unitPrice' | 'discount'): string | null => {
    const of = field === 'unitPrice' ? { ...asked[field], currency } : asked[field]
    const read = readTyped(typed[field], { ...of, locale })
    if (read.kind === 'refused') wrong[field] = read.says
    return read.kind === 'read' ? read.value : null
  }
  const [quantity, unitPrice, percent] = [number('quantity'), number('unitPrice'), number('discount')]
  const amount = readMoney(unitPrice === null ? typed.amount : '', { locale, currency })
  if (amount.kind === 'refused') wrong.amount = amount.says
  if (typed.itemId === null) wrong.itemId = 'Which item is it?'
  if (quantity === null || !/[1-9]/.test(quantity)) wrong.quantity ??= 'How many? More than zero.'
  if (percent !== null && Number(percent) > 100) wrong.discount = 'A discount is at most 100 %.'
  if (unitPrice === null && amount.kind === 'empty') wrong.unitPrice ??= 'A unit price or an amount; zero is one.'
  if (Object.keys(wrong).length > 0 || typed.itemId === null || quantity === null) return { wrong }
  const { itemId, shipsOn } = typed
  const amountMinor = amount.kind === 'read' ? amount.minor : null
  const discount = percent === null ? null : movePoint(percent, -2)
  return { facts: { itemId, quantity, unitPrice, discount, amountMinor, shipsOn: shipsOn || null } }
}
