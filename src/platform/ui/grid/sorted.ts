import { type Column, readSort } from './column.ts'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The rows in the order of a column; what is empty comes last either way, equals keep their order. */
export function sortedRows<Row>(rows: Row[], columns: Column<Row>[], sort: string | null): Row[] {
  const wanted = readSort(sort)
  const column = wanted && columns.find(({ id }) => id === wanted.id)
  if (!wanted || !column) return rows
  const sign = wanted.desc ? -1 : 1
  const keyed = rows.map((row) => ({ row, key: keyOf(column, row) }))
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1
    return sign * compared(a.key, b.key)
  })
  return keyed.map(({ row }) => row)
}

function keyOf<Row>(column: Column<Row>, row: Row): string | number | null {
  const value = column.value(row)
  return column.kind === 'number' && typeof value === 'string' && value !== '' ? Number(value) : value
}

function compared(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
