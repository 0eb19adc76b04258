import { forgetSolver } from './highs.ts'

/** How a search ended, with the columns' values if there are any and the prices of the last phase. */
export interface Found {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'stopped'
  readonly reason: string
  readonly gap: number
  readonly values: Float64Array | undefined
  readonly objective: number
  readonly rowPrices: Float64Array | undefined
  readonly colPrices: Float64Array | undefined
  readonly iterations: number
  /** What the solver has proven that every plan must cost in the phase, where it was stopped; -Infinity where nothing. */
  readonly bound?: number
}

/** A search without a plan. */
export function without(kind: Found['kind'], reason: string): Found {
  return {
    kind,
    reason,
    gap: Number.POSITIVE_INFINITY,
    values: undefined,
    objective: Number.NaN,
    rowPrices: undefined,
    colPrices: undefined,
    iterations: 0,
  }
}

/** A search that ended by a fault of the solver, which is not trusted any more. */
export function failed(error: unknown): Found {
  forgetSolver()
  return without('stopped', `the solver failed: ${error instanceof Error ? error.message : String(error)}`)
}
