import type { Built } from '../../building/build.ts'
import { codeOf, type Program } from '../../building/program.ts'

/** The place of each column and row of the whole program in a smaller one; -1 where it has none. */
export interface Reduced {
  /** Columns and rows of the smaller one. */
  readonly columns: number
  readonly rows: number
  readonly columnTo: Int32Array
  readonly rowTo: Int32Array
  /** By row of the whole program: the column that alone serves a demand row that has gone. */
  readonly servedBy: Int32Array
  /** By column: the safety stock around which the cost of this stock bends. */
  readonly target: Float64Array
  /** By column: the stock of a shortfall and the shortfall of a stock that share a safety row; -1 elsewhere. */
  readonly partner: Int32Array
}

export const [soldKind, shortfallKind, demandKind, safetyKind] = (
  ['sold', 'shortfall', 'demandRow', 'safetyRow'] as const
).map(codeOf) as [number, number, number, number]

/**
 * The program without the columns marked in `left`. Demand that can then only be sold becomes a number; a safety stock becomes a
 * point where the cost of stock bends: stock = target + surplus - shortfall, which spares its row. Both are exact. Rows that are
 * left empty go.
 */
export function reducedProgram({ program, layout }: Built, left: Uint8Array): { program: Program; reduced: Reduced } {
  const { columns, rows, starts, indices, values, colTag, rowTag } = program
  const rowLower = program.rowLower.slice()
  const rowUpper = program.rowUpper.slice()
  const rowTo = new Int32Array(rows).fill(-1)
  const columnTo = new Int32Array(columns).fill(-1)
  const servedBy = new Int32Array(rows).fill(-1)
  const target = new Float64Array(columns)
  const partner = new Int32Array(columns).fill(-1)
  let offset = program.offset
  const open = openRows()
  for (let i = 0; i < rows; i++) if (rowTag.kind[i] === safetyKind) bend(i)
  for (let j = 0; j < columns; j++) if (colTag.kind[j] === soldKind) serve(j)
  let rowCount = 0
  for (let i = 0; i < rows; i++)
    if (rowTag.kind[i] !== safetyKind && servedBy[i]! < 0 && (open[i] || rowLower[i]! > 0 || rowUpper[i]! < 0))
      rowTo[i] = rowCount++
  let columnCount = 0
  for (let j = 0; j < columns; j++) {
    const served = colTag.kind[j] === soldKind && servedBy[demandRowOf(j)] === j
    if (left[j] === 0 && !served) columnTo[j] = columnCount++
  }
  const reduced = { columns: columnCount, rows: rowCount, columnTo, rowTo, servedBy, target, partner }
  return { program: small(), reduced }

  /** Rows in which something can still be decided; what is sold counts only if its demand could be late or lost. */
  function openRows(): Uint8Array {
    const touched = new Uint8Array(rows)
    for (let j = 0; j < columns; j++)
      if (left[j] === 0 && colTag.kind[j] !== soldKind)
        for (let k = starts[j]!; k < starts[j + 1]!; k++) touched[indices[k]!] = 1
    for (let j = 0; j < columns; j++)
      if (colTag.kind[j] === soldKind && touched[demandRowOf(j)])
        for (let k = starts[j]!; k < starts[j + 1]!; k++) touched[indices[k]!] = 1
    return touched
  }

  function demandRowOf(sold: number): number {
    return layout.demandRow[colTag.ref[sold]!]! + colTag.period[sold]!
  }

  function bend(row: number): void {
    const stock = layout.stock[rowTag.ref[row]!]! + rowTag.period[row]!
    const shortfall = layout.shortfall[rowTag.ref[row]!]! + rowTag.period[row]!
    target[stock] = program.rowLower[row]!
    partner[shortfall] = stock
    partner[stock] = shortfall
    settle(stock, target[stock]!, row)
  }

  function serve(sold: number): void {
    const row = demandRowOf(sold)
    if (open[row]) return
    servedBy[row] = sold
    settle(sold, program.rowLower[row]!, row)
  }

  /** A known quantity of a column moves to the right-hand sides. */
  function settle(column: number, quantity: number, except: number): void {
    offset += program.cost[column]! * quantity
    for (let k = starts[column]!; k < starts[column + 1]!; k++) {
      if (indices[k] === except) continue
      rowLower[indices[k]!]! -= values[k]! * quantity
      rowUpper[indices[k]!]! -= values[k]! * quantity
    }
  }

  function small(): Program {
    const cost = new Float64Array(columnCount)
    const colLower = new Float64Array(columnCount)
    const colUpper = new Float64Array(columnCount)
    const first = new Int32Array(columnCount + 1)
    // A shortfall has as many entries as its stock.
    const most = indices.length * 2
    const index = new Int32Array(most)
    const value = new Float64Array(most)
    let end = 0
    for (let j = 0; j < columns; j++) {
      const to = columnTo[j]!
      if (to < 0) continue
      const bent = partner[j]! >= 0
      const short = bent && colTag.kind[j] === shortfallKind
      // A unit short is a unit of stock less than the target.
      const from = short ? partner[j]! : j
      cost[to] = program.cost[j]! - (short ? program.cost[from]! : 0)
      colLower[to] = bent ? 0 : program.colLower[j]!
      colUpper[to] = short ? target[from]! - program.colLower[from]! : program.colUpper[j]! - target[j]!
      first[to] = end
      for (let k = starts[from]!; k < starts[from + 1]!; k++) {
        const row = rowTo[indices[k]!]!
        if (row < 0) continue
        index[end] = row
        value[end++] = short ? -values[k]! : values[k]!
      }
    }
    first[columnCount] = end
    return {
      columns: columnCount,
      rows: rowCount,
      offset,
      cost,
      colLower,
      colUpper,
      integer: new Uint8Array(columnCount),
      integers: 0,
      rowLower: packed(rowLower, rowTo, rowCount),
      rowUpper: packed(rowUpper, rowTo, rowCount),
      starts: first,
      indices: index.subarray(0, end),
      values: value.subarray(0, end),
      colTag: { kind: new Uint8Array(0), ref: new Int32Array(0), period: new Int32Array(0) },
      rowTag: { kind: new Uint8Array(0), ref: new Int32Array(0), period: new Int32Array(0) },
    }
  }
}

function packed(values: Float64Array, to: Int32Array, count: number): Float64Array {
  const result = new Float64Array(count)
  for (let i = 0; i < values.length; i++) if (to[i]! >= 0) result[to[i]!] = values[i]!
  return result
}
