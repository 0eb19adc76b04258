import { minimise } from '../../numerics/least-squares.ts'
import { emptyState, type Layout, unpack } from './layout.ts'
import { type EtsState, runRecursion } from './recursion.ts'

/** Multiplicative trends are asked for rarely: their slopes are taken by differences. The point with the least sum. */
export function searchByDifferences(layout: Layout, y: Float64Array, start: Float64Array): Float64Array {
  const { lower, upper } = layout
  return minimise({ size: y.length, start, lower, upper, residuals: residualsOf(layout, y) }).point
}

/** The sum to be made small at a point. */
export function costByDifferences(layout: Layout, y: Float64Array, point: Float64Array): number {
  return residualsOf(layout, y)(point, new Float64Array(y.length))
}

/** Where the history leads from a point, and how far its values lie from what was expected. */
export interface Measured {
  readonly state: EtsState
  /** The sum that was made small. */
  readonly squares: number
  /** The sum of squared relative errors for multiplicative ones, else the same. */
  readonly plainSquares: number
}

/** What the history makes of a point: see `Measured`. */
export function measureByDifferences(layout: Layout, y: Float64Array, point: Float64Array): Measured {
  const { form } = layout
  const residual = new Float64Array(y.length)
  const at = emptyRun(layout)
  unpack(layout, point, at)
  const squares = runRecursion({ form, ...at, y, residual })
  if (form.error === 'A') return { state: at.state, squares, plainSquares: squares }
  const plain = emptyRun(layout)
  unpack(layout, point, plain)
  runRecursion({ form: { ...form, error: 'A' }, ...plain, y, residual })
  let plainSquares = 0
  for (let t = 0; t < y.length; t++) {
    const mu = y[t]! - residual[t]!
    if (!Number.isNaN(mu)) plainSquares += (residual[t]! / mu) ** 2
  }
  return { state: at.state, squares, plainSquares }
}

function residualsOf(layout: Layout, y: Float64Array) {
  const { form } = layout
  const at = emptyRun(layout)
  return (p: Float64Array, residual: Float64Array): number => {
    unpack(layout, p, at)
    return runRecursion({ form, ...at, y, residual })
  }
}

function emptyRun(layout: Layout) {
  return { smoothing: { alpha: 0, beta: 0, gamma: 0, phi: 1 }, state: emptyState(layout) }
}
