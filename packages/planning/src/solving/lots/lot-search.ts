import type { Highs } from 'highs'
import type { Program } from '../../program/program.ts'
import type { Deadline } from '../deadline.ts'
import { diveFor } from './diving.ts'
import type { Incumbent } from './open-tree.ts'
import { openTree, type Tree } from './open-tree.ts'
import type { PricedLots } from './priced-lots.ts'
import { openRelaxation } from './relaxation.ts'
import type { Separation } from './separation.ts'
import { openSolverSearch } from './solver-search.ts'
import { tightened, tryPlan } from './tighten.ts'
import { explore } from './tree.ts'
import { improveByWindows } from './windows.ts'

/** The best plan that was found for one objective, and the value that none can be below. `unclear`: the relaxation has no optimum. */
export interface LotsFound {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'stopped' | 'unclear'
  readonly best: Incumbent | undefined
  readonly bound: number
  readonly nodes: number
}

/** What one search for the best plan in lots is given; `settings` scale the solver. */
export interface LotsInput {
  readonly highs: Highs
  readonly program: Program
  readonly separation: Separation
  readonly periods: number
  readonly settings: Record<string, number>
  readonly gap: number
  readonly start: Float64Array | undefined
  /** A plan made without the solver, and what is proven already. */
  readonly priced: PricedLots | undefined
  readonly deadline: Deadline
  readonly stopped: () => boolean
  readonly onBetter: (progress: { best: Incumbent; bound: number }) => void
}

const infinity = Number.POSITIVE_INFINITY
const rootRounds = 80
/** With at most so many whole numbers, or so small a gap, our own tree with cuts in every node comes at once. */
const small = 60
const near = 0.002
const fewNodes = 150
/** After better plans are found it goes on below this gap; above it the solver's faster nodes count for more. */
const middling = 0.05
/** How far the tree dives from the least bound, as a share of the gap, and its rounds of cuts in each node. */
const plunge = 0.1
const nodeRounds = 2
const manyNodes = 4000
const largeTree = 8000
/** Share of the time for cuts before the first plans, where time is limited. */
const rootShare = 0.5
/** Share of the time for windows, where time is limited. */
const windowShare = 0.4

/**
 * One objective over a program with lots: cuts at the root, plans by diving, our own branch and cut where the gap is
 * small, else better plans by windows, and at last the solver's branch and bound over the strengthened program.
 */
export function searchLots(input: LotsInput): LotsFound {
  const { highs, program, separation, settings, gap, stopped, onBetter } = input
  const relaxation = openRelaxation({
    highs,
    program,
    settings: { ...settings, simplex_dual_edge_weight_strategy: 1 },
    deadline: input.deadline,
  })
  let bound = input.priced?.bound ?? -infinity
  try {
    const tree = openTree({
      relaxation,
      separation,
      program,
      gap,
      stopped: () => stopped() || input.deadline.secondsLeft() <= 0,
      onIncumbent: (best) => onBetter({ best, bound }),
    })
    const early = input.priced?.plan
    if (early) tree.offer(early)
    if (bound >= tree.cutoff()) return conclude(tree, bound, gap)
    const short = Number.isFinite(input.deadline.secondsLeft())
    const cutting = short ? (1 - rootShare) * input.deadline.secondsLeft() : -infinity
    const root = tightened(tree, rootRounds, () => input.deadline.secondsLeft() < cutting)
    if (root.kind === 'infeasible') return { kind: 'infeasible', best: undefined, bound: infinity, nodes: 0 }
    if (root.kind !== 'optimal' && tree.stopped()) return conclude(tree, bound, gap)
    if (root.kind !== 'optimal') return { kind: 'unclear', best: undefined, bound, nodes: 0 }
    bound = Math.max(bound, root.objective)
    relaxation.dropIdle(1)
    const cuts = relaxation.list()
    const late = () => tree.incumbent() !== undefined && tree.stopped()
    if (short && !early) tryPlan(tree, root.point, Math.ceil)
    const known = early?.values ?? input.start
    if (known && !late()) tryPlan(tree, known)
    for (const share of [0.9, 0.7, 0.5, 0.3])
      if (!late() && (share > 0.5 || !tree.incumbent())) diveFor(tree, root, share)
    const place: Place = { input, tree, root, cuts }
    const own = program.columns <= largeTree
    if (own && (tree.integers.length <= small || gapOf(tree, bound) < near)) bound = ownTree(place, bound, fewNodes)
    if (bound < infinity && !tree.stopped()) bound = improved(place, bound, own)
    return conclude(tree, bound, gap)
  } finally {
    relaxation.dispose()
  }
}

