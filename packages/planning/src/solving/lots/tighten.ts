import type { Tree } from './open-tree.ts'
import type { Relaxed } from './relaxation.ts'

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

const cutsPerNode = 25

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

export const whole = 1e-6
