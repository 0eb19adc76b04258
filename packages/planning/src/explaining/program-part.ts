import type { Program } from '../program/program.ts'

/** The rows chosen, with the columns in them (of those that may stay), as a program of its own. */
export function partOf(
  program: Program,
  rows: readonly number[],
  mayStay: (column: number) => boolean = () => true,
  { integral = false } = {},
): { program: Program; columns: Int32Array } {
  const placeOf = new Int32Array(program.rows).fill(-1)
  rows.forEach((row, i) => {
    placeOf[row] = i
  })
  const columns: number[] = []
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (let j = 0; j < program.columns; j++) {
    if (!mayStay(j)) continue
    const before = indices.length
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++) {
      const place = placeOf[program.indices[k]!]!
      if (place < 0) continue
      indices.push(place)
      values.push(program.values[k]!)
    }
    if (indices.length === before) continue
    columns.push(j)
    starts.push(indices.length)
  }
  const pick = (from: Float64Array, which: readonly number[]) => Float64Array.from(which, (i) => from[i]!)
  const tags = (from: Program['rowTag'], which: readonly number[]) => ({
    kind: Uint8Array.from(which, (i) => from.kind[i]!),
    ref: Int32Array.from(which, (i) => from.ref[i]!),
    period: Int32Array.from(which, (i) => from.period[i]!),
  })
  const integer = integral ? Uint8Array.from(columns, (j) => program.integer[j]!) : new Uint8Array(columns.length)
  return {
    columns: Int32Array.from(columns),
    program: {
      columns: columns.length,
      rows: rows.length,
      offset: 0,
      cost: pick(program.cost, columns),
      colLower: pick(program.colLower, columns),
      colUpper: pick(program.colUpper, columns),
      integer,
      integers: integer.reduce((total, each) => total + each, 0),
      rowLower: pick(program.rowLower, rows),
      rowUpper: pick(program.rowUpper, rows),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
      colTag: tags(program.colTag, columns),
      rowTag: tags(program.rowTag, rows),
    },
  }
}
