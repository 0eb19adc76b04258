import { expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { boostRules } from '../score/rules.ts'
import { boost } from './boost.ts'
import { addTree, leadsLeft, type Tree } from './tree.ts'
import { treeMean, treeReasons } from './tree-reasons.ts'

const columns = 4
const { binned, trees } = grownTrees()

it("are Shapley's values: the mean over all orders of learning the columns, worked out from the definition", () => {
  for (const tree of trees) {
    for (let row = 0; row < 20; row++) {
      const bins = binned.bins.map((column) => column[row]!)
      const found = new Float64Array(columns)
      treeReasons(tree, bins, found)
      for (let column = 0; column < columns; column++) {
        expect(found[column]).toBeCloseTo(shapley(tree, bins, column), 10)
      }
    }
  }
})

it('sum to the value of the tree less its mean, to 1e-12', () => {
  for (const tree of trees) {
    const scores = new Float64Array(binned.rows)
    addTree({ tree, binned, scores })
    for (let row = 0; row < 50; row++) {
      const found = new Float64Array(columns)
      treeReasons(
        tree,
        binned.bins.map((column) => column[row]!),
        found,
      )
      const sum = found.reduce((total, part) => total + part, treeMean(tree))
      expect(Math.abs(sum - scores[row]!)).toBeLessThan(1e-12)
    }
  }
})

function grownTrees() {
  const random = randomFrom(5)
  const rows = 600
  const bins = Array.from({ length: columns }, () => Uint8Array.from({ length: rows }, () => random.whole(9)))
  const outcomes = Uint8Array.from({ length: rows }, (_, row) => {
    const drive = bins[0]![row]! * bins[1]![row]! - 12 + (bins[2]![row]! % 3) * 6
    return random.uniform() < 1 / (1 + Math.exp(-drive / 6)) ? 1 : 0
  })
  const isCategory = [false, false, true, false]
  const binned = { rows, bins, binCounts: bins.map(() => 10), isCategory }
  const rules = boostRules(rows, { trees: 4, leaves: 14, leastRows: 5, columnShare: 1 })
  return { binned, trees: boost({ binned, outcomes, rules, seed: 1 }).trees }
}

/** The definition: weights of subsets times what the column adds to the expectation given the subset. */
function shapley(tree: Tree, bins: number[], column: number): number {
  const others = Array.from({ length: columns }, (_, c) => c).filter((c) => c !== column)
  let sum = 0
  for (let mask = 0; mask < 2 ** others.length; mask++) {
    const known = new Set(others.filter((_, i) => (mask >> i) & 1))
    const weight = (factorial(known.size) * factorial(columns - known.size - 1)) / factorial(columns)
    sum += weight * (expectation(tree, bins, new Set([...known, column])) - expectation(tree, bins, known))
  }
  return sum
}

function expectation(tree: Tree, bins: number[], known: Set<number>, node = 0): number {
  const column = tree.column[node]!
  if (column < 0) return tree.value[node]!
  const [left, right] = [tree.left[node]!, tree.right[node]!]
  if (known.has(column)) {
    return expectation(tree, bins, known, leadsLeft(tree.goesLeft, node, bins[column]!) ? left : right)
  }
  const parts = [left, right].map((child) => tree.cover[child]! * expectation(tree, bins, known, child))
  return (parts[0]! + parts[1]!) / tree.cover[node]!
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}
