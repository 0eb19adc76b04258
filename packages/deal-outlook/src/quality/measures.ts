import { logit, logLossOf } from '../logit.ts'

/** Probabilities beside what came true (0 or 1). */
export interface Judged {
  readonly probabilities: ArrayLike<number>
  readonly outcomes: ArrayLike<number>
}

/** The chance that a won deal has a higher probability than a lost one, ties half (Mann-Whitney); NaN with one class only. */
export function auc({ probabilities, outcomes }: Judged): number {
  const order = ordered(probabilities)
  let [ones, rankSum, from] = [0, 0, 0]
  while (from < order.length) {
    let to = from + 1
    while (to < order.length && probabilities[order[to]!] === probabilities[order[from]!]) to++
    for (let i = from; i < to; i++) {
      if (outcomes[order[i]!] !== 1) continue
      ones++
      rankSum += (from + to + 1) / 2
    }
    from = to
  }
  const zeros = order.length - ones
  return ones === 0 || zeros === 0 ? Number.NaN : (rankSum - (ones * (ones + 1)) / 2) / (ones * zeros)
}

/** Mean squared distance of the probability from the outcome (Brier 1950). */
export function brier({ probabilities, outcomes }: Judged): number {
  let sum = 0
  for (let i = 0; i < outcomes.length; i++) sum += (probabilities[i]! - outcomes[i]!) ** 2
  return sum / outcomes.length
}

/** Mean negative log likelihood; probabilities are kept 1e-15 from 0 and 1. */
export function logLoss({ probabilities, outcomes }: Judged): number {
  let sum = 0
  for (let i = 0; i < outcomes.length; i++) {
    sum += logLossOf(logit(Math.min(1 - 1e-15, Math.max(1e-15, probabilities[i]!))), outcomes[i]!)
  }
  return sum / outcomes.length
}

/** A group of deals with like probabilities: what was said, and what came. */
export interface Reliability {
  readonly rows: number
  readonly said: number
  readonly came: number
}

/** Groups of equal size in the order of probability; equal probabilities stay together. */
export function reliability({ probabilities, outcomes }: Judged, groups = 10): Reliability[] {
  const order = ordered(probabilities)
  const found: Reliability[] = []
  let from = 0
  for (let group = 1; group <= groups; group++) {
    let to = Math.max(from, Math.round((group * order.length) / groups))
    while (to > from && to < order.length && probabilities[order[to]!] === probabilities[order[to - 1]!]) to++
    if (to === from) continue
    let [said, came] = [0, 0]
    for (let i = from; i < to; i++) {
      said += probabilities[order[i]!]!
      came += outcomes[order[i]!]!
    }
    found.push({ rows: to - from, said: said / (to - from), came: came / (to - from) })
    from = to
  }
  return found
}

/** Expected calibration error: the mean distance between said and came over ten groups of equal size. */
export function calibrationError(judged: Judged): number {
  const groups = reliability(judged)
  return groups.reduce((sum, { rows, said, came }) => sum + rows * Math.abs(said - came), 0) / judged.outcomes.length
}

function ordered(probabilities: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: probabilities.length }, (_, i) => i)
  return order.sort((a, b) => probabilities[a]! - probabilities[b]! || a - b)
}
