/** What was expected of a span of months before a decision could change it, and what came. */
export type PastPair = { expected: number; came: number }

/** An effect in units with its 90 % range; or why none can be told. */
export type Effect = { units: number; lo90: number; hi90: number; compared: number } | { reason: string }

/** Fewer past spans than this say nothing of how far expectations usually err. */
const least = 6

/**
 * What a decision brought: what came, less what would have come without it. That is the forecast made before the decision,
 * corrected by how far such forecasts fell from what came over spans of the same length and distance; the range is that of a
 * new observation of those errors (Student's t, 5 % on each side).
 */
export function effectOf({
  past,
  expected,
  came,
}: {
  past: readonly PastPair[]
  expected: number
  came: number
}): Effect {
  const errors = past.filter((pair) => pair.expected > 0).map((pair) => pair.came / pair.expected - 1)
  const n = errors.length
  if (n < least) return { reason: `only ${n} earlier spans can be compared; ${least} are needed` }
  if (expected <= 0) return { reason: 'nothing was expected without the decision' }
  const mean = errors.reduce((sum, error) => sum + error, 0) / n
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (n - 1)
  const half = expected * Math.sqrt(variance * (1 + 1 / n)) * quantileOfT(n - 1)
  const units = came - expected * (1 + mean)
  return { units: Math.round(units), lo90: Math.round(units - half), hi90: Math.round(units + half), compared: n }
}

/** The 95 % quantile of Student's t: the expansion of Abramowitz and Stegun, 26.7.5. */
export function quantileOfT(freedom: number): number {
  const z = 1.6448536269514722
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ]
  return terms.reduce((sum, term, at) => sum + term / freedom ** (at + 1), z)
}
