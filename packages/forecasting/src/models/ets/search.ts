import { squareColumns } from '../../numerics/least-squares.ts'
import { minimiseSmooth } from '../../numerics/quasi-newton.ts'
import { passBackward, type Slopes } from './adjoint.ts'
import { type Layout, unpack } from './layout.ts'
import { passTangent } from './tangent.ts'
import { passForward, type Trace } from './trace.ts'

/** The point with the least sum of squares, searched from `start` with gradients by the adjoint recursion. */
export function searchSmoothly(given: {
  layout: Layout
  trace: Trace
  start: Float64Array
  tolerance: number
}): Float64Array {
  const { layout, trace, start, tolerance } = given
  const { lower, upper } = layout
  const slopes = noSlopes(trace.state.season.length)
  return minimiseSmooth(
    {
      ...{ start, lower, upper },
      cost: (point) => costAt(layout, trace, point),
      slopes(out) {
        passBackward(trace, slopes)
        project(layout, trace, slopes, out)
      },
      curvature: (normal) => firstCurvature({ layout, trace, direction: slopes, normal }),
    },
    trace.memory.search,
    { tolerance },
  ).point
}

/** The sum to be made small at a point; the trace then holds the pass. */
export function costAt(layout: Layout, trace: Trace, point: Float64Array): number {
  unpack(layout, point, trace)
  return passForward(trace)
}

function noSlopes(seasons: number): Slopes {
  return { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, trend: 0, season: new Float64Array(seasons) }
}

/** Slopes in the parameters as they are searched: beta is a share of alpha, gamma of 1 - alpha, the last index follows. */
function project(layout: Layout, { smoothing }: Trace, slopes: Slopes, out: Float64Array): void {
  const { alpha, beta, gamma } = smoothing
  out[0] = slopes.alpha + (beta / alpha) * slopes.beta - (gamma / (1 - alpha)) * slopes.gamma
  if (layout.beta >= 0) out[layout.beta] = alpha * slopes.beta
  if (layout.gamma >= 0) out[layout.gamma] = (1 - alpha) * slopes.gamma
  if (layout.phi >= 0) out[layout.phi] = slopes.phi
  out[layout.level] = slopes.level
  if (layout.trend >= 0) out[layout.trend] = slopes.trend
  if (layout.season < 0) return
  const last = slopes.season.length - 1
  for (let i = 0; i < last; i++) out[layout.season + i] = slopes.season[i]! - slopes.season[last]!
}

/**
 * What an update needs to go on learning at the point of the trace's last pass: J'J without the common factor, and how the
 * state at the end of the history answers to each parameter.
 */
export function sensitivities(layout: Layout, trace: Trace): { normal: Float64Array; state: Slopes[] } {
  const k = layout.lower.length
  const size = trace.y.length
  const columns = trace.memory.columns(k, size)
  const state = Array.from({ length: k }, (_, j) => {
    const direction = noSlopes(trace.state.season.length)
    point(layout, trace, direction, j)
    passTangent(trace, direction, columns[j]!)
    return direction
  })
  const normal = new Float64Array(k * k)
  squareColumns({ columns, k, size, normal })
  return { normal, state }
}

/** J'J by one tangent pass for every parameter. */
function firstCurvature(given: { layout: Layout; trace: Trace; direction: Slopes; normal: Float64Array }): void {
  const { layout, trace, direction, normal } = given
  const size = trace.y.length
  const k = layout.lower.length
  const columns = trace.memory.columns(k, size)
  for (let j = 0; j < k; j++) {
    point(layout, trace, direction, j)
    passTangent(trace, direction, columns[j]!)
  }
  squareColumns({ columns, k, size, normal })
  if (trace.factor !== 1) for (let i = 0; i < k * k; i++) normal[i]! *= trace.factor
}

/** The direction in which the j-th searched parameter moves the recursion. */
function point(layout: Layout, { smoothing }: Trace, direction: Slopes, j: number): void {
  const { alpha, beta, gamma } = smoothing
  direction.alpha = j === 0 ? 1 : 0
  direction.beta = j === 0 ? beta / alpha : j === layout.beta ? alpha : 0
  direction.gamma = j === 0 ? -gamma / (1 - alpha) : j === layout.gamma ? 1 - alpha : 0
  direction.phi = j === layout.phi ? 1 : 0
  direction.level = j === layout.level ? 1 : 0
  direction.trend = j === layout.trend ? 1 : 0
  direction.season.fill(0)
  if (layout.season < 0 || j < layout.season) return
  direction.season[j - layout.season] = 1
  direction.season[direction.season.length - 1] = -1
}
