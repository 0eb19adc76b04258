import type { Built } from '../../program/layout.ts'
import { type Reduced, safetyKind } from './reduced.ts'

/** Which columns and rows are basic, and where the others stand: 0 at the lower limit, 1 basic, 2 at the upper limit. */
export interface Statuses {
  readonly colStatus: Int32Array
  readonly rowStatus: Int32Array
}

const [atLower, basic, atUpper] = [0, 1, 2]

/** A basis of the whole program in the terms of the smaller one. */
export function shrunkBasis({
  rowTag,
  layout,
  reduced,
  basis,
}: Whole & { reduced: Reduced; basis: Statuses }): Statuses {
  const { columnTo, rowTo } = reduced
  const colStatus = new Int32Array(reduced.columns)
  const rowStatus = new Int32Array(reduced.rows)
  for (let j = 0; j < columnTo.length; j++) if (columnTo[j]! >= 0) colStatus[columnTo[j]!] = basis.colStatus[j]!
  for (let i = 0; i < rowTo.length; i++) {
    if (rowTo[i]! >= 0) rowStatus[rowTo[i]!] = basis.rowStatus[i]!
    if (rowTag.kind[i] !== safetyKind) continue
    const { stock, shortfall } = pairOf({ rowTag, layout }, i)
    const [surplus, short] = [columnTo[stock]!, columnTo[shortfall]!]
    const isShort = basis.rowStatus[i] !== basic && basis.colStatus[shortfall] === basic
    const isEmpty = isShort && basis.colStatus[stock] !== basic
    colStatus[short] = isEmpty ? atUpper : isShort ? basic : atLower
    colStatus[surplus] = basis.rowStatus[i] === basic ? basis.colStatus[stock]! : atLower
  }
  return { colStatus, rowStatus }
}

/** A basis of the smaller program in the terms of the whole one: what was left out stays at its lower limit, and each row that had gone brings its own basic column. */
export function expandedBasis({
  rowTag,
  layout,
  reduced,
  basis,
}: Whole & { reduced: Reduced; basis: Statuses }): Statuses {
  const { columnTo, rowTo, servedBy } = reduced
  const colStatus = new Int32Array(columnTo.length)
  const rowStatus = new Int32Array(rowTo.length)
  for (let j = 0; j < columnTo.length; j++) if (columnTo[j]! >= 0) colStatus[j] = basis.colStatus[columnTo[j]!]!
  for (let i = 0; i < rowTo.length; i++) {
    if (rowTo[i]! >= 0) rowStatus[i] = basis.rowStatus[rowTo[i]!]!
    else if (servedBy[i]! >= 0) colStatus[servedBy[i]!] = basic
    else if (rowTag.kind[i] !== safetyKind) rowStatus[i] = basic
    else {
      const { stock, shortfall } = pairOf({ rowTag, layout }, i)
      if (colStatus[stock] !== atLower) rowStatus[i] = basic
      else if (colStatus[shortfall] === atUpper) colStatus[shortfall] = basic
      else colStatus[stock] = basic
    }
  }
  return { colStatus, rowStatus }
}

/** Columns of the whole program. */
export function expandedValues({ program }: Built, reduced: Reduced, small: Float64Array): Float64Array {
  const { columnTo, servedBy, target, partner } = reduced
  const values = new Float64Array(program.columns)
  for (let j = 0; j < values.length; j++) if (columnTo[j]! >= 0) values[j] = small[columnTo[j]!]!
  for (let i = 0; i < servedBy.length; i++) if (servedBy[i]! >= 0) values[servedBy[i]!] = program.rowLower[i]!
  for (let j = 0; j < values.length; j++) if (target[j]! > 0) values[j]! += target[j]! - values[partner[j]!]!
  return values
}

/** Prices of the rows of the whole program: those that had gone have the price that their basic column says. */
export function expandedPrices(input: {
  built: Built
  reduced: Reduced
  prices: Float64Array
  basis: Statuses
}): Float64Array {
  const { built, reduced, prices, basis } = input
  const { program, layout } = built
  const { rowTo, servedBy } = reduced
  const full = new Float64Array(program.rows)
  for (let i = 0; i < full.length; i++) if (rowTo[i]! >= 0) full[i] = prices[rowTo[i]!]!
  for (let i = 0; i < full.length; i++) if (servedBy[i]! >= 0) full[i] = reducedCost(servedBy[i]!)
  for (let i = 0; i < full.length; i++) {
    if (program.rowTag.kind[i] !== safetyKind || basis.rowStatus[i] === basic) continue
    const { stock, shortfall } = pairOf({ rowTag: program.rowTag, layout }, i)
    full[i] = basis.colStatus[shortfall] === basic ? program.cost[shortfall]! : Math.max(0, reducedCost(stock))
  }
  return full

  function reducedCost(j: number): number {
    let cost = program.cost[j]!
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
      cost -= full[program.indices[k]!]! * program.values[k]!
    return cost
  }
}

type Whole = { readonly rowTag: Built['program']['rowTag']; readonly layout: Built['layout'] }

function pairOf({ rowTag, layout }: Whole, row: number) {
  const [p, t] = [rowTag.ref[row]!, rowTag.period[row]!]
  return { stock: layout.stock[p]! + t, shortfall: layout.shortfall[p]! + t }
}
