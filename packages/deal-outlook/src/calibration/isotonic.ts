import { logit } from '../logit.ts'

/** Rising points of score and log odds, joined by straight lines and level beyond both ends. */
export interface IsotonicSteps {
  readonly kind: 'isotonic'
  readonly scores: readonly number[]
  readonly logOdds: readonly number[]
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955), each block a point at its mean score (Oron &
 * Flournoy 2017), so that deals of different scores keep different probabilities. A block of n deals stays n + 2 away from 0 and 1.
 */
export function fitIsotonic(scores: Float64Array, outcomes: ArrayLike<number>): IsotonicSteps {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  const blocks: { rows: number; ones: number; score: number }[] = []
  for (const row of order) {
    let block = { rows: 1, ones: outcomes[row]!, score: scores[row]! }
    for (let last = blocks.at(-1); last && !rises(last, block); last = blocks.at(-1)) {
      block = { rows: last.rows + block.rows, ones: last.ones + block.ones, score: last.score + block.score }
      blocks.pop()
    }
    blocks.push(block)
  }
  return {
    kind: 'isotonic',
    scores: blocks.map(({ score, rows }) => score / rows),
    logOdds: runningMax(blocks.map(({ ones, rows }) => logit((ones + 0.5) / (rows + 1)))),
  }
}

/** The log odds at a score. */
export function isotonicAt({ scores, logOdds }: IsotonicSteps, score: number): number {
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (scores[middle]! <= score) low = middle + 1
    else high = middle
  }
  if (low === 0) return logOdds[0]!
  if (low === scores.length) return logOdds[low - 1]!
  const share = (score - scores[low - 1]!) / (scores[low]! - scores[low - 1]!)
  return logOdds[low - 1]! + share * (logOdds[low]! - logOdds[low - 1]!)
}

/** Whether a block lies above the last one, in score and in outcomes. */
function rises(last: { rows: number; ones: number; score: number }, next: typeof last): boolean {
  return last.ones * next.rows < next.ones * last.rows && last.score / last.rows < next.score / next.rows
}

/** Small blocks, drawn towards one half, may not fall below those before them. */
function runningMax(values: number[]): number[] {
  let highest = Number.NEGATIVE_INFINITY
  return values.map((value) => {
    highest = Math.max(highest, value)
    return highest
  })
}
