import { sums } from './histogram.ts'
import { setWords } from './tree.ts'

/** What limits a split. */
export interface SplitRules {
  readonly l2: number
  readonly leastRows: number
  /** Added curvature that draws a category's order towards none. */
  readonly categorySmoothing: number
  /** Added to `l2` when a split by categories is weighed, which has more ways to fit noise than a cut. */
  readonly categoryL2: number
  /** Rows by which a set of categories grows before it is weighed again. */
  readonly leastGroup: number
  /** Categories that one split may send to the smaller side. */
  readonly mostCategories: number
}

/** The best split of a node found so far; `set` holds the bins that go left. */
export interface Split {
  gain: number
  column: number
  readonly set: Uint32Array
}

/** Sums over a node. */
export interface Totals {
  readonly gradient: number
  readonly curvature: number
  readonly rows: number
}

/** A split that no gain has reached yet. */
export function noSplit(): Split {
  return { gain: 0, column: -1, set: new Uint32Array(setWords) }
}

interface Search {
  readonly histogram: Float64Array
  readonly start: number
  readonly bins: number
  readonly column: number
  readonly totals: Totals
  readonly rules: SplitRules
  readonly best: Split
}

/** Tries every cut of a numeric column, missing values on either side, and keeps the best in `best`. */
export function searchNumeric(search: Search): void {
  const { histogram, start, bins, totals, rules, best } = search
  const missing = start + (bins - 1) * sums
  const anyMissing = histogram[missing + 2]! > 0.5
  for (let side = 0; side < (anyMissing ? 2 : 1); side++) {
    let gradient = side === 1 ? histogram[missing]! : 0
    let curvature = side === 1 ? histogram[missing + 1]! : 0
    let rows = side === 1 ? histogram[missing + 2]! : 0
    const last = anyMissing && side === 0 ? bins - 1 : bins - 2
    for (let bin = 0; bin < last; bin++) {
      const at = start + bin * sums
      gradient += histogram[at]!
      curvature += histogram[at + 1]!
      rows += histogram[at + 2]!
      if (rows < rules.leastRows) continue
      if (totals.rows - rows < rules.leastRows) break
      const gain = gainOf(gradient, curvature, totals, rules.l2)
      if (gain <= best.gain) continue
      best.gain = gain
      best.column = search.column
      // Without missing values in the node, later ones follow the larger side.
      const missingLeft = anyMissing ? side === 1 : rows * 2 > totals.rows
      keepUpTo({ set: best.set, bin, missing: bins - 1, missingLeft })
    }
  }
}

/**
 * Orders the categories by gradient over curvature and tries every prefix from both ends, which holds the best split into
 * two sets (Fisher 1958). Categories not seen in the node follow the larger side.
 */
export function searchCategories(search: Search, order: Int32Array, ratio: Float64Array): void {
  const { histogram, start, bins, totals, rules } = search
  let seen = 0
  for (let bin = 0; bin < bins; bin++) {
    const at = start + bin * sums
    if (histogram[at + 2]! < 0.5) continue
    ratio[bin] = histogram[at]! / (histogram[at + 1]! + rules.categorySmoothing)
    order[seen++] = bin
  }
  if (seen < 2) return
  const sorted = order.subarray(0, seen).sort((a, b) => ratio[a]! - ratio[b]! || a - b)
  for (const backwards of [false, true]) {
    let [gradient, curvature, rows, weighed] = [0, 0, 0, 0]
    const most = Math.min(seen - 1, rules.mostCategories)
    for (let i = 0; i < most; i++) {
      const at = start + sorted[backwards ? seen - 1 - i : i]! * sums
      gradient += histogram[at]!
      curvature += histogram[at + 1]!
      rows += histogram[at + 2]!
      if (rows < rules.leastRows) continue
      if (totals.rows - rows < rules.leastRows) break
      if (rows - weighed < rules.leastGroup) continue
      weighed = rows
      const gain = gainOf(gradient, curvature, totals, rules.l2 + rules.categoryL2)
      if (gain <= search.best.gain) continue
      search.best.gain = gain
      search.best.column = search.column
      const picked = backwards ? sorted.subarray(seen - 1 - i) : sorted.subarray(0, i + 1)
      keepCategories({ set: search.best.set, picked, sorted, pickedIsLarger: rows * 2 > totals.rows })
    }
  }
}

/** Gain in the second-order loss of splitting off the sums given: half the sum of g^2 / (h + l2) gained. */
function gainOf(gradient: number, curvature: number, totals: Totals, l2: number): number {
  const other = totals.gradient - gradient
  const whole = (totals.gradient * totals.gradient) / (totals.curvature + l2)
  const left = (gradient * gradient) / (curvature + l2)
  const right = (other * other) / (totals.curvature - curvature + l2)
  return 0.5 * (left + right - whole)
}

function keepUpTo(given: { set: Uint32Array; bin: number; missing: number; missingLeft: boolean }): void {
  const { set, bin, missing, missingLeft } = given
  for (let word = 0; word < setWords; word++) {
    const inside = bin + 1 - word * 32
    set[word] = inside <= 0 ? 0 : inside >= 32 ? 0xffffffff : (1 << inside) - 1
  }
  if (missingLeft) set[missing >>> 5] = set[missing >>> 5]! | (1 << (missing & 31))
}

function keepCategories(given: {
  set: Uint32Array
  picked: Int32Array
  sorted: Int32Array
  pickedIsLarger: boolean
}): void {
  const { set, picked, sorted, pickedIsLarger } = given
  set.fill(pickedIsLarger ? 0xffffffff : 0)
  if (pickedIsLarger) for (const bin of sorted) set[bin >>> 5] = set[bin >>> 5]! & ~(1 << (bin & 31))
  for (const bin of picked) set[bin >>> 5] = set[bin >>> 5]! | (1 << (bin & 31))
}
