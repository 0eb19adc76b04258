import { activitiesOf } from './activities.ts'
import type { Program } from './program.ts'

const tolerance = 1e-7
const dust = 1e-12

/** Whether columns obey every row, limit and integrality of the program, each to 1e-7 of its size. */
export function obeys(program: Program, values: Float64Array): boolean {
  const { columns, rows, colLower, colUpper, rowLower, rowUpper, integer } = program
  for (let j = 0; j < columns; j++) {
    const value = values[j]!
    if (below(value, colLower[j]!) || below(-value, -colUpper[j]!)) return false
    if (integer[j] && Math.abs(value - Math.round(value)) > tolerance) return false
  }
  const activity = activitiesOf(program, values)
  for (let i = 0; i < rows; i++)
    if (below(activity[i]!, rowLower[i]!) || below(-activity[i]!, -rowUpper[i]!)) return false
  return true
}

/** The columns outside their limits or not whole, and the rows, that columns break. */
export function brokenBy(
  program: Program,
  values: Float64Array,
): { readonly columns: number[]; readonly rows: number[] } {
  const { columns, rows, colLower, colUpper, rowLower, rowUpper, integer } = program
  const broken = { columns: [] as number[], rows: [] as number[] }
  for (let j = 0; j < columns; j++) {
    const value = values[j]!
    const fraction = integer[j] ? Math.abs(value - Math.round(value)) : 0
    if (below(value, colLower[j]!) || below(-value, -colUpper[j]!) || fraction > tolerance) broken.columns.push(j)
  }
  const activity = activitiesOf(program, values)
  for (let i = 0; i < rows; i++)
    if (below(activity[i]!, rowLower[i]!) || below(-activity[i]!, -rowUpper[i]!)) broken.rows.push(i)
  return broken
}

/**
 * What every plan must cost at least, by weak duality, whatever the row prices are: money of the rows at their prices plus
 * that of each column at its reduced cost. -Infinity where the prices prove nothing. Where a plan is given, reduced costs within
 * `tolerance` count at its quantities: it is optimal to that tolerance, as solvers understand it, where the bound meets its money.
 */
export function boundOf(
  program: Program,
  rowPrices: Float64Array,
  plan?: { readonly values: Float64Array; readonly tolerance: number },
): number {
  const { columns, rows, cost, colLower, colUpper, rowLower, rowUpper, starts, indices, values, offset } = program
  const prices = rowPrices.slice()
  let bound = offset
  for (let i = 0; i < rows; i++) {
    const price = prices[i]!
    const side = price > 0 ? rowLower[i]! : rowUpper[i]!
    // What is left of rounding has a price against a side that a row does not have: any price may be nil.
    if (Math.abs(price) <= dust && !Number.isFinite(side)) prices[i] = 0
    else if (price !== 0) bound += price * side
  }
  for (let j = 0; j < columns; j++) {
    let reduced = cost[j]!
    let size = Math.abs(reduced)
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const part = prices[indices[k]!]! * values[k]!
      reduced -= part
      size += Math.abs(part)
    }
    if (plan && Math.abs(reduced) <= plan.tolerance) bound += reduced * plan.values[j]!
    else if (Math.abs(reduced) > 1e-11 * size) bound += reduced * (reduced > 0 ? colLower[j]! : colUpper[j]!)
  }
  return Number.isNaN(bound) ? Number.NEGATIVE_INFINITY : bound
}

/** The objective of columns. */
export function objectiveOf(
  { columns, cost, offset }: Pick<Program, 'columns' | 'cost' | 'offset'>,
  values: Float64Array,
) {
  let total = offset
  for (let j = 0; j < columns; j++) total += cost[j]! * values[j]!
  return total
}

function below(value: number, limit: number): boolean {
  return value < limit - tolerance * Math.max(1, Math.abs(limit))
}
