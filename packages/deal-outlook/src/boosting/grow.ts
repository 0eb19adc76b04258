import type { Binned } from './binned.ts'
import { fillHistogram, histogramPlaces, subtractHistogram, sums } from './histogram.ts'
import { noSplit, type Split, type SplitRules, searchCategories, searchNumeric, type Totals } from './split.ts'
import { leadsLeft, setWords, type Tree } from './tree.ts'

/** How a tree grows. */
export interface GrowthRules extends SplitRules {
  readonly leaves: number
  readonly depth: number
  readonly learningRate: number
}

interface Leaf {
  readonly node: number
  readonly depth: number
  readonly rows: Uint32Array
  readonly totals: Totals
  readonly histogram: Float64Array
  readonly split: Split
}

/** Rows and columns a tree may see, and where the loss pulls each row. */
export interface Pull {
  readonly rows: Uint32Array
  readonly columns: readonly number[]
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

/**
 * Makes a grower of trees over one binned table. Each call splits the leaf of highest gain next (leaf-wise growth) until
 * the leaves run out. The smaller child's histogram is summed, the larger one's is the rest of its parent's.
 */
export function grower(binned: Binned, rules: GrowthRules): (pull: Pull) => Tree {
  const { starts, length } = histogramPlaces(binned)
  const scratch = { gradient: new Float64Array(binned.rows), curvature: new Float64Array(binned.rows) }
  const free: Float64Array[] = []
  const order = new Int32Array(256)
  const ratio = new Float64Array(256)

  function leafOf(at: { node: number; depth: number; rows: Uint32Array; histogram: Float64Array }, pull: Pull): Leaf {
    const totals = totalsOf(at.histogram, starts[pull.columns[0]!]!, binned.binCounts[pull.columns[0]!]!)
    const best = noSplit()
    const splittable = at.depth < rules.depth && totals.rows >= 2 * rules.leastRows
    for (const column of splittable ? pull.columns : []) {
      const place = { histogram: at.histogram, start: starts[column]!, bins: binned.binCounts[column]! }
      const search = { ...place, column, totals, rules, best }
      if (binned.isCategory[column]) searchCategories(search, order, ratio)
      else searchNumeric(search)
    }
    return { ...at, totals, split: best }
  }

  function summed(rows: Uint32Array, pull: Pull): Float64Array {
    const histogram = free.pop() ?? new Float64Array(length)
    const { columns, gradient, curvature } = pull
    fillHistogram({ histogram, binned, starts, columns, rows, gradient, curvature, scratch })
    return histogram
  }

  function divided(leaf: Leaf, children: { left: number; right: number }, pull: Pull): [Leaf, Leaf] {
    const sides = rowsBySide(leaf, binned)
    const depth = leaf.depth + 1
    const smallIsLeft = sides.left.length <= sides.right.length
    const small = summed(smallIsLeft ? sides.left : sides.right, pull)
    subtractHistogram(leaf.histogram, small)
    const [left, right] = smallIsLeft ? [small, leaf.histogram] : [leaf.histogram, small]
    return [
      leafOf({ node: children.left, depth, rows: sides.left, histogram: left }, pull),
      leafOf({ node: children.right, depth, rows: sides.right, histogram: right }, pull),
    ]
  }

  return (pull) => {
    const leaves = [leafOf({ node: 0, depth: 0, rows: pull.rows, histogram: summed(pull.rows, pull) }, pull)]
    const tree = emptyTree(2 * rules.leaves - 1)
    let nodes = 1
    while (leaves.length < rules.leaves) {
      const next = bestOf(leaves)
      if (next < 0) break
      const leaf = leaves[next]!
      const children = { left: nodes, right: nodes + 1 }
      nodes += 2
      writeSplit(tree, leaf, children)
      leaves.splice(next, 1, ...divided(leaf, children, pull))
    }
    for (const leaf of leaves) {
      writeLeaf(tree, leaf, rules)
      free.push(leaf.histogram)
    }
    return trimmed(tree, nodes)
  }
}

function totalsOf(histogram: Float64Array, start: number, bins: number): Totals {
  let [gradient, curvature, rows] = [0, 0, 0]
  for (let at = start; at < start + bins * sums; at += sums) {
    gradient += histogram[at]!
    curvature += histogram[at + 1]!
    rows += histogram[at + 2]!
  }
  return { gradient, curvature, rows }
}

function rowsBySide({ rows, split }: Leaf, binned: Binned): { left: Uint32Array; right: Uint32Array } {
  const bins = binned.bins[split.column]!
  const both = new Uint32Array(rows.length)
  let [lefts, rights] = [0, rows.length]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (leadsLeft(split.set, 0, bins[row]!)) both[lefts++] = row
    else both[--rights] = row
  }
  return { left: both.subarray(0, lefts), right: both.subarray(lefts).reverse() }
}

/** The leaf whose split gains most; -1 when none gains anything. */
function bestOf(leaves: readonly Leaf[]): number {
  let best = -1
  for (let i = 0; i < leaves.length; i++) {
    const { gain } = leaves[i]!.split
    if (gain > 1e-9 && (best < 0 || gain > leaves[best]!.split.gain)) best = i
  }
  return best
}

function emptyTree(nodes: number): Tree {
  return {
    column: new Int16Array(nodes).fill(-1),
    goesLeft: new Uint32Array(nodes * setWords),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
  }
}

function writeSplit(tree: Tree, leaf: Leaf, { left, right }: { left: number; right: number }): void {
  tree.column[leaf.node] = leaf.split.column
  tree.goesLeft.set(leaf.split.set, leaf.node * setWords)
  tree.left[leaf.node] = left
  tree.right[leaf.node] = right
  tree.cover[leaf.node] = leaf.rows.length
}

function writeLeaf(tree: Tree, { node, totals, rows }: Leaf, { learningRate, l2 }: GrowthRules): void {
  tree.value[node] = totals.curvature + l2 > 0 ? (-learningRate * totals.gradient) / (totals.curvature + l2) : 0
  tree.cover[node] = rows.length
}

function trimmed(tree: Tree, nodes: number): Tree {
  return {
    column: tree.column.slice(0, nodes),
    goesLeft: tree.goesLeft.slice(0, nodes * setWords),
    left: tree.left.slice(0, nodes),
    right: tree.right.slice(0, nodes),
    value: tree.value.slice(0, nodes),
    cover: tree.cover.slice(0, nodes),
  }
}
