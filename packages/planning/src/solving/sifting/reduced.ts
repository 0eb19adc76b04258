import type { Built } from '../../program/layout.ts'
import { codeOf, type Program } from '../../program/program.ts'

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

/** A reduction under way: what is settled already has moved to the right-hand sides. */
interface Reduction {
  readonly built: Built
  readonly left: Uint8Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  readonly servedBy: Int32Array
  readonly target: Float64Array
  readonly partner: Int32Array
  offset: number
}

/**
 * The program without the columns marked in `left`. Demand that can then only be sold becomes a number; a safety stock becomes a
 * point where the cost of stock bends: stock = target + surplus - shortfall, which spares its row. Both are exact. Rows that are
 * left empty go.
 */
export function reducedProgram(built: Built, left: Uint8Array): { program: Program; reduced: Reduced } {
  const { program } = built
  const { columns, rows, colTag, rowTag } = program
  const reduction: Reduction = {
    built,
    left,
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
    servedBy: new Int32Array(rows).fill(-1),
    target: new Float64Array(columns),
    partner: new Int32Array(columns).fill(-1),
    offset: program.offset,
  }
  const open = openRows(reduction)
  for (let i = 0; i < rows; i++) if (rowTag.kind[i] === safetyKind) foldSafetyRow(reduction, i)
  for (let j = 0; j < columns; j++) if (colTag.kind[j] === soldKind) serve(reduction, j, open)
  const reduced = numbered(reduction, open)
  return { program: smallProgram(reduction, reduced), reduced }
}

/** Rows in which something can still be decided; what is sold counts only if its demand could be late or lost. */
function openRows({ built, left }: Reduction): Uint8Array {
  const { columns, rows, starts, indices, colTag } = built.program
  const touched = new Uint8Array(rows)
  for (let j = 0; j < columns; j++)
    if (left[j] === 0 && colTag.kind[j] !== soldKind)
      for (let k = starts[j]!; k < starts[j + 1]!; k++) touched[indices[k]!] = 1
  for (let j = 0; j < columns; j++)
    if (colTag.kind[j] === soldKind && touched[demandRowOf(built, j)])
      for (let k = starts[j]!; k < starts[j + 1]!; k++) touched[indices[k]!] = 1
  return touched
}

function demandRowOf({ program, layout }: Built, sold: number): number {
  return layout.demandRow[program.colTag.ref[sold]!]! + program.colTag.period[sold]!
}

/** Takes a safety row out: its target becomes the point where the cost of the stock bends. */
function foldSafetyRow(reduction: Reduction, row: number): void {
  const { program, layout } = reduction.built
  const [ref, period] = [program.rowTag.ref[row]!, program.rowTag.period[row]!]
  const stock = layout.stock[ref]! + period
  const shortfall = layout.shortfall[ref]! + period
  reduction.target[stock] = program.rowLower[row]!
  reduction.partner[shortfall] = stock
  reduction.partner[stock] = shortfall
  settle(reduction, stock, reduction.target[stock]!, row)
}

function serve(reduction: Reduction, sold: number, open: Uint8Array): void {
  const row = demandRowOf(reduction.built, sold)
  if (open[row]) return
  reduction.servedBy[row] = sold
  settle(reduction, sold, reduction.built.program.rowLower[row]!, row)
}

/** Moves a known quantity of a column to the right-hand sides. */
function settle(reduction: Reduction, column: number, quantity: number, except: number): void {
  const { cost, starts, indices, values } = reduction.built.program
  reduction.offset += cost[column]! * quantity
  for (let k = starts[column]!; k < starts[column + 1]!; k++) {
    if (indices[k] === except) continue
    reduction.rowLower[indices[k]!]! -= values[k]! * quantity
    reduction.rowUpper[indices[k]!]! -= values[k]! * quantity
  }
}

/** Numbers the columns and rows that stay. */
function numbered(
  { built, left, rowLower, rowUpper, servedBy, target, partner }: Reduction,
  open: Uint8Array,
): Reduced {
  const { columns, rows, colTag, rowTag } = built.program
  const rowTo = new Int32Array(rows).fill(-1)
  const columnTo = new Int32Array(columns).fill(-1)
  let rowCount = 0
  for (let i = 0; i < rows; i++)
    if (rowTag.kind[i] !== safetyKind && servedBy[i]! < 0 && (open[i] || rowLower[i]! > 0 || rowUpper[i]! < 0))
      rowTo[i] = rowCount++
  let columnCount = 0
  for (let j = 0; j < columns; j++) {
    const served = colTag.kind[j] === soldKind && servedBy[demandRowOf(built, j)] === j
    if (left[j] === 0 && !served) columnTo[j] = columnCount++
  }
  return { columns: columnCount, rows: rowCount, columnTo, rowTo, servedBy, target, partner }
}

function smallProgram({ built, rowLower, rowUpper, offset }: Reduction, reduced: Reduced): Program {
  const { program } = built
  const { columns, rows, columnTo, rowTo, target, partner } = reduced
  const cost = new Float64Array(columns)
  const colLower = new Float64Array(columns)
  const colUpper = new Float64Array(columns)
  for (let j = 0; j < program.columns; j++) {
    const to = columnTo[j]!
    if (to < 0) continue
    const bent = partner[j]! >= 0
    const short = bent && program.colTag.kind[j] === shortfallKind
    // A unit short is a unit of stock less than the target.
    const from = short ? partner[j]! : j
    cost[to] = program.cost[j]! - (short ? program.cost[from]! : 0)
    colLower[to] = bent ? 0 : program.colLower[j]!
    colUpper[to] = short ? target[from]! - program.colLower[from]! : program.colUpper[j]! - target[j]!
  }
  return {
    columns,
    rows,
    offset,
    cost,
    colLower,
    colUpper,
    integer: new Uint8Array(columns),
    integers: 0,
    rowLower: packed(rowLower, rowTo, rows),
    rowUpper: packed(rowUpper, rowTo, rows),
    ...smallMatrix(program, reduced),
    colTag: { kind: new Uint8Array(0), ref: new Int32Array(0), period: new Int32Array(0) },
    rowTag: { kind: new Uint8Array(0), ref: new Int32Array(0), period: new Int32Array(0) },
  }
}

/** The entries of the columns that stay; a shortfall has those of its stock, with the other sign. */
function smallMatrix({ columns, starts, indices, values, colTag }: Program, reduced: Reduced) {
  const { columnTo, rowTo, partner } = reduced
  const first = new Int32Array(reduced.columns + 1)
  const most = indices.length * 2
  const index = new Int32Array(most)
  const value = new Float64Array(most)
  let end = 0
  for (let j = 0; j < columns; j++) {
    if (columnTo[j]! < 0) continue
    const short = partner[j]! >= 0 && colTag.kind[j] === shortfallKind
    const from = short ? partner[j]! : j
    first[columnTo[j]!] = end
    for (let k = starts[from]!; k < starts[from + 1]!; k++) {
      const row = rowTo[indices[k]!]!
      if (row < 0) continue
      index[end] = row
      value[end++] = short ? -values[k]! : values[k]!
    }
  }
  first[reduced.columns] = end
  return { starts: first, indices: index.subarray(0, end), values: value.subarray(0, end) }
}

function packed(values: Float64Array, to: Int32Array, count: number): Float64Array {
  const result = new Float64Array(count)
  for (let i = 0; i < values.length; i++) if (to[i]! >= 0) result[to[i]!] = values[i]!
  return result
}
