import { type Bound, type Node, nodeHeap } from './node-heap.ts'
import type { Tree } from './open-tree.ts'
import type { Relaxed } from './relaxation.ts'
import { tightened, tryPlan, whole } from './tighten.ts'

/** How one search ended: no plan in it is better than `bound` (or than the cutoff, if that is less). */
export interface Explored {
  readonly bound: number
  readonly finished: boolean
}

/**
 * Branch and cut below the given bounds: cuts that all plans obey are added in every node, columns whose reduced cost
 * exceeds what is left to gain are fixed, and the search dives from the node with the least bound, as long as the bound stays
 * within the share `plunge` of what is left to gain. `breather` is called between dives.
 */
export function explore(
  tree: Tree,
  input: {
    bounds: Bound | undefined
    from: number
    limit: number
    rounds: number
    plunge: number
    breather?: (least: number) => void
  },
): Explored {
  const heap = nodeHeap()
  heap.push({ bound: input.from, depth: 0, bounds: input.bounds })
  const begin = tree.nodes
  let lowest = Number.POSITIVE_INFINITY
  for (;;) {
    if (heap.least() >= tree.cutoff()) return { bound: lowest, finished: true }
    if (tree.stopped() || tree.nodes - begin >= input.limit)
      return { bound: Math.min(lowest, heap.least()), finished: false }
    let node = heap.pop()
    if (!node) return { bound: lowest, finished: true }
    while (node) {
      const next: Next = step(tree, node, input.rounds)
      if (next.kind === 'unclear') lowest = Math.min(lowest, node.bound)
      if (next.kind === 'interrupted') heap.push(node)
      if (next.kind === 'split') heap.push(next.later)
      node = next.kind === 'split' ? next.first : undefined
      if (node && node.bound > deepest({ tree, least: heap.least(), here: node.bound, plunge: input.plunge })) {
        heap.push(node)
        node = undefined
      }
    }
    input.breather?.(heap.least())
  }
}

/** A dive goes on as long as it stays near the least bound; without a plan it goes on to the end. */
function deepest(input: { tree: Tree; least: number; here: number; plunge: number }): number {
  const { tree, least, here, plunge } = input
  const cutoff = tree.cutoff()
  if (cutoff === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
  const lowest = Math.min(least, here)
  return lowest + plunge * (cutoff - lowest)
}

const idle = 20

type Next =
  | { readonly kind: 'done' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'split'; readonly first: Node; readonly later: Node }

function step(tree: Tree, node: Node, rounds: number): Next {
  const { relaxation, experience } = tree
  if (node.bound >= tree.cutoff()) return { kind: 'done' }
  if (tree.stopped()) return { kind: 'interrupted' }
  moveTo(tree, node.bounds)
  tree.nodes++
  if (tree.nodes % 4 === 0) relaxation.dropIdle(idle)
  let bounds = node.bounds
  for (;;) {
    const relaxed = tightened(tree, node.depth === 0 ? rounds * 4 : rounds)
    if (relaxed.kind === 'failed') return { kind: 'unclear' }
    if (relaxed.kind === 'infeasible' || relaxed.objective >= tree.cutoff()) return { kind: 'done' }
    bounds = fixByPrices(tree, relaxed, bounds)
    const fractional = fractionalOf(tree, relaxed.point)
    if (fractional.length === 0) {
      const found = tryPlan(tree, relaxed.point)
      return found ? { kind: 'done' } : { kind: 'unclear' }
    }
    const choice = experience.choose({
      relaxation,
      relaxed,
      fractional,
      cutoff: tree.cutoff(),
      trials: node.depth < 8 ? 10 : 4,
      stopped: tree.stopped,
    })
    if (choice.kind === 'empty') return { kind: 'done' }
    if (choice.kind === 'closed') {
      const { column, lower, upper } = choice
      relaxation.setBounds(column, lower, upper)
      bounds = { column, lower, upper, above: bounds }
      continue
    }
    return split({ tree, node, relaxed, bounds, choice })
  }
}

function split(input: {
  tree: Tree
  node: Node
  relaxed: Relaxed
  bounds: Bound | undefined
  choice: { column: number; upFirst: boolean; sure: readonly [number, number] }
}): Next {
  const { tree, node, relaxed, bounds, choice } = input
  const { column, upFirst, sure } = choice
  const value = relaxed.point[column]!
  const [lower, upper] = [tree.relaxation.lower[column]!, tree.relaxation.upper[column]!]
  const side = (low: number, high: number, gain: number): Node => ({
    bound: relaxed.objective + gain,
    depth: node.depth + 1,
    bounds: { column, lower: low, upper: high, above: bounds },
  })
  const [down, up] = [side(lower, Math.floor(value), sure[0]), side(Math.ceil(value), upper, sure[1])]
  return { kind: 'split', first: upFirst ? up : down, later: upFirst ? down : up }
}

/** Moves the bounds of all integer columns to those of a node. */
function moveTo({ relaxation, integers, home }: Tree, bounds: Bound | undefined): void {
  const wanted = new Map<number, Bound>()
  for (let each = bounds; each; each = each.above) if (!wanted.has(each.column)) wanted.set(each.column, each)
  for (const column of integers) {
    const { lower, upper } = wanted.get(column) ?? { lower: home.lower[column]!, upper: home.upper[column]! }
    relaxation.setBounds(column, Math.max(lower, home.lower[column]!), Math.min(upper, home.upper[column]!))
  }
}

/** A column that sits at a bound and costs more to move than is left to gain stays there. */
function fixByPrices(tree: Tree, { objective, point, prices }: Relaxed, bounds: Bound | undefined): Bound | undefined {
  const { relaxation, integers } = tree
  const room = tree.cutoff() - objective
  if (!Number.isFinite(room)) return bounds
  let above = bounds
  for (const column of integers) {
    const [lower, upper] = [relaxation.lower[column]!, relaxation.upper[column]!]
    if (lower === upper || Math.abs(prices[column]!) <= room + 1e-6 * Math.abs(room)) continue
    const stays = prices[column]! > 0 ? lower : upper
    if (Math.abs(point[column]! - stays) > 1e-9) continue
    relaxation.setBounds(column, stays, stays)
    above = { column, lower: stays, upper: stays, above }
  }
  return above
}

function fractionalOf({ integers }: Tree, point: Float64Array): number[] {
  return integers.filter((column) => Math.abs(point[column]! - Math.round(point[column]!)) > whole)
}
