/**
 * What one-step errors since the fit say of a combination: how its members did beside each other, and how wide its intervals
 * should have been. Old errors fade.
 */
export interface ErrorTracking {
  /** Faded sums of squared errors by member, in units of the weighted mean square of all at the same step. */
  readonly squares: number[]
  count: number
  /** Faded sum of squared errors of the whole in standard deviations, and how many. */
  surprise: number
  surprises: number
}

/** What is kept of an error at every later step: a memory of about 33 values. */
const fade = 0.97
/** The fitted weights count as much as this many errors, the fitted width as much as this many. */
const weightPrior = 8
const widthPrior = 20
/** Errors beyond four standard deviations count as four; with the tails of real series the mean square is then not 1 but this. */
const most = 16
const usual = 1.15

/** A record of `members` members without an entry. */
export function noErrors(members: number): ErrorTracking {
  return { squares: new Array<number>(members).fill(0), count: 0, surprise: 0, surprises: 0 }
}

/** The same, to be moved on its own. */
export function copyTracking({ squares, count, surprise, surprises }: ErrorTracking): ErrorTracking {
  return { squares: squares.slice(), count, surprise, surprises }
}

/**
 * Enters the errors of members at one step and moves `weights`: the learned weight times how much smaller a member's mean
 * square is than that of all, drawn towards 1. Errors beyond all numbers, or none at all, say nothing.
 */
export function enterErrors(
  record: ErrorTracking,
  given: { errors: ArrayLike<number>; learned: ArrayLike<number>; weights: number[] },
): void {
  const { errors, learned, weights } = given
  let [mean, total] = [0, 0]
  for (let i = 0; i < learned.length; i++) {
    mean += learned[i]! * errors[i]! * errors[i]!
    total += learned[i]!
  }
  mean /= total
  if (!(mean > 0 && mean < Number.POSITIVE_INFINITY)) return
  record.count = fade * record.count + 1
  for (let i = 0; i < learned.length; i++) {
    const square = fade * record.squares[i]! + (errors[i]! * errors[i]!) / mean
    record.squares[i] = square
    weights[i] = (learned[i]! * (weightPrior + record.count)) / (weightPrior + square)
  }
}

/** Enters the error of the whole at one step, in its own standard deviations; no number (no width) says nothing. */
export function enterSurprise(record: ErrorTracking, score: number): void {
  if (Number.isNaN(score)) return
  record.surprise = fade * record.surprise + Math.min(most, score * score) / usual
  record.surprises = fade * record.surprises + 1
}

/** What intervals are to be multiplied by: 1 without a record. */
export function widthOf({ surprise, surprises }: ErrorTracking): number {
  return Math.sqrt((widthPrior + surprise) / (widthPrior + surprises))
}
