import { logLossOf } from '../logit.ts'
import { fitIsotonic, type IsotonicSteps, isotonicAt } from './isotonic.ts'
import { fitPlatt, type PlattLine } from './platt.ts'

/** How a model's score becomes calibrated log odds. */
export type Calibration = { readonly kind: 'none' } | PlattLine | IsotonicSteps

/** The calibrated log odds of a score. */
export function calibrated(calibration: Calibration, score: number): number {
  if (calibration.kind === 'none') return score
  if (calibration.kind === 'platt') return calibration.intercept + calibration.slope * score
  return isotonicAt(calibration, score)
}

const folds = 5
/** Rows below which a calibration is more noise than help. */
const leastRows = 50

/**
 * Chooses none, Platt's line or isotonic regression by cross-validated log loss on rows the model has not learned from;
 * the simpler one stays unless the next saves more than one standard error of the difference.
 */
export function chooseCalibration(scores: Float64Array, outcomes: ArrayLike<number>): Calibration {
  if (scores.length < leastRows) return { kind: 'none' }
  const fits: ((s: Float64Array, o: ArrayLike<number>) => Calibration)[] = [
    () => ({ kind: 'none' }),
    fitPlatt,
    fitIsotonic,
  ]
  let [chosen, losses] = [0, heldOutLosses(fits[0]!, scores, outcomes)]
  for (let k = 1; k < fits.length; k++) {
    const others = heldOutLosses(fits[k]!, scores, outcomes)
    const { mean, error } = meanDifference(losses, others)
    if (mean > error) [chosen, losses] = [k, others]
  }
  return fits[chosen]!(scores, outcomes)
}

function heldOutLosses(
  fit: (scores: Float64Array, outcomes: ArrayLike<number>) => Calibration,
  scores: Float64Array,
  outcomes: ArrayLike<number>,
): Float64Array {
  const losses = new Float64Array(scores.length)
  for (let fold = 0; fold < folds; fold++) {
    const rows = Array.from(scores, (_, i) => i).filter((i) => i % folds !== fold)
    const made = fit(
      Float64Array.from(rows, (i) => scores[i]!),
      Uint8Array.from(rows, (i) => outcomes[i]!),
    )
    for (let i = fold; i < scores.length; i += folds) losses[i] = logLossOf(calibrated(made, scores[i]!), outcomes[i]!)
  }
  return losses
}

function meanDifference(a: Float64Array, b: Float64Array): { mean: number; error: number } {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    const d = a[i]! - b[i]!
    sum += d
    squares += d * d
  }
  const mean = sum / a.length
  return { mean, error: Math.sqrt(Math.max(0, squares / a.length - mean * mean) / a.length) }
}
