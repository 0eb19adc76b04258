import type { Tree } from './open-tree.ts'
import type { Relaxed } from './relaxation.ts'
import { tryPlan } from './tighten.ts'

/**
 * A plan by rounding: whatever is nearest to whole is fixed, an eighth of it at a time, and the rest solved again. A
 * fraction of at least 1 - share goes up. Where a step cannot be, its first column is turned round, once.
 */
export function diveFor(tree: Tree, root: Relaxed, share: number): void {
  const { relaxation, integers, home } = tree
  let relaxed = root
  for (;;) {
    const { point } = relaxed
    const open = integers
      .filter((column) => Math.abs(point[column]! - Math.round(point[column]!)) > 1e-6)
      .sort((p, q) => distance(point[p]!, share) - distance(point[q]!, share))
    if (open.length === 0) {
      tryPlan(tree, point)
      break
    }
    const batch = open.slice(0, Math.max(1, Math.floor(open.length / 8)))
    for (const column of batch) {
      const target = Math.floor(point[column]! + share)
      relaxation.setBounds(column, target, target)
    }
    let next = relaxation.solve()
    if (next.kind === 'infeasible') {
      for (const column of batch) relaxation.setBounds(column, home.lower[column]!, home.upper[column]!)
      const first = batch[0]!
      const down = Math.floor(point[first]!)
      const other = Math.floor(point[first]! + share) === down ? down + 1 : down
      relaxation.setBounds(first, other, other)
      next = relaxation.solve()
    }
    if (next.kind !== 'optimal' || next.objective >= tree.cutoff() || tree.stopped()) break
    relaxed = next
  }
  for (const column of integers) relaxation.setBounds(column, home.lower[column]!, home.upper[column]!)
}

function distance(value: number, share: number): number {
  const fraction = value - Math.floor(value)
  return fraction >= 1 - share ? 1 - fraction : fraction
}
