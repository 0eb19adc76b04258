import type { Tags } from '../../program/program.ts'
import type { Bound } from './node-heap.ts'
import type { Tree } from './open-tree.ts'
import { explore } from './tree.ts'

const binaries = 48
const nodes = 40
const passes = 4
/** A search of a window is for plans, not for bounds: it dives as deep as it can gain anything. */
const plunge = 0.9
/** Below this gap a proof is nearer than a better plan. */
const enough = 0.004
/** Share of the gap that a pass must close for another one to follow. */
const worthwhile = 0.02

/**
 * Fix and optimise (Helber and Sahling 2010): a window of periods at a time, then a few sources at a time, is searched anew
 * while all other whole numbers stay as they are in the best plan; then where the relaxation disagrees with the plan. Each pass
 * is wider than the one before. `bound` is what no plan can be below, `root` the point of the relaxation; it ends when `seconds`
 * are no more.
 */
export function improveByWindows(input: {
  tree: Tree
  tags: Tags
  root: Float64Array
  bound: number
  seconds: () => number
}): void {
  const { tree, tags, root, bound, seconds } = input
  for (let pass = 0; pass < passes; pass++) {
    const before = tree.cutoff()
    const limit = nodes * (1 + pass)
    const size = binaries * (1 + pass / 2)
    for (const group of [...groupsOf(tree, tags.period, size), ...groupsOf(tree, tags.ref, size)]) {
      if (seconds() <= 0 || tree.stopped()) return
      freed({ tree, bound, limit, free: (column) => group.has(column) })
    }
    const best = tree.incumbent()
    if (!best) return
    freed({ tree, bound, limit, free: (column) => Math.abs(root[column]! - Math.round(best.values[column]!)) > 0.3 })
    const left = tree.cutoff() - bound
    if (left < enough * Math.abs(bound)) return
    if (pass > 0 && before - tree.cutoff() < worthwhile * left) return
  }
}

/** Overlapping groups of whole-number columns that are neighbours by their tag, of about so many columns each. */
function groupsOf(tree: Tree, tag: Int32Array, size: number): Set<number>[] {
  const members = new Map<number, number[]>()
  for (const column of tree.integers) {
    const alike = members.get(tag[column]!)
    if (alike) alike.push(column)
    else members.set(tag[column]!, [column])
  }
  const keys = [...members.keys()].sort((p, q) => p - q)
  const width = Math.max(2, Math.min(keys.length, Math.round((size * keys.length) / tree.integers.length)))
  const groups: Set<number>[] = []
  for (let first = 0; first < Math.max(1, keys.length - 1); first += width - 1)
    groups.push(new Set(keys.slice(first, first + width).flatMap((key) => members.get(key)!)))
  return groups
}

/** Nothing better is left where a value of the best plan is ruled out already. */
function freed(input: { tree: Tree; bound: number; limit: number; free: (column: number) => boolean }): void {
  const { tree, bound, limit, free } = input
  const best = tree.incumbent()
  if (!best) return
  let bounds: Bound | undefined
  let any = false
  for (const column of tree.integers) {
    const value = Math.round(best.values[column]!)
    if (free(column)) any = true
    else if (value < tree.home.lower[column]! || value > tree.home.upper[column]!) return
    else bounds = { column, lower: value, upper: value, above: bounds }
  }
  if (any) explore(tree, { bounds, from: bound, limit, rounds: 1, plunge })
}
