import type { Tags } from '../../building/program.ts'
import type { SolverSearch } from './solver-search.ts'
import { type Tree, tryPlan } from './tree.ts'

const binaries = 48
const nodes = 60

/**
 * Fix and optimise (Helber and Sahling 2010): a window of periods at a time is searched anew while all other whole numbers
 * stay as they are in the best plan; then where the relaxation disagrees with the plan. `seconds` bounds a single search.
 */
export function improveByWindows(input: {
  tree: Tree
  solver: SolverSearch
  tags: Tags
  periods: number
  root: Float64Array
  seconds: () => number
}): void {
  const { tree, tags, periods, root } = input
  const perPeriod = Math.max(1, tree.integers.length / periods)
  const width = Math.max(2, Math.min(periods, Math.round(binaries / perPeriod)))
  for (let first = 0; first < Math.max(1, periods - 1); first += Math.max(1, width - 1)) {
    if (input.seconds() <= 0) return
    freed(input, (column) => tags.period[column]! >= first && tags.period[column]! < first + width)
  }
  if (input.seconds() <= 0) return
  const best = tree.incumbent()!.values
  freed(input, (column) => Math.abs(root[column]! - Math.round(best[column]!)) > 0.3)
}

function freed(
  { tree, solver, seconds }: Parameters<typeof improveByWindows>[0],
  free: (column: number) => boolean,
): void {
  const best = tree.incumbent()
  if (!best) return
  const [lower, upper] = [tree.home.lower.slice(), tree.home.upper.slice()]
  let any = false
  for (const column of tree.integers) {
    if (free(column)) any = true
    else lower[column] = upper[column] = Math.round(best.values[column]!)
  }
  if (!any) return
  const found = solver.run({
    lower,
    upper,
    start: best.values,
    nodes,
    seconds: Math.min(2, seconds()),
    heuristics: 0.02,
  })
  if (found.values && found.objective < tree.cutoff()) tryPlan(tree, found.values)
}
