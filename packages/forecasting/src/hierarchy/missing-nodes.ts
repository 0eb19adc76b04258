import { Refusal } from '../refusal.ts'
import type { Tree } from './tree.ts'

/**
 * Fills nodes without a forecast (NaN) in place: an inner node is what its children sum to, a node below one that has a forecast
 * gets its share of what its siblings leave, not below zero. Throws a `Refusal` that names a node of which nothing is known.
 */
export function fillTree({ parents, order, leaves }: Tree, x: Float64Array): void {
  if (checkFinite(x) === 0) return
  const n = x.length
  const [sums, unknown, children] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)]
  for (let k = n - 1; k >= 0; k--) {
    const i = order[k]!
    if (Number.isNaN(x[i]!) && children[i]! > 0 && unknown[i] === 0) x[i] = sums[i]!
    const parent = parents[i]!
    if (parent < 0) continue
    children[parent]!++
    if (Number.isNaN(x[i]!)) unknown[parent]! += leaves[i]!
    else sums[parent]! += x[i]!
  }
  for (const i of order) {
    if (!Number.isNaN(x[i]!)) continue
    const parent = parents[i]!
    if (parent < 0) throw nothingKnown(x.findIndex((value, j) => Number.isNaN(value) && children[j] === 0))
    x[i] = (Math.max(0, x[parent]! - sums[parent]!) * leaves[i]!) / unknown[parent]!
  }
}

/** The same where groups overlap: a leaf gets its share of what the others leave of the smallest group that has a forecast. */
export function fillCrossed(leaves: number, groups: readonly ArrayLike<number>[], y: Float64Array): void {
  if (checkFinite(y) === 0) return
  const bySize = groups.map((_, g) => g).sort((a, b) => groups[a]!.length - groups[b]!.length)
  for (const g of bySize) {
    const total = y[leaves + g]!
    if (Number.isNaN(total)) continue
    const unknown = Array.from(groups[g]!).filter((i) => Number.isNaN(y[i]!))
    const rest = Math.max(0, total - sumOf(groups[g]!, y))
    for (const i of unknown) y[i] = rest / unknown.length
  }
  for (let i = 0; i < leaves; i++) if (Number.isNaN(y[i]!)) throw nothingKnown(i)
  for (const [g, members] of groups.entries()) if (Number.isNaN(y[leaves + g]!)) y[leaves + g] = sumOf(members, y)
}

/** How many forecasts are missing; what is no number at all is refused. */
function checkFinite(x: Float64Array): number {
  let missing = 0
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]!)) missing++
    else if (!Number.isFinite(x[i]!)) {
      throw new Refusal({
        code: 'hierarchy',
        value: x[i],
        message: `Node ${i} has forecast ${x[i]}. Give a number, or NaN for none.`,
      })
    }
  }
  return missing
}

function sumOf(members: ArrayLike<number>, y: Float64Array): number {
  let sum = 0
  for (let k = 0; k < members.length; k++) sum += Number.isNaN(y[members[k]!]!) ? 0 : y[members[k]!]!
  return sum
}

function nothingKnown(node: number): Refusal {
  const message = `Node ${node} has no forecast (NaN), nor has anything above it. Give it one, 0 where nothing is sold.`
  return new Refusal({ code: 'hierarchy', value: Number.NaN, message })
}
