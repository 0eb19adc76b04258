import { minimise } from '../../numerics/least-squares.ts'
import { seasonalIndices } from '../../season/seasonality.ts'
import { type CesSmoothing, type CesState, copyState, isStable, runCes } from './recursion.ts'

/** No season, a pair of states per place of the season, a pair and an additive season, or a pair and a seasonal pair. */
export type CesForm = 'none' | 'simple' | 'partial' | 'full'

/** A form with its parameters, the state after the last value, and how well it fits. */
export interface CesEstimate {
  readonly form: CesForm
  readonly smoothing: CesSmoothing
  readonly state: CesState
  readonly variance: number
  readonly aicc: number
}

/** Values scaled to about one, NaN where missing, and the same with gaps bridged. */
export interface CesData {
  readonly y: Float64Array
  readonly filled: Float64Array
  readonly observed: number
  readonly seasonLength: number
}

/** Least squares for one form; undefined where there are too few values. */
export function estimateCes(form: CesForm, data: CesData): CesEstimate | undefined {
  if (data.observed < parameterCount(form, data.seasonLength) + 2) return undefined
  return form === 'partial' || form === 'full' ? estimateJoint(form, data) : estimatePairs(form, data)
}

/** Constants, starting states and the variance. */
export function parameterCount(form: CesForm, m: number): number {
  return { none: 5, simple: 3 + 2 * m, partial: 6 + m, full: 7 + 2 * m }[form]
}

/**
 * The errors are linear in the starting states, so these are found by linear least squares for every (a0, a1) tried, place
 * by place, and only the two constants are searched.
 */
function estimatePairs(form: 'none' | 'simple', data: CesData): CesEstimate {
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

/** How the errors answer to a starting state, the values being zero. */
function response({ a0, a1 }: CesSmoothing, unit: { level: number; potential: number }, out: Float64Array): void {
  let l = unit.level
  let c = unit.potential
  for (let t = 0; t < out.length; t++) {
    out[t] = -l
    const e = -l
    const next = l - (1 - a1) * c + (a0 - a1) * e
    c = l + (1 - a0) * c + (a0 + a1) * e
    l = next
  }
}

/** Finds the best start of every place, takes its effect from the errors in `out`, and returns their sum of squares. */
function correct(given: {
  lag: number
  y: Float64Array
  out: Float64Array
  byLevel: Float64Array
  byPotential: Float64Array
  start: CesState
}): number {
  const { lag, y, out, byLevel, byPotential, start } = given
  let squares = 0
  for (let place = 0; place < lag; place++) {
    let [aa, ab, bb, ar, br] = [0, 0, 0, 0, 0]
    for (let t = place, k = 0; t < y.length; t += lag, k++) {
      if (Number.isNaN(y[t]!)) continue
      const a = byLevel[k]!
      const b = byPotential[k]!
      aa += a * a
      ab += a * b
      bb += b * b
      ar += a * out[t]!
      br += b * out[t]!
    }
    const slack = 1e-9 * (aa + bb) + 1e-300
    const determinant = (aa + slack) * (bb + slack) - ab * ab
    const level = -((bb + slack) * ar - ab * br) / determinant
    const potential = -((aa + slack) * br - ab * ar) / determinant
    start.level[place] = level
    start.potential[place] = potential
    for (let t = place, k = 0; t < y.length; t += lag, k++) {
      if (Number.isNaN(y[t]!)) continue
      out[t]! += level * byLevel[k]! + potential * byPotential[k]!
      squares += out[t]! ** 2
    }
  }
  return squares
}

/** Forms with a season beside the pair: constants and all starting states searched together from an additive decomposition. */
function estimateJoint(form: 'partial' | 'full', data: CesData): CesEstimate {
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

function judged(given: Omit<CesEstimate, 'variance' | 'aicc'> & { squares: number; data: CesData }): CesEstimate {
  const { form, smoothing, state, data } = given
  const n = data.observed
  const k = parameterCount(form, data.seasonLength)
  const squares = Math.max(1e-30, given.squares)
  const aicc = n * Math.log(squares / n) + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1)
  return { form, smoothing, state, aicc, variance: squares / Math.max(1, n - k + 1) }
}

function emptyState(lag: number, m: number): CesState {
  return {
    level: new Float64Array(lag),
    potential: new Float64Array(lag),
    season: new Float64Array(m),
    seasonPotential: new Float64Array(m),
  }
}

function fill(state: CesState, level: number, potential: number): void {
  state.level.fill(level)
  state.potential.fill(potential)
  state.season.fill(0)
  state.seasonPotential.fill(0)
}
