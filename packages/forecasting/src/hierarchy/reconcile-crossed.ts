import { Refusal } from '../refusal.ts'
import { solveNonNegative } from './active-set.ts'
import { fillCrossed } from './missing-nodes.ts'

/** A crossed hierarchy: leaves 0 .. leaves - 1, and groups of them that may overlap in any way. */
export interface CrossedRequest {
  readonly leaves: number
  readonly groups: readonly ArrayLike<number>[]
  /** `base[i * columns + c]`: leaves first, then the groups in order; NaN where there is none. */
  readonly base: Float64Array
  readonly columns: number
  /** Error variance of each leaf and group; the number of leaves in it by default. */
  readonly variances?: Float64Array
  readonly nonNegative?: boolean
}

/**
 * MinT on a crossed hierarchy (items by territories, say): weighted least squares on the sparse summing matrix by conjugate
 * gradients, each step in the order of the memberships. Groups of the answer are sums of its leaves, exactly.
 */
export function reconcileCrossed(request: CrossedRequest): Float64Array {
  const { leaves, groups, base, columns, nonNegative = false } = request
  const nodes = leaves + groups.length
  check(request, nodes)
  const system = normalEquations({ leaves, groups, weight: weightsOf(request, nodes) })
  const out = new Float64Array(base.length)
  const y = new Float64Array(nodes)
  // Periods next to each other hold nearly the same leaves at zero.
  const held = new Uint8Array(leaves)
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < nodes; i++) y[i] = base[i * columns + c]!
    fillCrossed(leaves, groups, y)
    const b = solved(system, { y, held, nonNegative })
    for (let i = 0; i < leaves; i++) out[i * columns + c] = b[i]!
    for (const [g, members] of groups.entries()) out[(leaves + g) * columns + c] = sumOf(members, b)
  }
  return out
}

/** One over the variance, the largest being one; the smallest still count. */
function weightsOf({ leaves, groups, variances }: CrossedRequest, nodes: number): Float64Array {
  const doubt = Float64Array.from({ length: nodes }, (_, i) =>
    Number(variances?.[i] ?? (i < leaves ? 1 : groups[i - leaves]!.length)),
  )
  const least = doubt.reduce((a, b) => Math.min(a, b))
  return doubt.map((value) => Math.max(1e-30, least / value))
}

function check({ leaves, groups, base, columns, variances }: CrossedRequest, nodes: number): void {
  if (base.length !== nodes * columns) {
    const message = `${base.length} forecasts were given for ${nodes} nodes and ${columns} columns. Give ${nodes * columns}.`
    throw new Refusal({ code: 'shape', value: base.length, message })
  }
  for (const members of groups) {
    for (let k = 0; k < members.length; k++) {
      if (members[k]! >= 0 && members[k]! < leaves) continue
      const message = `A group holds leaf ${members[k]} of ${leaves}. Give places 0 to ${leaves - 1}.`
      throw new Refusal({ code: 'hierarchy', value: members[k], message })
    }
  }
  const wrong = variances?.findIndex((value) => !(value > 0)) ?? -1
  if (wrong < 0) return
  const message = `Node ${wrong} has variance ${variances![wrong]}. Give every node a variance above zero.`
  throw new Refusal({ code: 'hierarchy', value: variances![wrong], message })
}

type System = ReturnType<typeof normalEquations>

/** The leaves, in units near one, so that no square of a very small or very large forecast is lost. */
function solved(system: System, given: { y: Float64Array; held: Uint8Array; nonNegative: boolean }): Float64Array {
  const { y, held, nonNegative } = given
  const { b } = system
  const size = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (size === 0) return new Float64Array(b.length)
  const unit = 2 ** Math.max(-1022, Math.floor(Math.log2(size)))
  for (let i = 0; i < y.length; i++) system.y[i] = y[i]! / unit
  for (let i = 0; i < b.length; i++) b[i] = system.y[i]!
  const reference = { power: 0 }
  const solve = (exactly: boolean) => conjugateGradients(system, { held, exactly, reference })
  const values = nonNegative ? solveNonNegative({ held, solve, pull: system.pull, tolerance: 1e-10 }) : solve(true)
  return values.map((value) => value * unit)
}

