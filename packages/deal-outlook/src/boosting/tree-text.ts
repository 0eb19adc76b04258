import { Refusal } from '../refusal.ts'
import { setWords, type Tree } from './tree.ts'

/** A tree as JSON: numbers by node, and the bins that go left as 64 hexadecimal digits a split. */
export interface TreeText {
  readonly column: readonly number[]
  readonly goesLeft: readonly string[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly value: readonly number[]
  readonly cover: readonly number[]
}

/** Writes a tree as JSON. */
export function treeText(tree: Tree): TreeText {
  return {
    column: Array.from(tree.column),
    goesLeft: Array.from(tree.column, (column, node) => (column < 0 ? '' : hexOf(tree.goesLeft, node))),
    left: Array.from(tree.left),
    right: Array.from(tree.right),
    value: Array.from(tree.value),
    cover: Array.from(tree.cover),
  }
}

/** Reads a tree, refusing one whose nodes lead nowhere or back, or whose columns are not there. */
export function readTree(text: TreeText, columns: number): Tree {
  const nodes = text?.column?.length ?? 0
  const arrays = [text?.goesLeft, text?.left, text?.right, text?.value, text?.cover]
  const whole = nodes > 0 && arrays.every((array) => Array.isArray(array) && array.length === nodes)
  if (!whole || !text.column.every((column, node) => isSound({ text, node, column, columns, nodes }))) {
    const message = 'A tree of the model is damaged. Use the file as `fit` wrote it, or fit the model again.'
    throw new Refusal({ code: 'model', value: nodes, message })
  }
  const goesLeft = new Uint32Array(nodes * setWords)
  for (const [node, hex] of text.goesLeft.entries()) {
    for (let word = 0; word < setWords && hex !== ''; word++) {
      goesLeft[node * setWords + word] = Number.parseInt(hex.slice(8 * word, 8 * word + 8), 16)
    }
  }
  return {
    column: Int16Array.from(text.column),
    goesLeft,
    left: Int32Array.from(text.left),
    right: Int32Array.from(text.right),
    value: Float64Array.from(text.value),
    cover: Float64Array.from(text.cover),
  }
}

function hexOf(goesLeft: Uint32Array, node: number): string {
  const words = Array.from({ length: setWords }, (_, word) => goesLeft[node * setWords + word]!)
  return words.map((word) => word.toString(16).padStart(8, '0')).join('')
}

function isSound(at: { text: TreeText; node: number; column: number; columns: number; nodes: number }): boolean {
  const { text, node, column, columns, nodes } = at
  if (!Number.isFinite(text.value[node]!) || !(text.cover[node]! > 0)) return false
  if (column === -1) return true
  const children = [text.left[node]!, text.right[node]!]
  const leadOn = children.every((child) => Number.isInteger(child) && child > node && child < nodes)
  return (
    Number.isInteger(column) && column >= 0 && column < columns && leadOn && /^[0-9a-f]{64}$/.test(text.goesLeft[node]!)
  )
}
