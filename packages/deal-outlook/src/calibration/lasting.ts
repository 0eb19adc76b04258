import { logLossOf } from '../logit.ts'
import { type Calibration, calibrated } from './calibrate.ts'

/** Shares that are tried: of a calibration that served fully, of one that served not at all, and between. */
const steps = 20

/**
 * How much of a calibration, found on some rows, served on later ones by a model that had learned from the former too: the share
 * of its correction with the least log loss. What drifts on is worth its correction again; what came and went is not.
 */
export function shareThatServed(
  calibration: Calibration,
  { scores, outcomes }: { scores: Float64Array; outcomes: ArrayLike<number> },
): number {
  if (calibration.kind === 'none') return 1
  const moved = scores.map((score) => calibrated(calibration, score) - score)
  const lossAt = (share: number) =>
    scores.reduce((sum, score, i) => sum + logLossOf(score + share * moved[i]!, outcomes[i]!), 0)
  let [best, least] = [0, lossAt(0)]
  for (let step = 1; step <= steps; step++) {
    const loss = lossAt(step / steps)
    if (loss < least) [best, least] = [step / steps, loss]
  }
  return best
}

/** A share of a calibration's correction. */
export function partly(calibration: Calibration, share: number): Calibration {
  if (share === 0 || calibration.kind === 'none') return { kind: 'none' }
  if (share === 1) return calibration
  if (calibration.kind === 'platt') {
    const { intercept, slope } = calibration
    return { kind: 'platt', intercept: share * intercept, slope: 1 + share * (slope - 1) }
  }
  const { scores, logOdds } = calibration
  return { kind: 'isotonic', scores, logOdds: logOdds.map((said, i) => scores[i]! + share * (said - scores[i]!)) }
}
