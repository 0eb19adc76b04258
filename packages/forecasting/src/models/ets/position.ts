import type { Validated } from '../../validation.ts'
import type { EtsEstimate } from './estimate.ts'
import { parameterCount } from './form.ts'
import type { Region } from './layout.ts'
import { beginLearning, copyLearning, type Learning } from './learning.ts'
import type { RunMemory } from './memory.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** An estimate, and where its recursion stands now. */
export interface Position {
  readonly best: EtsEstimate
  readonly smoothing: Smoothing
  readonly state: EtsState
  /** The errors so far: their number, sum of squares, and the sum of logarithms of means for relative ones. */
  readonly errors: Errors
  /** Values seen so far. */
  time: number
  readonly scale: number
  readonly valid: Validated
  /** Where the parameters may go on to move. */
  readonly region: Region | undefined
  /** What is needed to learn on; worked out once for a fit, when the first value comes. */
  readonly memory: RunMemory
  learning?: Learning | 'none' | undefined
}

interface Errors {
  count: number
  squares: number
  logs: number
}

export function likelihoodOf({ best, valid, errors, scale }: Position): { logLikelihood: number; aicc: number } {
  const k = parameterCount(best.form, valid.seasonLength)
  const halves = Math.log(Math.max(1e-30, errors.squares)) / 2 + Math.log(scale)
  const logLikelihood = -errors.count * halves - errors.logs
  return { logLikelihood, aicc: -2 * logLikelihood + 2 * k + (2 * k * (k + 1)) / Math.max(1, errors.count - k - 1) }
}

/** How many errors count when the variance is estimated. */
export function degreesOf({ form }: EtsEstimate, { seasonLength }: Validated, count: number): number {
  return Math.max(1, count - parameterCount(form, seasonLength) + 1)
}

export function copied(at: Position): Position {
  const { scale, valid } = at
  at.learning ??=
    beginLearning(at.best, scale === 1 ? valid.y : valid.y.map((value) => value / scale), at.region) ?? 'none'
  const { alpha, beta, gamma, phi } = at.smoothing
  const { level, trend, season } = at.state
  const { count, squares, logs } = at.errors
  return {
    best: at.best,
    smoothing: { alpha, beta, gamma, phi },
    state: { level, trend, season: season.slice() },
    errors: { count, squares, logs },
    time: at.time,
    scale,
    valid,
    region: at.region,
    memory: at.memory,
    learning: at.learning === 'none' ? 'none' : copyLearning(at.learning),
  }
}

export function oneStepVariance({ best, valid, errors }: Position): number {
  return errors.squares / degreesOf(best, valid, errors.count)
}