interface Place {
  readonly input: LotsInput
  readonly tree: Tree
  readonly root: { kind: string; objective: number; point: Float64Array; prices: Float64Array }
  readonly cuts: Parameters<typeof openSolverSearch>[0]['cuts']
}

/** A bound of Infinity says: nothing is left that beats the best plan by more than the gap. */
function conclude(tree: Tree, bound: number, gap: number): LotsFound {
  const best = tree.incumbent()
  const { nodes } = tree
  if (!best) return { kind: bound === infinity ? 'infeasible' : 'stopped', best, bound, nodes }
  const reached = bound === infinity || bound >= tree.cutoff()
  const least = bound < infinity ? bound : gap > 1e-9 ? tree.cutoff() : best.objective
  return { kind: reached ? 'optimal' : 'feasible', best, bound: Math.min(best.objective, least), nodes }
}

function gapOf(tree: Tree, bound: number): number {
  const best = tree.incumbent()
  return best ? (best.objective - bound) / Math.max(1e-9, Math.abs(best.objective)) : infinity
}

function ownTree({ tree, root }: Place, bound: number, limit: number): number {
  narrow(tree, root)
  let seen = tree.incumbent()
  const { bound: reached } = explore(tree, {
    bounds: undefined,
    from: bound,
    limit,
    rounds: nodeRounds,
    plunge,
    breather() {
      if (tree.incumbent() !== seen) narrow(tree, root)
      seen = tree.incumbent()
    },
  })
  return Math.max(bound, reached)
}

function improved({ input, tree, root, cuts }: Place, before: number, own: boolean): number {
  const { secondsLeft } = input.deadline
  let bound = before
  if (tree.incumbent()) {
    const left = secondsLeft()
    improveByWindows({
      tree,
      tags: input.program.colTag,
      root: root.point,
      bound,
      seconds: () => (Number.isFinite(left) ? secondsLeft() - (1 - windowShare) * left : infinity),
    })
    narrow(tree, root)
    if (own && gapOf(tree, bound) < middling) bound = ownTree({ input, tree, root, cuts }, bound, manyNodes)
  }
  return bound === infinity || tree.stopped() ? bound : bySolver({ input, tree, root, cuts }, bound)
}

function bySolver({ input, tree, cuts }: Place, bound: number): number {
  const { highs, program, settings, gap } = input
  const { secondsLeft } = input.deadline
  const solver = openSolverSearch({ highs, program, cuts, settings, gap, stopped: tree.stopped })
  try {
    const { lower, upper } = tree.home
    const start = tree.incumbent()?.values
    const heuristics = start ? 0.02 : 0.1
    const found = solver.run({ lower, upper, start, nodes: infinity, seconds: secondsLeft(), heuristics })
    const better = found.values && found.objective < (tree.incumbent()?.objective ?? infinity)
    if (better && !tryPlan(tree, found.values!)) return Math.max(bound, found.bound)
    if (found.kind === 'optimal' || found.kind === 'infeasible') return infinity
    return Math.max(bound, Math.min(found.bound, tree.cutoff()))
  } finally {
    solver.dispose()
  }
}

/** Columns that the prices at the root keep where they are, in all plans better than the best so far. */
function narrow(tree: Tree, root: Place['root']): void {
  const room = tree.cutoff() - root.objective
  if (!Number.isFinite(room)) return
  const { lower, upper } = tree.home
  for (const column of tree.integers) {
    const price = root.prices[column]!
    if (lower[column] === upper[column] || Math.abs(price) <= room + 1e-6 * Math.abs(room)) continue
    const stays = price > 0 ? lower[column]! : upper[column]!
    if (Math.abs(root.point[column]! - stays) <= 1e-9) lower[column] = upper[column] = stays
  }
}
