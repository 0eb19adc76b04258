import { expit } from '../logit.ts'

/** A line in log odds: intercept + slope x score. */
export interface PlattLine {
  readonly kind: 'platt'
  readonly intercept: number
  readonly slope: number
}

/** Logistic regression of the outcome on the score (Platt 1999) by Newton's method, a little ridge on slope minus 1. */
export function fitPlatt(scores: Float64Array, outcomes: ArrayLike<number>): PlattLine {
  let [intercept, slope] = [0, 1]
  const ridge = 1e-3
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, ridge * (slope - 1), 1e-9, 0, ridge]
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i]!
      const p = expit(intercept + slope * score)
      const weight = Math.max(p * (1 - p), 1e-12)
      g0 += p - outcomes[i]!
      g1 += (p - outcomes[i]!) * score
      h00 += weight
      h01 += weight * score
      h11 += weight * score * score
    }
    const determinant = h00 * h11 - h01 * h01
    if (determinant <= 0) break
    const moveIntercept = clamp((h11 * g0 - h01 * g1) / determinant)
    const moveSlope = clamp((h00 * g1 - h01 * g0) / determinant)
    intercept -= moveIntercept
    slope -= moveSlope
    if (Math.abs(moveIntercept) + Math.abs(moveSlope) < 1e-10) break
  }
  // A negative slope would turn the order of deals round: such scores say nothing.
  return { kind: 'platt', intercept, slope: Math.max(slope, 0) }
}

/** Newton's step, held back where the curvature is almost none. */
function clamp(step: number): number {
  return Math.max(-2, Math.min(2, step))
}
