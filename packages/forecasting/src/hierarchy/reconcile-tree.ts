import { Refusal } from '../refusal.ts'
import { solveNonNegative } from './active-set.ts'
import { fillTree } from './missing-nodes.ts'
import type { Tree } from './tree.ts'

/**
 * How forecasts of all nodes become one set that adds up: from the leaves, from the roots by forecast proportions, or by
 * MinT (Wickramasuriya, Athanasopoulos & Hyndman 2019) with errors of each node independent and as large as its leaves
 * (`structural`) or its variance says.
 */
export type TreeMethod = 'bottom-up' | 'top-down' | 'structural' | 'variance'

/** What is reconciled: `base[i * columns + c]` is the forecast of node i in column c (NaN where it has none), a column being a step (or a path). */
export interface TreeRequest {
  readonly tree: Tree
  readonly base: Float64Array
  readonly columns: number
  readonly method: TreeMethod
  /** Error variance of each node, above zero, for the method `variance`. */
  readonly variances?: Float64Array
  /** Keep every leaf at zero or above: the least squares among such sets for `structural` and `variance`. */
  readonly nonNegative?: boolean
}

/** Reconciles forecasts on a tree in O(nodes x columns): one sweep up, one down. The answer adds up exactly. */
export function reconcileTree(request: TreeRequest): Float64Array {
  const { tree, base, columns, method } = request
  const n = tree.parents.length
  if (base.length !== n * columns) {
    const message = `${base.length} forecasts were given for ${n} nodes and ${columns} columns. Give ${n * columns}.`
    throw new Refusal({ code: 'shape', value: base.length, message })
  }
  const variance = variancesOf(request)
  const out = new Float64Array(base.length)
  const column = new Float64Array(n)
  const sweep =
    method === 'top-down' ? fromAbove(tree) : method === 'bottom-up' ? fromBelow : byLeastSquares(tree, variance)
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < n; i++) column[i] = base[i * columns + c]!
    fillTree(tree, column)
    sweep(column, request.nonNegative ?? false, tree)
    addUp(tree, column)
    for (let i = 0; i < n; i++) out[i * columns + c] = column[i]!
  }
  return out
}

type Sweep = (x: Float64Array, nonNegative: boolean, tree: Tree) => void

function variancesOf({ tree, method, variances }: TreeRequest): Float64Array {
  if (method !== 'variance') return Float64Array.from(tree.leaves)
  const wrong = variances?.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY)) ?? 0
  if (variances?.length === tree.parents.length && wrong < 0) return variances
  const value = variances?.[wrong]
  const message = `Node ${wrong} has variance ${value}. Give every node a variance above zero, or use structural.`
  throw new Refusal({ code: 'hierarchy', value, message })
}

/** Inner nodes become the sums of their children, from the leaves up. */
function addUp({ order, parents, leaves }: Tree, x: Float64Array): void {
  const leaf = isLeaf({ parents, leaves })
  for (let i = 0; i < x.length; i++) if (!leaf[i]) x[i] = 0
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k]!
    if (parents[i]! >= 0) x[parents[i]!]! += x[i]!
  }
}

function isLeaf({ parents }: { parents: Int32Array; leaves: Int32Array }): Uint8Array {
  const leaf = new Uint8Array(parents.length).fill(1)
  for (const parent of parents) if (parent >= 0) leaf[parent] = 0
  return leaf
}

const fromBelow: Sweep = (x, nonNegative) => {
  if (nonNegative) for (let i = 0; i < x.length; i++) x[i] = Math.max(0, x[i]!)
}

/** Shares every node out among its children as they were forecast, evenly where these are all zero. */
function fromAbove({ order, parents }: Tree): Sweep {
  const sums = new Float64Array(parents.length)
  const counts = new Float64Array(parents.length)
  return (x, nonNegative) => {
    sums.fill(0)
    counts.fill(0)
    if (nonNegative) for (let i = 0; i < x.length; i++) x[i] = Math.max(0, x[i]!)
    for (let i = 0; i < x.length; i++) {
      if (parents[i]! < 0) continue
      sums[parents[i]!]! += x[i]!
      counts[parents[i]!]!++
    }
    for (const i of order) {
      const parent = parents[i]!
      if (parent < 0) continue
      x[i] = sums[parent]! !== 0 ? (x[i]! * x[parent]!) / sums[parent]! : x[parent]! / counts[parent]!
    }
  }
}

/**
 * Least squares weighted by precision. Up: what the children say of their sum (their variances added) is merged with what the
 * node itself says. Down: the difference is shared out by the children's variances.
 */
function byLeastSquares(tree: Tree, variance: Float64Array): Sweep {
  const { order, parents } = tree
  const n = parents.length
  const leaf = isLeaf(tree)
  const said = new Float64Array(n)
  const spread = new Float64Array(n)
  const sums = new Float64Array(n)
  const spreads = new Float64Array(n)
  const slope = new Float64Array(n)
  const held = new Uint8Array(n)
  function solve(base: Float64Array, x: Float64Array): Float64Array {
    sums.fill(0)
    spreads.fill(0)
    for (let k = n - 1; k >= 0; k--) {
      const i = order[k]!
      if (leaf[i]) {
        said[i] = held[i] ? 0 : base[i]!
        spread[i] = held[i] ? 0 : variance[i]!
      } else {
        const below = spreads[i]!
        const weight = below / (below + variance[i]!)
        said[i] = sums[i]! + weight * (base[i]! - sums[i]!)
        spread[i] = below * (1 - weight)
      }
      if (parents[i]! < 0) continue
      sums[parents[i]!]! += said[i]!
      spreads[parents[i]!]! += spread[i]!
    }
    for (const i of order) {
      const parent = parents[i]!
      const share = parent >= 0 && spreads[parent]! > 0 ? spread[i]! / spreads[parent]! : 0
      x[i] = said[i]! + (share > 0 ? share * (x[parent]! - sums[parent]!) : 0)
    }
    return x
  }
  /** Minus half the slope of the sum of squares in each leaf, times its variance; every node above a leaf has a say. */
  function pull(base: Float64Array, x: Float64Array): Float64Array {
    for (const i of order) {
      const above = parents[i]! < 0 ? 0 : slope[parents[i]!]!
      const own = base[i]! - x[i]!
      slope[i] = leaf[i] ? above * variance[i]! + own : above + own / variance[i]!
    }
    return slope
  }
  return (x, nonNegative) => {
    held.fill(0)
    const base = x.slice()
    if (!nonNegative) return void solve(base, x)
    const tolerance = 1e-10 * base.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    solveNonNegative({ held, among: leaf, solve: () => solve(base, x), pull: () => pull(base, x), tolerance })
  }
}
