import type { Program } from './program.ts'

/** Prices that mean "never", as 1e13 per unit lost: what the model says, and what the search counts instead. */
export interface NeverPrices {
  readonly columns: readonly number[]
  /** What the model says, by place in `columns`. */
  readonly said: readonly number[]
  /** What counts instead, by place in `columns`. */
  readonly counted: readonly number[]
}

/** So many times the dearest ordinary price counts as never. */
const counts = 1e6

/**
 * Prices so far above all others that the solver, which works to about nine digits, would lose the others beside them. In their place
 * a million times the dearest ordinary price counts, which keeps their order. Undefined where there are none.
 */
export function neverPrices({ cost, colLower }: Program): NeverPrices | undefined {
  const ordinary = dearestOrdinary(cost)
  if (ordinary === undefined) return undefined
  const columns: number[] = []
  let least = Number.POSITIVE_INFINITY
  cost.forEach((each, j) => {
    if (each <= ordinary * counts) return
    columns.push(j)
    least = Math.min(least, each)
  })
  if (columns.length === 0 || columns.some((j) => colLower[j] !== 0)) return undefined
  const said = columns.map((j) => cost[j]!)
  return { columns, said, counted: said.map((each) => (each / least) * ordinary * counts) }
}

/** The dearest price below the first wide step upwards; undefined where prices rise without such a step. */
function dearestOrdinary(cost: Float64Array): number | undefined {
  const sizes = new Set<number>()
  for (const each of cost) if (each !== 0) sizes.add(Math.abs(each))
  const sorted = [...sizes].sort((a, b) => a - b)
  for (let k = 1; k < sorted.length; k++) if (sorted[k]! > sorted[k - 1]! * counts) return sorted[k - 1]
  return undefined
}

/** The program with what counts in place of what the model says. */
export function withCounted(program: Program, never: NeverPrices): Program {
  const cost = program.cost.slice()
  never.columns.forEach((column, k) => {
    cost[column] = never.counted[k]!
  })
  return { ...program, cost }
}

/** Money beyond what counted, of columns: what "never" really costs where it happens. */
export function moneyBeyond({ columns, said, counted }: NeverPrices, values: Float64Array): number {
  return columns.reduce((sum, j, k) => sum + (said[k]! - counted[k]!) * values[j]!, 0)
}
