import { shifted } from './exact.ts'
import { readTyped, type Typed } from './typed.ts'

/** A typed amount of money: whole minor units, exact, or why it is none. */
export type TypedMoney =
  | { kind: 'empty' }
  | { kind: 'read'; minor: number; other: number | null; doubt: boolean }
  | { kind: 'refused'; says: string }

/** Reads an amount in a currency as people of a locale type it (`$300k`, `292,500.00`), in whole minor units. */
export function readMoney(text: string, asked: { locale: string; currency: string; negative?: boolean }): TypedMoney {
  const digits = minorDigits(asked.currency)
  const typed: Typed = readTyped(text, { ...asked, as: 'money', digits })
  if (typed.kind !== 'read') return typed
  const minor = Number(shifted(typed.value, digits))
  if (!Number.isSafeInteger(minor))
    return { kind: 'refused', says: `“${text.trim()}” is larger than an amount can be.` }
  const other = typed.other === null ? null : Number(shifted(typed.other, digits))
  return {
    kind: 'read',
    minor,
    other: other !== null && Number.isSafeInteger(other) ? other : null,
    doubt: typed.doubt,
  }
}

/** Minor units as exact decimal text: 1005 in USD is `10.05`, in JPY `1005`. */
export function majorText(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`Money must be whole minor units; got ${minor}.`)
  const digits = minorDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const cut = text.length - digits
  return `${minor < 0 ? '-' : ''}${text.slice(0, cut)}${digits ? `.${text.slice(cut)}` : ''}`
}

const knownDigits = new Map<string, number>()

/** How many digits a currency has after the point. */
export function minorDigits(currency: string): number {
  const known = knownDigits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  knownDigits.set(currency, digits)
  return digits
}
