import type { Binned } from './binned.ts'

/** Words of 32 bits in a set of bins. */
export const setWords = 8

/**
 * A regression tree over bins. Node n is a leaf when `column[n]` is -1; else the bins in its set (bit `bin` of the eight
 * words from `8 n` of `goesLeft`) lead to `left[n]`, all others to `right[n]`. `cover` is the number of rows that reached it.
 */
export interface Tree {
  readonly column: Int16Array
  readonly goesLeft: Uint32Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly value: Float64Array
  readonly cover: Float64Array
}

/** True when the bin leads to the left at the node. */
export function leadsLeft(goesLeft: Uint32Array, node: number, bin: number): boolean {
  return ((goesLeft[node * setWords + (bin >>> 5)]! >>> (bin & 31)) & 1) === 1
}

/** Adds the tree's values times `weight` to the scores of all rows. */
export function addTree(given: { tree: Tree; binned: Binned; scores: Float64Array; weight?: number }): void {
  const { tree, binned, scores, weight = 1 } = given
  const { column, goesLeft, left, right, value } = tree
  for (let row = 0; row < scores.length; row++) {
    let node = 0
    for (let c = column[0]!; c >= 0; c = column[node]!) {
      node = leadsLeft(goesLeft, node, binned.bins[c]![row]!) ? left[node]! : right[node]!
    }
    scores[row] = scores[row]! + weight * value[node]!
  }
}
