import { minimise } from '../../numerics/least-squares.ts'
import { seasonalIndices } from '../../season/seasonality.ts'
import { estimatePairs } from './estimate-pairs.ts'
import { type CesData, type CesEstimate, emptyState, fill, judged } from './form.ts'
import { type CesSmoothing, type CesState, copyState, isStable, runCes } from './recursion.ts'

/** Forms with a season beside the pair: constants and all starting states searched together from an additive decomposition. */
export function estimateJoint(form: 'partial' | 'full', data: CesData): CesEstimate {
  const { y, filled, seasonLength: m } = data
  const indices = seasonalIndices(filled, m, 'additive')
  const adjusted = y.map((value, t) => value - indices[t % m]!)
  const plain = estimatePairs('none', { ...data, y: adjusted, seasonLength: 1 })
  const state = emptyState(1, m)
  const level = filled[0]! - indices[0]!
  const { a0, a1 } = plain.smoothing
  const start = Float64Array.of(
    ...[a0, a1, 1.1, ...(form === 'full' ? [1] : [])],
    ...[level, level],
    ...indices.subarray(0, m - 1),
    ...(form === 'full' ? indices : []),
  )
  function residuals(p: Float64Array, out: Float64Array): number {
    const smoothing = readJoint(form, p, state)
    if (!isStable(smoothing.a0, smoothing.a1)) return Number.POSITIVE_INFINITY
    if (form === 'full' && !isStable(smoothing.b0, smoothing.b1)) return Number.POSITIVE_INFINITY
    return runCes({ smoothing, state, y, residual: out })
  }
  const lower = new Float64Array(start.length).fill(-1e9)
  const upper = new Float64Array(start.length).fill(1e9)
  lower.set(form === 'full' ? [0.02, 0.02, 0.02, 0.02] : [0.02, 0.02, 1.0001])
  upper.set(form === 'full' ? [2.7, 1.7, 2.7, 1.7] : [2.7, 1.7, 1.9])
  const { point, cost } = minimise({ size: y.length, start, lower, upper, residuals })
  residuals(point, new Float64Array(y.length))
  const smoothing = readJoint(form, point, emptyState(1, m))
  return judged({ form, smoothing, state: copyState(state), squares: cost, data })
}

/** Constants and starting states from one row of numbers; the season sums to zero, so that its last follows from the others. */
function readJoint(form: 'partial' | 'full', p: Float64Array, state: CesState): CesSmoothing {
  const full = form === 'full'
  const m = state.season.length
  let at = full ? 4 : 3
  fill(state, p[at]!, p[at + 1]!)
  at += 2
  let rest = 0
  for (let i = 0; i < m - 1; i++) {
    state.season[i] = p[at + i]!
    rest -= p[at + i]!
  }
  state.season[m - 1] = rest
  if (full) state.seasonPotential.set(p.subarray(at + m - 1, at + 2 * m - 1))
  return { a0: p[0]!, a1: p[1]!, b0: p[2]!, b1: full ? p[3]! : 1 }
}
