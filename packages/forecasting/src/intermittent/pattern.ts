/** How demand behaves: by how often it comes and how much its size varies (Syntetos, Boylan & Croston 2005). */
export type Pattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'constant'

/** The pattern of a series, with the two numbers it was read from. */
export interface PatternReading {
  readonly pattern: Pattern
  /** Mean number of periods between non-zero values. */
  readonly interval: number
  /** Squared coefficient of variation of the non-zero values. */
  readonly variation: number
}

const oftenEnough = 1.32
const steadyEnough = 0.49

/** Reads the pattern of a series; missing values are left out of both numbers. */
export function readPattern(y: Float64Array): PatternReading {
  let seen = 0
  let nonZero = 0
  let sum = 0
  let squares = 0
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const value of y) {
    if (Number.isNaN(value)) continue
    seen++
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
    if (value === 0) continue
    nonZero++
    sum += value
    squares += value * value
  }
  const interval = nonZero > 0 ? seen / nonZero : Number.POSITIVE_INFINITY
  const variation = nonZero > 0 && sum !== 0 ? Math.max(0, (squares * nonZero) / (sum * sum) - 1) : 0
  if (lowest === highest) return { pattern: 'constant', interval, variation }
  const often = interval < oftenEnough
  const steady = variation < steadyEnough
  const pattern = often ? (steady ? 'smooth' : 'erratic') : steady ? 'intermittent' : 'lumpy'
  return { pattern, interval, variation }
}
