import { majorText, minorDigits } from '#platform/numbers/minor.ts'
import { headOf } from '../../out/csv.ts'
import type { Left, OutColumn, OutTable, OutValue } from '../../out/table.ts'
import type { Column } from './column.ts'

/** Up to so many rows, sums are live formulas. */
const mostSummed = 20_000

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
  const summed = rows.length > 0 && rows.length <= mostSummed ? { summed: rows.length } : {}
  return { name, about, columns: outs.map(({ column }) => column), rows: valuesOf(rows, outs), ...summed }
}

/** Of which list a table is, and of what in it: what comes back must be of the same. */
export type Origin = { list: string; scope: string }

/** The same with its keys out of sight, and with its cells that may be changed as they left: it can come back changed. */
export function outAndBack<Row>(given: {
  table: OutTable
  origin: Origin
  columns: Column<Row>[]
  /** Columns that only files have: where one of them is the key, no other is needed. */
  fileColumns?: Column<Row>[] | undefined
  rows: Row[]
  keyOf: (row: Row) => string
}): OutTable {
  const { table, origin, columns, fileColumns = [], rows, keyOf } = given
  const own = fileColumns.find(({ value }) => rows.every((row) => value(row) === keyOf(row)))
  const left = { ...origin, key: own?.header ?? 'Key', ...leftOf({ columns, rows, keyOf }) }
  if (own) return { ...table, left }
  const values = table.rows as Iterable<OutValue[]>
  return {
    ...table,
    columns: [...table.columns, { header: left.key, kind: 'text', hidden: true }],
    rows: (function* () {
      let at = 0
      for (const line of values) yield [...line, keyOf(rows[at++]!)]
    })(),
    left,
  }
}

/** The cells that may be changed, as text, a line a row with its key first. */
export function leftOf<Row>(given: {
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
}): Pick<Left, 'heads' | 'columns' | 'rows'> {
  const { columns, rows, keyOf } = given
  const edited = columns.filter(({ edit }) => edit)
  const outs = edited.map((column) => outsOf(column, rows)[0]!)
  return {
    heads: outs.map(({ column }) => headOf(column)),
    columns: edited.map(({ id }) => id),
    rows: (function* () {
      for (const row of rows) yield [keyOf(row), ...outs.map(({ value }) => String(value(row) ?? ''))]
    })(),
  }
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
  const adds = kind === 'number' && column.adds !== false ? ({ adds: true } as const) : {}
  return [{ column: { ...described, kind, ...adds }, value }]
}

function moneyOuts<Row>(
  column: Column<Row>,
  { rows, currency }: { rows: Row[]; currency: (row: Row) => string },
): Out<Row>[] {
  const { fileHeader, definition, value } = column
  const header = fileHeader ?? column.header
  const held = new Set(rows.filter((row) => value(row) !== null).map(currency))
  const amount = (row: Row) => {
    const minor = value(row)
    return minor === null ? null : majorText(Number(minor), currency(row))
  }
  const digits = Math.max(0, ...[...held].map(minorDigits))
  const described = { header, kind: 'number', digits, ...(definition && { definition }) } as const
  if (held.size <= 1) {
    const [unit] = held
    const adds = column.adds === false ? {} : ({ adds: true } as const)
    return [{ column: { ...described, ...adds, ...(unit && { unit }) }, value: amount }]
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