/** S' W S b = S' W y in the leaves b, never written out. */
function normalEquations(given: { leaves: number; groups: readonly ArrayLike<number>[]; weight: Float64Array }) {
  const { leaves, groups, weight } = given
  const starts = new Int32Array(groups.length + 1)
  for (const [g, group] of groups.entries()) starts[g + 1] = starts[g]! + group.length
  const members = new Int32Array(starts[groups.length]!)
  for (const [g, group] of groups.entries()) members.set(group, starts[g]!)
  const diagonal = weight.slice(0, leaves)
  for (let g = 0; g < groups.length; g++) {
    for (let k = starts[g]!; k < starts[g + 1]!; k++) diagonal[members[k]!]! += weight[leaves + g]!
  }
  const y = new Float64Array(weight.length)
  const b = new Float64Array(leaves)
  const slope = new Float64Array(leaves)
  /** S' W (target - S x), the target being zero where none is given. */
  function apply(x: Float64Array, target: Float64Array | undefined, out: Float64Array): void {
    for (let i = 0; i < leaves; i++) out[i] = weight[i]! * ((target ? target[i]! : 0) - x[i]!)
    for (let g = 0; g < groups.length; g++) {
      const [from, to] = [starts[g]!, starts[g + 1]!]
      let sum = target ? -target[leaves + g]! : 0
      for (let k = from; k < to; k++) sum += x[members[k]!]!
      const gap = -weight[leaves + g]! * sum
      for (let k = from; k < to; k++) out[members[k]!]! += gap
    }
  }
  return {
    ...{ b, y, diagonal, apply },
    /** How far each leaf would rise if it alone were free. */
    pull() {
      apply(b, y, slope)
      for (let i = 0; i < leaves; i++) slope[i]! /= diagonal[i]!
      return slope
    },
  }
}

/** What is left of the first residual when a solution will do: to find which leaves are held, and at the end. */
const [roughly, exact] = [1e-12, 1e-24]

/** Solves over the leaves that are not held, from where `b` stands. */
function conjugateGradients(
  system: System,
  given: { held: Uint8Array; exactly: boolean; reference: { power: number } },
): Float64Array {
  const { held, exactly, reference } = given
  const { b, y, diagonal } = system
  const leaves = b.length
  const apply = (...[x, target, out]: Parameters<typeof system.apply>) => {
    system.apply(x, target, out)
    for (let i = 0; i < leaves; i++) if (held[i]) out[i] = 0
  }
  for (let i = 0; i < leaves; i++) if (held[i]) b[i] = 0
  const residual = new Float64Array(leaves)
  apply(b, y, residual)
  const z = residual.map((value, i) => value / diagonal[i]!)
  const direction = z.slice()
  const product = new Float64Array(leaves)
  let power = dot(residual, z)
  reference.power = Math.max(reference.power, power, 1e-300)
  const enough = (exactly ? exact : roughly) * reference.power
  for (let step = 0; step < 2 * leaves + 50 && power > enough; step++) {
    apply(direction, undefined, product)
    const length = -power / dot(direction, product)
    for (let i = 0; i < leaves; i++) {
      b[i]! += length * direction[i]!
      residual[i]! += length * product[i]!
      z[i] = residual[i]! / diagonal[i]!
    }
    const next = dot(residual, z)
    for (let i = 0; i < leaves; i++) direction[i] = z[i]! + (next / power) * direction[i]!
    power = next
  }
  return b
}

function sumOf(members: ArrayLike<number>, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < members.length; k++) sum += b[members[k]!]!
  return sum
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
