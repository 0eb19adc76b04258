import { majorText, minorDigits } from '#platform/numbers/minor.ts'
import type { OutColumn, OutTable, OutValue } from '../../out/table.ts'
import type { Column } from './column.ts'

type Out<Row> = { column: OutColumn; value: (row: Row) => OutValue }

/** The rows of a grid as a table that leaves the product: money exact, its currency in the head or in a column of its own. */
export function outTable<Row>(given: {
  name: string
  columns: Column<Row>[]
  rows: Row[]
  about: OutTable['about']
}): OutTable {
  const { name, columns, rows, about } = given
  const outs = columns.flatMap((column) => outsOf(column, rows))
  return { name, about, columns: outs.map(({ column }) => column), rows: valuesOf(rows, outs) }
}

function* valuesOf<Row>(rows: Row[], outs: Out<Row>[]): Generator<OutValue[]> {
  for (const row of rows) yield outs.map(({ value }) => value(row))
}

function outsOf<Row>(column: Column<Row>, rows: Row[]): Out<Row>[] {
  const { fileHeader, unit, definition, currency, value } = column
  const header = fileHeader ?? column.header
  const described = { header, ...(unit && { unit }), ...(definition && { definition }) }
  if (currency) return moneyOuts(column, { rows, currency })
  const kind = kindOf(column, rows)
  return [{ column: { ...described, kind }, value }]
}

function moneyOuts<Row>(
  { header: shown, fileHeader, definition, value }: Column<Row>,
  { rows, currency }: { rows: Row[]; currency: (row: Row) => string },
): Out<Row>[] {
  const header = fileHeader ?? shown
  const held = new Set(rows.filter((row) => value(row) !== null).map(currency))
  const amount = (row: Row) => {
    const minor = value(row)
    return minor === null ? null : majorText(Number(minor), currency(row))
  }
  const digits = Math.max(0, ...[...held].map(minorDigits))
  const described = { header, kind: 'number', digits, ...(definition && { definition }) } as const
  if (held.size <= 1) {
    const [unit] = held
    return [{ column: { ...described, ...(unit && { unit }) }, value: amount }]
  }
  const code = (row: Row) => (value(row) === null ? null : currency(row))
  return [
    { column: described, value: amount },
    { column: { header: `${header} currency`, kind: 'text' }, value: code },
  ]
}

function kindOf<Row>({ kind, edit, value }: Column<Row>, rows: Row[]): OutColumn['kind'] {
  if (edit?.kind === 'percent') return 'percent'
  const all = rows.map(value).filter((each) => each !== null && each !== '')
  if (all.length > 0 && all.every((each) => /^\d{4}-\d\d-\d\d$/.test(String(each)))) return 'day'
  const isNumber = kind === 'number' && all.every((each) => Number.isFinite(Number(each)))
  return isNumber ? 'number' : 'text'
}
