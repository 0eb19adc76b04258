import { encoded, streamOf } from './bytes.ts'
import type { OutColumn, OutTable, OutValue } from './table.ts'

const rowsAtOnce = 500

/** A table as CSV in UTF-8 with a byte order mark, line by line; text that a spreadsheet would run as a formula is made text. */
export function csvStream({ columns, rows }: Pick<OutTable, 'columns' | 'rows'>): ReadableStream<Uint8Array> {
  return streamOf(encoded(lines(columns, rows)))
}

async function* lines(columns: OutColumn[], rows: OutTable['rows']): AsyncGenerator<string> {
  let some = `\ufeff${columns.map((column) => field(headOf(column))).join(',')}\r\n`
  let count = 0
  for await (const row of rows) {
    some += `${row.map((value, at) => valueText(value, columns[at])).join(',')}\r\n`
    count += 1
    if (count % rowsAtOnce > 0) continue
    yield some
    some = ''
  }
  if (some) yield some
}

/** The head of a column, with its unit. */
export function headOf({ header, unit }: OutColumn): string {
  return unit ? `${header} (${unit})` : header
}

function valueText(value: OutValue, column: OutColumn | undefined): string {
  if (value === null) return ''
  return column?.kind === 'text' ? field(String(value)) : String(value)
}

/** Quoted where it must be. What begins like a formula gets an apostrophe before it, unless it is a number. */
function field(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
