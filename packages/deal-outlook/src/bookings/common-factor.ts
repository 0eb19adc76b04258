import { expit, logit, logLossOf } from '../logit.ts'
import { normalQuantile } from '../survival/normal-quantile.ts'

/** Values of a standard normal factor, equally likely: mean 0 and variance 1. */
export const factorPoints: readonly number[] = pointsOf(15)

/** Chances of a deal at each value of the common factor, which average to its chance. */
export function conditionalChances(chance: number, spread: number): number[] {
  if (spread === 0 || chance <= 0 || chance >= 1) return factorPoints.map(() => chance)
  // A logistic of a normal is close to a flatter logistic: begun there, two or three steps are enough.
  let middle = logit(chance) * Math.sqrt(1 + (Math.PI * spread * spread) / 8)
  for (let step = 0; step < 40; step++) {
    let [sum, slope] = [0, 0]
    for (const point of factorPoints) {
      const p = expit(middle + spread * point)
      sum += p / factorPoints.length
      slope += (p * (1 - p)) / factorPoints.length
    }
    const move = Math.max(-2, Math.min(2, (sum - chance) / slope))
    middle -= move
    if (Math.abs(move) < 1e-13) break
  }
  return factorPoints.map((point) => expit(middle + spread * point))
}

/** A past period: the chances said at its snapshot, and what became of each deal by its end. */
export interface PastPeriod {
  readonly chances: ArrayLike<number>
  readonly won: ArrayLike<number>
}

/**
 * Estimates how strongly deals of one period share their luck, as the spread of a normal factor in their log odds: the
 * posterior mean on a grid, the prior half-normal of scale 0.5, so that few periods say some correlation, not none.
 */
export function commonSpread(periods: readonly PastPeriod[]): number {
  const grid = Array.from({ length: 31 }, (_, k) => k * 0.05)
  const logs = grid.map((spread) =>
    periods.reduce((sum, each) => sum + logLikelihood(each, spread), -2 * spread * spread),
  )
  const highest = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return grid.reduce((sum, spread, k) => sum + (spread * weights[k]!) / total, 0)
}

function logLikelihood({ chances, won }: PastPeriod, spread: number): number {
  const logs = factorPoints.map(() => 0)
  for (let i = 0; i < chances.length; i++) {
    const safe = Math.min(1 - 1e-9, Math.max(1e-9, chances[i]!))
    for (const [k, chance] of conditionalChances(safe, spread).entries()) logs[k]! -= logLossOf(logit(chance), won[i]!)
  }
  const highest = Math.max(...logs)
  return highest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - highest), 0) / logs.length)
}

function pointsOf(count: number): number[] {
  const raw = Array.from({ length: count }, (_, k) => normalQuantile((k + 0.5) / count))
  const variance = raw.reduce((sum, point) => sum + point * point, 0) / count
  return raw.map((point) => point / Math.sqrt(variance))
}
