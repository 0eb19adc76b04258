import type { Program, Tags } from './program.ts'

/** Gathers columns, rows and entries in typed arrays that grow. */
export interface ProgramDraft {
  readonly column: (kind: number, ref: number, period: number, cost: number, lower: number, upper: number) => number
  readonly row: (kind: number, ref: number, period: number, lower: number, upper: number) => number
  readonly entry: (row: number, column: number, value: number) => void
  readonly integral: (column: number) => void
  readonly addOffset: (value: number) => void
  readonly addRhs: (row: number, value: number) => void
  readonly finish: () => Program
}

/** An empty draft; `expected` columns spare it from growing often. */
export function programDraft(expected = 1024): ProgramDraft {
  let offset = 0
  let integers = 0
  const cols = tagged(expected)
  const cost = growing(Float64Array, expected)
  const colLower = growing(Float64Array, expected)
  const colUpper = growing(Float64Array, expected)
  const integer = growing(Uint8Array, expected)
  const rows = tagged(expected)
  const rowLower = growing(Float64Array, expected)
  const rowUpper = growing(Float64Array, expected)
  const entryRow = growing(Int32Array, expected * 3)
  const entryColumn = growing(Int32Array, expected * 3)
  const entryValue = growing(Float64Array, expected * 3)
  return {
    column(kind, ref, period, costs, lower, upper) {
      cols.push(kind, ref, period)
      cost.push(costs)
      colLower.push(lower)
      colUpper.push(upper)
      return integer.push(0)
    },
    row(kind, ref, period, lower, upper) {
      rows.push(kind, ref, period)
      rowLower.push(lower)
      return rowUpper.push(upper)
    },
    entry(row, column, value) {
      if (value === 0) return
      entryRow.push(row)
      entryColumn.push(column)
      entryValue.push(value)
    },
    integral(column) {
      integer.view()[column] = 1
      integers++
    },
    addOffset(value) {
      offset += value
    },
    addRhs(row, value) {
      rowLower.view()[row]! += value
      rowUpper.view()[row]! += value
    },
    finish() {
      const matrix = columnwise({
        columns: cost.length(),
        rows: rowLower.length(),
        row: entryRow.cut(),
        column: entryColumn.cut(),
        value: entryValue.cut(),
      })
      return {
        columns: cost.length(),
        rows: rowLower.length(),
        offset,
        cost: cost.cut(),
        colLower: colLower.cut(),
        colUpper: colUpper.cut(),
        integer: integer.cut(),
        integers,
        rowLower: rowLower.cut(),
        rowUpper: rowUpper.cut(),
        ...matrix,
        colTag: cols.cut(),
        rowTag: rows.cut(),
      }
    },
  }
}

/** Counting sort of entries by column; entries of the same row and column are summed up. */
function columnwise(entries: {
  columns: number
  rows: number
  row: Int32Array
  column: Int32Array
  value: Float64Array
}) {
  const { columns, rows, row, column, value } = entries
  const first = new Int32Array(columns + 1)
  for (let k = 0; k < column.length; k++) first[column[k]! + 1]!++
  for (let j = 0; j < columns; j++) first[j + 1]! += first[j]!
  const order = new Int32Array(column.length)
  const next = first.slice()
  for (let k = 0; k < column.length; k++) order[next[column[k]!]!++] = k
  const starts = new Int32Array(columns + 1)
  const indices = new Int32Array(row.length)
  const values = new Float64Array(row.length)
  const placeOf = new Int32Array(rows).fill(-1)
  let end = 0
  for (let j = 0; j < columns; j++) {
    const begin = end
    for (let k = first[j]!; k < first[j + 1]!; k++) {
      const entry = order[k]!
      const place = placeOf[row[entry]!]!
      if (place >= begin) values[place]! += value[entry]!
      else {
        placeOf[row[entry]!] = end
        indices[end] = row[entry]!
        values[end++] = value[entry]!
      }
    }
    starts[j + 1] = end
  }
  return { starts, indices: indices.slice(0, end), values: values.slice(0, end) }
}

function tagged(expected: number) {
  const kind = growing(Uint8Array, expected)
  const ref = growing(Int32Array, expected)
  const period = growing(Int32Array, expected)
  return {
    push(kinds: number, refs: number, periods: number) {
      kind.push(kinds)
      ref.push(refs)
      period.push(periods)
    },
    cut: (): Tags => ({ kind: kind.cut(), ref: ref.cut(), period: period.cut() }),
  }
}

type NumberArray = Float64Array | Int32Array | Uint8Array

function growing<A extends NumberArray>(make: { new (length: number): A }, expected: number) {
  let held = new make(Math.max(16, expected))
  let length = 0
  return {
    push(value: number): number {
      if (length === held.length) {
        const larger = new make(length * 2)
        larger.set(held as never)
        held = larger
      }
      held[length] = value
      return length++
    },
    length: () => length,
    view: () => held,
    /** What was pushed; nothing is copied where little of the array is empty. */
    cut: () => (length * 4 > held.length * 3 ? held.subarray(0, length) : held.slice(0, length)) as A,
  }
}
