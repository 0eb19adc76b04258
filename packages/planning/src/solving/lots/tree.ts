import type { Program } from '../../building/program.ts'
import { type Experience, experience } from './branching.ts'
import { type Bound, type Node, nodeHeap } from './node-heap.ts'
import type { Relaxation, Relaxed } from './relaxation.ts'
import type { Separation } from './separation.ts'

/** The best plan so far: columns of the program, integers whole. */
export interface Incumbent {
  readonly values: Float64Array
  readonly objective: number
}

/** What all searches of one solve share. */
export interface Tree {
  readonly relaxation: Relaxation
  readonly separation: Separation
  readonly integers: readonly number[]
  /** Bounds that hold in the whole tree, by column; they narrow as reduced costs allow. */
  readonly home: { readonly lower: Float64Array; readonly upper: Float64Array }
  readonly experience: Experience
  readonly stopped: () => boolean
  /** A plan must be better than this. */
  readonly cutoff: () => number
  readonly incumbent: () => Incumbent | undefined
  readonly offer: (candidate: Incumbent) => void
  /** Nodes solved so far, in all searches. */
  nodes: number
}

/** How one search ended: no plan in it is better than `bound` (or than the cutoff, if that is less). */
export interface Explored {
  readonly bound: number
  readonly finished: boolean
}

/** Opens a tree; `gap` is the relative distance from the best plan at which nothing better is sought. */
export function openTree(input: {
  relaxation: Relaxation
  separation: Separation
  program: Program
  gap: number
  stopped: () => boolean
  onIncumbent: (incumbent: Incumbent) => void
}): Tree {
  const { relaxation, separation, program, gap, stopped, onIncumbent } = input
  let best: Incumbent | undefined
  const integers: number[] = []
  for (let j = 0; j < program.columns; j++) if (program.integer[j]) integers.push(j)
  return {
    relaxation,
    separation,
    integers,
    home: { lower: program.colLower.slice(), upper: program.colUpper.slice() },
    experience: experience(program.columns),
    stopped,
    incumbent: () => best,
    cutoff: () => (best ? best.objective - Math.max(gap, 1e-9) * Math.abs(best.objective) : Number.POSITIVE_INFINITY),
    offer(candidate) {
      if (best && candidate.objective >= best.objective) return
      best = candidate
      onIncumbent(candidate)
    },
    nodes: 0,
  }
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
const cutsPerNode = 25

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

/** Solves the relaxation, with rounds of cuts as long as they bring something and are not `enough`. */
export function tightened(tree: Tree, rounds: number, enough: () => boolean = () => false): Relaxed {
  const { relaxation, separation } = tree
  let relaxed = relaxation.solve()
  let vain = 0
  for (let round = 0; round < rounds && relaxed.kind === 'optimal'; round++) {
    if (relaxed.objective >= tree.cutoff() || tree.stopped() || enough()) return relaxed
    let cuts = separation(relaxed.point)
    if (rounds <= 20) cuts = cuts.sort((p, q) => q.violation - p.violation).slice(0, cutsPerNode)
    if (cuts.length === 0) return relaxed
    if (round % 4 === 3) relaxation.dropIdle(3)
    relaxation.addCuts(cuts)
    const before = relaxed.objective
    const next = relaxation.solve()
    if (next.kind === 'failed') return relaxed
    relaxed = next
    vain = relaxed.objective - before < 2e-5 * Math.abs(before) ? vain + 1 : 0
    if (vain >= (rounds > 20 ? 5 : 1)) return relaxed
  }
  return relaxed
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

const whole = 1e-6

function fractionalOf({ integers }: Tree, point: Float64Array): number[] {
  return integers.filter((column) => Math.abs(point[column]! - Math.round(point[column]!)) > whole)
}

/** Fixes the integers at whole values and solves the rest; offers the plan. False if the rest cannot be solved so. */
export function tryPlan(tree: Tree, point: Float64Array, rounded: (value: number) => number = Math.round): boolean {
  const { relaxation, integers } = tree
  for (const column of integers) {
    const near = Math.round(point[column]!)
    const value = Math.abs(point[column]! - near) <= whole ? near : rounded(point[column]!)
    relaxation.setBounds(column, value, value)
  }
  const { kind, objective, point: values } = relaxation.solve()
  if (kind === 'optimal') tree.offer({ values, objective })
  return kind === 'optimal'
}
