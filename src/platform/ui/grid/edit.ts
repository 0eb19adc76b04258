import { readDay } from '#platform/numbers/day-text.ts'
import { shifted, trimmed } from '#platform/numbers/exact.ts'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { type Asked, readTyped } from '#platform/numbers/typed.ts'
import { formatDay, formatDecimal, formatMoney } from '../format.ts'

export type CellValue = string | number | null
export type Choice = { value: string; label: string }

/** How the cells of a column are edited. */
export type CellEdit<Row> = {
  kind: 'text' | 'number' | 'money' | 'percent' | 'day' | 'choice'
  /** The stored value: text, a day as `2026-11-23`, a choice's value, a number, money in whole minor units, per cent as a share. */
  value: (row: Row) => CellValue
  /** The row with another value, for the screen until the server has answered. */
  apply: (row: Row, value: CellValue) => Row
  currency?: (row: Row) => string
  choices?: (row: Row) => Choice[]
  /** Most decimals of a number. */
  digits?: number
  negative?: boolean
  required?: boolean
  /** Why a cell cannot be edited; null when it can. */
  locked?: (row: Row) => string | null
}

/** A typed or pasted text as a value, whether it could have been meant otherwise, or why it is none. */
export type CellRead =
  | { kind: 'value'; value: CellValue; doubt: boolean; other: CellValue }
  | { kind: 'refused'; says: string }

/** Reads what was typed into a cell, as people of a locale type it. */
export function readCell<Row>(
  text: string,
  edit: CellEdit<Row>,
  { row, locale }: { row: Row; locale: string },
): CellRead {
  const why = edit.locked?.(row)
  if (why) return { kind: 'refused', says: why }
  const trimmed = text.trim()
  if (trimmed === '') return edit.required ? { kind: 'refused', says: 'This cannot be empty.' } : sure(null)
  if (edit.kind === 'text') return sure(trimmed)
  if (edit.kind === 'choice') return readChoice(trimmed, edit.choices?.(row) ?? [])
  if (edit.kind === 'day') return readDayCell(trimmed, locale)
  if (edit.kind === 'money') {
    const asked = { locale, currency: edit.currency?.(row) ?? 'USD', negative: edit.negative ?? false }
    const read = readMoney(trimmed, asked)
    if (read.kind === 'read') return { kind: 'value', value: read.minor, doubt: read.doubt, other: read.other }
    return read.kind === 'empty' ? sure(null) : read
  }
  return readNumberCell(trimmed, edit, locale)
}

/** What an input of a number asks for in this cell. */
export function askedOf<Row>(edit: CellEdit<Row>, row: Row): Omit<Asked, 'locale'> | null {
  if (edit.kind !== 'number' && edit.kind !== 'money' && edit.kind !== 'percent') return null
  return {
    as: edit.kind,
    ...(edit.kind === 'money' && { currency: edit.currency?.(row) ?? 'USD' }),
    ...(edit.digits !== undefined && { digits: edit.digits }),
    ...(edit.negative && { negative: true }),
  }
}

/** What the input of a cell begins with: the value as people of the locale write it, to be read back the same. */
export function editText<Row>(edit: CellEdit<Row>, { row, locale }: { row: Row; locale: string }): string {
  const value = edit.value(row)
  if (value === null) return ''
  if (edit.kind === 'choice') return edit.choices?.(row).find((choice) => choice.value === value)?.label ?? ''
  if (edit.kind === 'money') return formatDecimal(majorText(Number(value), edit.currency?.(row) ?? 'USD'), { locale })
  if (edit.kind === 'number') return formatDecimal(plain(value), { locale })
  if (edit.kind === 'percent') return formatDecimal(shifted(plain(value), 2), { locale })
  if (edit.kind === 'day') return dayText(String(value), locale)
  return String(value)
}

/** A value in words, as the screen shows it. */
export function valueText<Row>(
  value: CellValue,
  edit: CellEdit<Row>,
  { row, locale }: { row: Row; locale: string },
): string {
  if (value === null) return 'empty'
  if (edit.kind === 'money') return formatMoney(Number(value), { currency: edit.currency?.(row) ?? 'USD', locale })
  if (edit.kind === 'number') return formatDecimal(plain(value), { locale })
  if (edit.kind === 'percent') return `${formatDecimal(shifted(plain(value), 2), { locale })} %`
  if (edit.kind === 'day') return formatDay(String(value), { locale })
  return edit.choices?.(row).find((choice) => choice.value === value)?.label ?? String(value)
}

function dayText(day: string, locale: string): string {
  const format = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, format).format(new Date(`${day}T00:00:00Z`))
}

/** A number without exponent, with at most twelve decimals. */
function plain(value: string | number): string {
  return String(value).includes('e') ? trimmed(Number(value).toFixed(12)) : String(value)
}

function readNumberCell<Row>(text: string, edit: CellEdit<Row>, locale: string): CellRead {
  const as = edit.kind === 'percent' ? 'percent' : 'number'
  const asked: Asked = { locale, as, negative: edit.negative ?? false }
  const read = readTyped(text, edit.digits === undefined ? asked : { ...asked, digits: edit.digits })
  if (read.kind === 'empty') return sure(null)
  if (read.kind === 'refused') return read
  const value = (each: string) => Number(as === 'percent' ? shifted(each, -2) : each)
  return {
    kind: 'value',
    value: value(read.value),
    doubt: read.doubt,
    other: read.other === null ? null : value(read.other),
  }
}

function readDayCell(text: string, locale: string): CellRead {
  const read = readDay(text, locale)
  return read.kind === 'day' ? { kind: 'value', value: read.day, doubt: read.doubt, other: null } : read
}

function readChoice(text: string, choices: Choice[]): CellRead {
  const wanted = text.toLocaleLowerCase()
  const exact = choices.find(({ value, label }) => value === text || label.toLocaleLowerCase() === wanted)
  const begins = choices.filter(({ label }) => label.toLocaleLowerCase().startsWith(wanted))
  const found = exact ?? (begins.length === 1 ? begins[0] : undefined)
  if (found) return sure(found.value)
  const some = choices.slice(0, 3).map(({ label }) => label)
  const hint = begins.length > 1 ? begins.map(({ label }) => label).slice(0, 3) : some
  return {
    kind: 'refused',
    says: `“${text}” is none of the choices${hint.length ? `, such as ${hint.join(', ')}` : ''}.`,
  }
}

function sure(value: CellValue): CellRead {
  return { kind: 'value', value, doubt: false, other: null }
}
