import { movePoint } from '#platform/numbers/decimal.ts'
import type { Pack } from './contract.ts'

type Writing = Pick<Pack, 'currency' | 'minorDigits' | 'locale'>

/** Money in full, of minor units. */
export function moneyText(minor: number, { currency, minorDigits, locale }: Writing): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  return format.format(movePoint(String(minor), -minorDigits) as never)
}

/** A whole number with its thousands. */
export function unitsText(units: number, { locale }: Pick<Writing, 'locale'>): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(units)
}

/** A share as per cent, with its sign where it is a change. */
export function percentText(share: number, { locale }: Pick<Writing, 'locale'>, { signed = false } = {}): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: signed ? 'exceptZero' : 'negative',
  })
  return format.format(share)
}

/** A month in short: `Nov 26`. */
export function monthText(month: string, { locale }: Pick<Writing, 'locale'>): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' })
  return format.format(new Date(`${month}T00:00:00Z`))
}

/** The value of a table's cell as text. */
export function cellText(
  value: string | number | null,
  kind: 'text' | 'units' | 'money' | 'percent',
  writing: Writing,
): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  if (kind === 'money') return moneyText(value, writing)
  return kind === 'percent' ? percentText(value, writing) : unitsText(value, writing)
}
