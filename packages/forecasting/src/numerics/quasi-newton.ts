import { solveDamped } from './least-squares.ts'

/** A sum of squares to be made small whose gradient is cheap: all point at the same parameters. */
export interface SmoothProblem {
  readonly start: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** The sum at a point, or Infinity where it is impossible. */
  cost(point: Float64Array): number
  /** Half the gradient at the point whose cost was asked last. */
  slopes(out: Float64Array): void
  /** A first guess of half the Hessian at the point whose cost was asked last: J'J does. */
  curvature(normal: Float64Array): void
}

/**
 * A bounded quasi-Newton search: damped Newton steps on a Hessian that begins as J'J and is corrected by what the gradient does
 * (the BFGS formula, skipped where it would lose positive definiteness). A parameter pressed against its bound is held there
 * for the step. Ends when the next step promises less than `tolerance` of the sum. The last cost asked is not always that of
 * the point returned.
 */
export function minimiseSmooth(
  problem: SmoothProblem,
  memory: SearchMemory,
  { tolerance = 1e-5, iterations = 40 } = {},
): { point: Float64Array; cost: number } {
  const { lower, upper } = problem
  const k = problem.start.length
  const room = memory.vectors(k)
  const { normal, work, slopes, after, held, move } = room
  let point = problem.start.slice()
  let candidate = new Float64Array(k)
  let cost = problem.cost(point)
  if (!(cost > 0 && cost < Number.POSITIVE_INFINITY)) return { point, cost }
  problem.slopes(slopes)
  problem.curvature(normal)
  let damping = 1e-3
  for (let iteration = 0; iteration < iterations && cost > 0; iteration++) {
    for (let j = 0; j < k; j++) {
      held[j] = (point[j]! <= lower[j]! && slopes[j]! > 0) || (point[j]! >= upper[j]! && slopes[j]! < 0) ? 1 : 0
    }
    if (!stepWithin({ problem, point, damping, room })) {
      damping = Math.min(1e9, damping * 10)
      continue
    }
    for (let j = 0; j < k; j++) candidate[j] = Math.min(upper[j]!, Math.max(lower[j]!, point[j]! + move[j]!))
    const bend = quadratic(normal, move, k, work)
    const promised = -2 * dot(slopes, move, k) - bend
    if (!(promised > tolerance * cost)) break
    const value = problem.cost(candidate)
    if (!(value < cost)) {
      damping = Math.min(1e9, Math.max(1e-2, damping * 10))
      continue
    }
    damping = value < cost - 0.5 * promised ? damping * 0.1 : damping
    cost = value
    problem.slopes(after)
    correct({ k, normal, move, image: work, bend, slopes, after })
    slopes.set(after.subarray(0, k))
    ;[point, candidate] = [candidate, point]
  }
  return { point, cost }
}

/**
 * The damped Newton step that stays within the bounds: parameters it would carry over a bound go just there, and the others
 * are solved for again. False when the matrix is not positive definite.
 */
function stepWithin(given: { problem: SmoothProblem; point: Float64Array; damping: number; room: Room }): boolean {
  const { problem, point, damping, room } = given
  const { normal, work, slopes, pull, step, held, move } = room
  const { lower, upper } = problem
  const k = point.length
  pull.set(slopes)
  move.fill(0)
  for (let pass = 0; ; pass++) {
    if (!solveDamped({ k, normal, gradient: pull, damping, held, work, step })) return false
    let crossed = false
    for (let j = 0; j < k; j++) {
      if (held[j] === 1) continue
      const to = point[j]! + step[j]!
      const stop = Math.min(upper[j]!, Math.max(lower[j]!, to))
      move[j] = stop - point[j]!
      if (stop === to || pass === 3) continue
      crossed = true
      held[j] = 1
      for (let i = 0; i < k; i++) pull[i]! += normal[i * k + j]! * move[j]!
    }
    if (!crossed) return true
  }
}

/** normal += y y' / s'y - (B s)(B s)' / s'B s, with s the move, y the change of the slopes and B s in `image`. */
function correct(given: {
  k: number
  normal: Float64Array
  move: Float64Array
  image: Float64Array
  bend: number
  slopes: Float64Array
  after: Float64Array
}): void {
  const { k, normal, move, image, bend, slopes, after } = given
  let turn = 0
  for (let j = 0; j < k; j++) turn += move[j]! * (after[j]! - slopes[j]!)
  if (!(turn > 0.05 * bend)) return
  const [grow, shrink] = [1 / turn, 1 / bend]
  for (let i = 0; i < k; i++) {
    const a = (after[i]! - slopes[i]!) * grow
    const b = image[i]! * shrink
    for (let j = 0; j <= i; j++) {
      const value = normal[i * k + j]! + a * (after[j]! - slopes[j]!) - b * image[j]!
      normal[i * k + j] = value
      normal[j * k + i] = value
    }
  }
}

/** s'B s; B s is left in `image`. */
function quadratic(normal: Float64Array, move: Float64Array, k: number, image: Float64Array): number {
  let sum = 0
  for (let i = 0; i < k; i++) {
    let part = 0
    for (let j = 0; j < k; j++) part += normal[i * k + j]! * move[j]!
    image[i] = part
    sum += part * move[i]!
  }
  return sum
}

function dot(a: Float64Array, b: Float64Array, k: number): number {
  let sum = 0
  for (let j = 0; j < k; j++) sum += a[j]! * b[j]!
  return sum
}

/** Vectors and matrices of one search. */
export interface Room {
  readonly normal: Float64Array
  readonly work: Float64Array
  readonly slopes: Float64Array
  readonly after: Float64Array
  readonly pull: Float64Array
  readonly step: Float64Array
  readonly move: Float64Array
  readonly held: Uint8Array
}

/** Working memory of searches, owned by the caller and used again by his next search of the same size. */
export class SearchMemory {
  readonly #bySize: Room[] = []

  vectors(k: number): Room {
    const vector = () => new Float64Array(k)
    this.#bySize[k] ??= {
      ...{ normal: new Float64Array(k * k), work: new Float64Array(k * k) },
      ...{ slopes: vector(), after: vector(), pull: vector(), step: vector(), move: vector(), held: new Uint8Array(k) },
    }
    return this.#bySize[k]
  }
}
