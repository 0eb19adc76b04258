import { minimise } from '../../numerics/least-squares.ts'
import { type CesData, type CesEstimate, emptyState, fill, judged } from './form.ts'
import { copyState, isStable, runCes } from './recursion.ts'
import { correct, response } from './start-by-place.ts'

/**
 * The errors are linear in the starting states, so these are found by linear least squares for every (a0, a1) tried, place
 * by place, and only the two constants are searched.
 */
export function estimatePairs(form: 'none' | 'simple', data: CesData): CesEstimate {
  const { y } = data
  const lag = form === 'simple' ? data.seasonLength : 1
  const state = emptyState(lag, 1)
  const byLevel = new Float64Array(Math.ceil(y.length / lag))
  const byPotential = new Float64Array(byLevel.length)
  const start = emptyState(lag, 1)
  function residuals(p: Float64Array, out: Float64Array): number {
    const smoothing = { a0: p[0]!, a1: p[1]!, b0: 1, b1: 1 }
    if (!isStable(smoothing.a0, smoothing.a1)) return Number.POSITIVE_INFINITY
    fill(state, 0, 0)
    runCes({ smoothing, state, y, residual: out })
    response(smoothing, { level: 1, potential: 0 }, byLevel)
    response(smoothing, { level: 0, potential: 1 }, byPotential)
    return correct({ lag, y, out, byLevel, byPotential, start })
  }
  const point = bestPair({ residuals, size: y.length })
  const squares = residuals(point, new Float64Array(y.length))
  const smoothing = { a0: point[0]!, a1: point[1]!, b0: 1, b1: 1 }
  const end = copyState(start)
  runCes({ smoothing, state: end, y, residual: new Float64Array(y.length) })
  return judged({ form, smoothing, state: end, squares, data })
}

function bestPair(problem: { residuals(p: Float64Array, out: Float64Array): number; size: number }): Float64Array {
  const lower = Float64Array.of(0.02, 0.02)
  const upper = Float64Array.of(2.7, 1.7)
  const out = new Float64Array(problem.size)
  let best = Float64Array.of(1.3, 1)
  let lowest = problem.residuals(best, out)
  for (const [a0, a1] of [
    [1.1, 1],
    [1.7, 1],
    [1.4, 1.05],
    [1.9, 1.1],
    [1.2, 0.95],
  ] as const) {
    const point = Float64Array.of(a0, a1)
    const cost = problem.residuals(point, out)
    if (cost < lowest) {
      lowest = cost
      best = point
    }
  }
  return minimise({ ...problem, start: best, lower, upper }).point
}
