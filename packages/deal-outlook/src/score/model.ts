import type { Encoding } from '../boosting/encoding.ts'
import type { Tree } from '../boosting/tree.ts'
import { treeMean } from '../boosting/tree-reasons.ts'
import { type Calibration, calibrated } from '../calibration/calibrate.ts'
import type { Quality } from '../quality/verdict.ts'

/** A fitted score of deals, as plain values. */
export interface ScoreModel {
  readonly encodings: readonly Encoding[]
  /** Log odds before any tree. */
  readonly start: number
  readonly trees: readonly Tree[]
  readonly calibration: Calibration
  /** The share of ones among all rows learned from: what is said when there is no usable signal. */
  readonly baseRate: number
  /** False when the trees could not be told from the base rate, which is then said of every deal. */
  readonly inUse: boolean
  /** Measured on rows not learned from; absent when there were none to measure on, and `why` says so. */
  readonly quality?: Quality
  readonly why: string
}

/** Log odds of an average row, from which reasons are counted, before and after calibration. */
export function baselineOf(model: ScoreModel): { raw: number; logOdds: number } {
  const raw = model.trees.reduce((sum, tree) => sum + treeMean(tree), model.start)
  return { raw, logOdds: calibrated(model.calibration, raw) }
}
