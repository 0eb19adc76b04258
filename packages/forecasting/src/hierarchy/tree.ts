import { Refusal } from '../refusal.ts'

/** A tree of nodes: `parents[i]` is the place of node i's parent, -1 for a root. There may be several roots. */
export interface Tree {
  readonly parents: Int32Array
  /** Nodes in an order where parents stand before their children. */
  readonly order: Int32Array
  /** How many leaves hang below each node; 1 for a leaf. */
  readonly leaves: Int32Array
}

/** Reads a tree from the parent of every node, in O(nodes); throws where a parent is none or nodes turn in a circle. */
export function treeOf(parents: ArrayLike<number>): Tree {
  const n = parents.length
  const first = new Int32Array(n + 1).fill(-1)
  const next = new Int32Array(n).fill(-1)
  for (let i = n - 1; i >= 0; i--) {
    const parent = parents[i]!
    if (!Number.isInteger(parent) || parent < -1 || parent >= n || parent === i) {
      const message = `Node ${i} has parent ${parent}. Give the place of another node, 0 to ${n - 1}, or -1 for a root.`
      throw new Refusal({ code: 'hierarchy', value: parent, message })
    }
    const at = parent === -1 ? n : parent
    next[i] = first[at]!
    first[at] = i
  }
  const order = new Int32Array(n)
  let count = 0
  for (let i = first[n]!; i >= 0; i = next[i]!) order[count++] = i
  for (let read = 0; read < count; read++) for (let i = first[order[read]!]!; i >= 0; i = next[i]!) order[count++] = i
  if (count < n) {
    const message = `${n - count} of ${n} nodes turn in a circle. Every node must lead to a root with parent -1.`
    throw new Refusal({ code: 'hierarchy', value: n - count, message })
  }
  const leaves = new Int32Array(n)
  for (let k = n - 1; k >= 0; k--) {
    const i = order[k]!
    if (first[i]! < 0) leaves[i] = 1
    if (parents[i]! >= 0) leaves[parents[i]!]! += leaves[i]!
  }
  return { parents: Int32Array.from(parents), order, leaves }
}
