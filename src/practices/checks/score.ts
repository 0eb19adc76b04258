import type { Bounds } from './check.ts'

/** 0 at red, 100 at green, straight between them, clamped beyond. Red may lie above green: then less is better. */
export function scoreOf(value: number, { green, red }: Bounds): number {
  const share = green === red ? Number(value >= green) : (value - red) / (green - red)
  return exactly(100 * Math.min(1, Math.max(0, share)))
}

/** Without the last digits of binary fractions: 0.835 between 0.8 and 0.9 scores 35, not 34.99999999999992, which is another level. */
function exactly(value: number, digits = 10): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

export type Scored = { weight: number; critical: boolean; score: number | null }

/** Evidence below which nothing is rated. */
export const LEAST_EVIDENCE = 0.6

/** How a scorecard comes out. */
export type Rating = {
  /** The weighted mean of the scores, 0 to 100; null without a score. */
  composite: number | null
  /** The share of all weights that some evidence stands behind. */
  evidence: number
  /** 1 to 5; null is "not rated": too little is known. */
  level: number | null
  /** Held at 2 by a critical check at zero. */
  capped: boolean
}

/** Rates checks that apply; one without a score is missing evidence, not a zero. */
export function rate(checks: readonly Scored[]): Rating {
  const scored = checks.filter((each): each is Scored & { score: number } => each.score !== null)
  const [all, known] = [weights(checks), weights(scored)]
  const evidence = all === 0 ? 0 : exactly(known / all, 13)
  if (known === 0) return { composite: null, evidence, level: null, capped: false }
  const composite = exactly(scored.reduce((sum, { weight, score }) => sum + weight * score, 0) / known)
  if (evidence < LEAST_EVIDENCE) return { composite, evidence, level: null, capped: false }
  const level = levelOf(composite)
  const capped = level > 2 && scored.some(({ critical, score }) => critical && score === 0)
  return { composite, evidence, level: capped ? 2 : level, capped }
}

/** 1 below 35, 2 from 35, 3 from 55, 4 from 70, 5 above 85. */
export function levelOf(composite: number): number {
  return 1 + [composite >= 35, composite >= 55, composite >= 70, composite > 85].filter(Boolean).length
}

/** What a check at full marks would add: weight times the points it lacks. */
export function pointsToGain({ weight, score }: Scored): number | null {
  return score === null ? null : exactly(weight * (100 - score))
}

function weights(checks: readonly Scored[]): number {
  return checks.reduce((sum, { weight }) => sum + weight, 0)
}
