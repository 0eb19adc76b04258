import { currencyCalled } from '../numbers/currency-word.ts'
import { toMinor } from '../numbers/decimal.ts'
import type { Mapping, Problem } from './mapping.ts'

/** The cells of one row by field, and a way to say something about one of them. */
export type RowCells = {
  cells: Record<string, string | null>
  tell: (field: string, problem: Omit<Problem, 'column' | 'value'>) => void
}

/** What the rules need to know beside the row. */
export type RuleInput = {
  mapping: Mapping
  minorDigits: (currency: string) => number | undefined
  currency: string
  today: string
}

/** What must hold within one row, and what follows from its other cells. */
export type RowRule = (row: RowCells, input: RuleInput) => void

/** A rule by which these fields must be filled. */
export function needs(...required: string[]): RowRule {
  return (row) => {
    for (const field of required) {
      if (row.cells[field] === null || row.cells[field] === undefined)
        stop(row, field, 'missing value', `${field.replaceAll('_', ' ')} is empty`)
    }
  }
}

/** The row's currency, else the one of the file; one that the company does not know keeps the row out. */
export function currencyOf(row: RowCells, input: RuleInput): string {
  const written = row.cells.currency ?? input.currency
  const code = currencyCalled(written) ?? written.toUpperCase()
  row.cells.currency = code
  if (input.minorDigits(code) === undefined)
    stop(row, 'currency', 'unknown currency', `"${code}" is no currency of this company; add it under Company`)
  return code
}

/** Amounts have fifteen digits at most, so that sums of several stay exact whole numbers. */
const mostDigits = 15

/** Turns the amount of a field into whole minor units of a currency. */
export function minor(row: RowCells, field: string, currency: string, input: RuleInput): void {
  const text = row.cells[field]
  if (!text) return
  const { minor: value, exact } = toMinor(text, input.minorDigits(currency) ?? 2)
  row.cells[field] = value
  if (value.replace('-', '').length > mostDigits)
    stop(row, field, 'number too large', `${text} is too large for an amount`)
  else if (!exact) note(row, field, 'amount finer than the currency', `${text} was rounded to whole ${currency} cents`)
}

/** Whether a day lies more than fifty years back, where the zero days of programs (1900, 1970) lie. */
export function isLongAgo(day: string, today: string): boolean {
  return Number(today.slice(0, 4)) - Number(day.slice(0, 4)) > 50
}

/** Keeps the row out, with the reason. */
export function stop(row: RowCells, field: string, kind: string, reason: string): void {
  row.tell(field, { kind, severity: 'stop', reason })
}

/** Lets the row in, with something worth knowing. */
export function note(row: RowCells, field: string, kind: string, reason: string): void {
  row.tell(field, { kind, severity: 'note', reason })
}
