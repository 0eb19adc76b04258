import { expit, logit, logLossOf } from '../logit.ts'
import { type Random, randomFrom, shuffled } from '../random.ts'
import { type Binned, binnedRows } from './binned.ts'
import { type GrowthRules, grower } from './grow.ts'
import { addTree, type Tree } from './tree.ts'

/** How a model is boosted. */
export interface BoostRules extends GrowthRules {
  readonly trees: number
  /** Share of the columns each tree may use. */
  readonly columnShare: number
  /** Share of the rows each tree is grown on. */
  readonly rowShare: number
  /** Trees without a better loss on the stopping rows after which growth ends. */
  readonly patience: number
}

/** Additive trees over a starting score, in log odds. */
export interface Boosted {
  readonly start: number
  readonly trees: readonly Tree[]
}

/** Rows held back to say when to stop. */
export interface StoppingRows {
  readonly binned: Binned
  readonly outcomes: Uint8Array
}

/** Less of the mean log loss than this is no gain: it ends the growth on deals that a column tells apart without error. */
const leastBetter = 1e-5

/** Boosts trees on the binary log loss; with stopping rows it keeps as many as served those best. */
export function boost(given: {
  binned: Binned
  outcomes: Uint8Array
  rules: BoostRules
  seed: number
  stopping?: StoppingRows
}): Boosted {
  const { binned, outcomes, rules, stopping } = given
  const random = randomFrom(given.seed)
  const start = startOf(outcomes)
  const scores = new Float64Array(binned.rows).fill(start)
  const [gradient, curvature] = [new Float64Array(binned.rows), new Float64Array(binned.rows)]
  const grow = grower(binned, rules)
  const trees: Tree[] = []
  const watch = stopping && stoppingWatch({ stopping, start, patience: rules.patience })
  while (trees.length < rules.trees) {
    pullOf({ scores, outcomes, gradient, curvature })
    const rows = someRows(binned.rows, rules.rowShare, random)
    const columns = someColumns(binned.bins.length, rules.columnShare, random)
    const tree = grow({ rows, columns, gradient, curvature })
    if (tree.column.length === 1 && rules.columnShare === 1) break
    trees.push(tree)
    addTree({ tree, binned, scores })
    if (watch?.isOver(tree)) break
  }
  return { start, trees: watch ? trees.slice(0, watch.best()) : trees }
}

/** The scores of all rows in log odds. */
export function scoresOf(boosted: Boosted, binned: Binned): Float64Array {
  const scores = new Float64Array(binned.rows).fill(boosted.start)
  for (const tree of boosted.trees) addTree({ tree, binned, scores })
  return scores
}

/** The named rows as stopping rows. */
export function stoppingRows(given: { binned: Binned; outcomes: Uint8Array; rows: Uint32Array }): StoppingRows {
  const { binned, outcomes, rows } = given
  return { binned: binnedRows(binned, rows), outcomes: Uint8Array.from(rows, (row) => outcomes[row]!) }
}

/** Log odds of the mean outcome, half an outcome of each kind added so that it is finite. */
function startOf(outcomes: Uint8Array): number {
  let ones = 0
  for (const outcome of outcomes) ones += outcome
  return logit((ones + 0.5) / (outcomes.length + 1))
}

/** First and second derivative of the log loss: p - y and p (1 - p). */
function pullOf(given: {
  scores: Float64Array
  outcomes: Uint8Array
  gradient: Float64Array
  curvature: Float64Array
}): void {
  const { scores, outcomes, gradient, curvature } = given
  for (let row = 0; row < scores.length; row++) {
    const p = expit(scores[row]!)
    gradient[row] = p - outcomes[row]!
    curvature[row] = Math.max(p * (1 - p), 1e-16)
  }
}

function stoppingWatch({ stopping, start, patience }: { stopping: StoppingRows; start: number; patience: number }) {
  const { binned, outcomes } = stopping
  const scores = new Float64Array(binned.rows).fill(start)
  let [grown, best, bestLoss] = [0, 0, lossOf(scores, outcomes)]
  function isOver(tree: Tree): boolean {
    addTree({ tree, binned, scores })
    grown++
    const loss = lossOf(scores, outcomes)
    if (loss < bestLoss - leastBetter) {
      bestLoss = loss
      best = grown
    }
    return grown - best >= patience
  }
  return { isOver, best: () => best }
}

function lossOf(scores: Float64Array, outcomes: Uint8Array): number {
  let sum = 0
  for (let row = 0; row < scores.length; row++) sum += logLossOf(scores[row]!, outcomes[row]!)
  return sum / scores.length
}

function someRows(count: number, share: number, random: Random): Uint32Array {
  if (share >= 1) return Uint32Array.from({ length: count }, (_, row) => row)
  const picked = new Uint32Array(count)
  let kept = 0
  for (let row = 0; row < count; row++) if (random.uniform() < share) picked[kept++] = row
  return kept > 0 ? picked.subarray(0, kept) : Uint32Array.from({ length: count }, (_, row) => row)
}

function someColumns(count: number, share: number, random: Random): number[] {
  const kept = Math.max(1, Math.round(count * share))
  return Array.from(shuffled(count, random).subarray(0, kept)).sort((a, b) => a - b)
}
