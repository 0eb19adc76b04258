import { leadsLeft, type Tree } from './tree.ts'

/**
 * Path-dependent tree SHAP (Lundberg et al. 2020): Shapley values of the columns where a column left out is averaged over by
 * the rows that reached each branch. The values of a row sum to the tree's value less its mean.
 *
 * A path entry holds a column, the share of paths that flow through when it is left out (`zero`) and when it is known
 * (`one`), and `weight`, the share of column subsets of each size that flow so far.
 */
export function treeReasons(tree: Tree, bins: ArrayLike<number>, into: Float64Array): void {
  walk({ tree, bins, into, node: 0, depth: 0, paths: pathsFor(tree), zero: 1, one: 1, column: -1 })
}

/** The mean value of a tree over the rows it was grown on. */
export function treeMean({ column, left, right, value, cover }: Tree, node = 0): number {
  if (column[node]! < 0) return value[node]!
  const tree = { column, left, right, value, cover } as Tree
  const [l, r] = [left[node]!, right[node]!]
  return (cover[l]! * treeMean(tree, l) + cover[r]! * treeMean(tree, r)) / cover[node]!
}

interface Path {
  readonly column: Int32Array
  readonly zero: Float64Array
  readonly one: Float64Array
  readonly weight: Float64Array
}

interface Step {
  readonly tree: Tree
  readonly bins: ArrayLike<number>
  readonly into: Float64Array
  readonly node: number
  readonly depth: number
  readonly paths: readonly Path[]
  readonly zero: number
  readonly one: number
  readonly column: number
}

const madePaths: Path[] = []

/** One path buffer for each level, kept from tree to tree. */
function pathsFor(tree: Tree): readonly Path[] {
  const needed = depthOf(tree, 0) + 2
  while (madePaths.length < needed) {
    const size = madePaths.length + 2
    const numbers = () => new Float64Array(size)
    madePaths.push({ column: new Int32Array(size), zero: numbers(), one: numbers(), weight: numbers() })
  }
  return madePaths
}

function depthOf(tree: Tree, node: number): number {
  if (tree.column[node]! < 0) return 0
  return 1 + Math.max(depthOf(tree, tree.left[node]!), depthOf(tree, tree.right[node]!))
}

function walk(step: Step, length = 0): void {
  const { tree, bins, into, node, depth, paths } = step
  const path = paths[depth]!
  if (depth > 0) copy(paths[depth - 1]!, path, length)
  let size = extend(path, length, step)
  const column = tree.column[node]!
  if (column < 0) {
    for (let i = 1; i < size; i++) {
      const share = unwoundSum(path, size, i) * (path.one[i]! - path.zero[i]!)
      into[path.column[i]!] = into[path.column[i]!]! + share * tree.value[node]!
    }
    return
  }
  let [zero, one] = [1, 1]
  for (let i = 1; i < size; i++) {
    if (path.column[i] !== column) continue
    zero = path.zero[i]!
    one = path.one[i]!
    size = unwind(path, size, i)
    break
  }
  const goesLeft = leadsLeft(tree.goesLeft, node, bins[column]!)
  const children = [tree.left[node]!, tree.right[node]!]
  for (const [side, child] of children.entries()) {
    const share = tree.cover[child]! / tree.cover[node]!
    const known = goesLeft === (side === 0) ? one : 0
    walk({ tree, bins, into, node: child, depth: depth + 1, paths, zero: zero * share, one: known, column }, size)
  }
}

function copy(from: Path, to: Path, length: number): void {
  for (let i = 0; i < length; i++) {
    to.column[i] = from.column[i]!
    to.zero[i] = from.zero[i]!
    to.one[i] = from.one[i]!
    to.weight[i] = from.weight[i]!
  }
}

function extend(path: Path, length: number, { zero, one, column }: Step): number {
  const { weight } = path
  path.column[length] = column
  path.zero[length] = zero
  path.one[length] = one
  weight[length] = length === 0 ? 1 : 0
  for (let i = length - 1; i >= 0; i--) {
    weight[i + 1] = weight[i + 1]! + (one * weight[i]! * (i + 1)) / (length + 1)
    weight[i] = (zero * weight[i]! * (length - i)) / (length + 1)
  }
  return length + 1
}

/** Takes an entry out of the path again. */
function unwind(path: Path, size: number, at: number): number {
  const { weight } = path
  const [zero, one, last] = [path.zero[at]!, path.one[at]!, size - 1]
  let next = weight[last]!
  for (let i = last - 1; i >= 0; i--) {
    if (one !== 0) {
      const kept = weight[i]!
      weight[i] = (next * size) / ((i + 1) * one)
      next = kept - (weight[i]! * zero * (last - i)) / size
    } else weight[i] = (weight[i]! * size) / (zero * (last - i))
  }
  for (let i = at; i < last; i++) {
    path.column[i] = path.column[i + 1]!
    path.zero[i] = path.zero[i + 1]!
    path.one[i] = path.one[i + 1]!
  }
  return last
}

/** The sum of weights that unwinding the entry would leave. */
function unwoundSum({ zero, one, weight }: Path, size: number, at: number): number {
  const [z, o, last] = [zero[at]!, one[at]!, size - 1]
  let [sum, next] = [0, weight[last]!]
  for (let i = last - 1; i >= 0; i--) {
    if (o !== 0) {
      const taken = (next * size) / ((i + 1) * o)
      sum += taken
      next = weight[i]! - (taken * z * (last - i)) / size
    } else sum += (weight[i]! * size) / (z * (last - i))
  }
  return sum
}
