import type { Fitted } from '../contract.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { randomFrom } from '../numerics/random.ts'
import { Refusal } from '../refusal.ts'

/** Quantiles of each coming period: `values[i][h]` belongs to probability i and step h + 1, rising in i. */
export interface Quantiles {
  readonly probabilities: readonly number[]
  readonly values: readonly Float64Array[]
}

/**
 * The whole distribution of a fitted model by its quantiles: those it knows itself, else bounds of central intervals, with the
 * mean at one half.
 */
export function quantilesOf(given: { fitted: Fitted; horizon: number; probabilities: readonly number[] }): Quantiles {
  const { fitted, horizon, probabilities } = given
  for (const p of probabilities) {
    if (p > 0 && p < 1) continue
    throw new Refusal({ code: 'probability', value: p, message: `Probability ${p} is not between 0 and 1.` })
  }
  if (fitted.quantiles) return { probabilities, values: fitted.quantiles(horizon, probabilities) }
  const levels = [...new Set(probabilities.filter((p) => p !== 0.5).map(levelOf))]
  const { mean, intervals } = fitted.forecast({ horizon, levels })
  const byLevel = new Map(intervals.map((interval) => [interval.level, interval]))
  const values = probabilities.map((p) => {
    const interval = byLevel.get(levelOf(p))
    return p === 0.5 || !interval ? mean : p < 0.5 ? interval.lo : interval.hi
  })
  return { probabilities, values }
}

function levelOf(p: number): number {
  return Math.round(Math.abs(200 * p - 100) * 1e9) / 1e9
}

/**
 * Simulated paths, `paths[k][h]`: each step has the distribution the model gives it, and neighbouring steps move together as
 * a random walk's do (a normal copula with correlation sqrt(i / j) between steps i < j), the usual case where errors
 * accumulate. The same seed gives the same paths. Sums over steps, such as the demand of a lead time, are read from these.
 */
export function samplePaths(given: { fitted: Fitted; horizon: number; count: number; seed: number }): Float64Array[] {
  const { fitted, horizon, count } = given
  const { values } = quantilesOf({ fitted, horizon, probabilities: grid })
  const random = randomFrom(given.seed)
  return Array.from({ length: count }, () => {
    const path = new Float64Array(horizon)
    let walk = 0
    for (let h = 0; h < horizon; h++) {
      walk += random.normal()
      path[h] = atScore(values, h, walk / Math.sqrt(h + 1))
    }
    return path
  })
}

const grid = [0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 0.999]
const scores = grid.map(normalQuantile)

/** The value at a standard normal score, on straight lines between the grid's quantiles; flat beyond them. */
function atScore(values: readonly Float64Array[], h: number, score: number): number {
  let i = 1
  while (i < scores.length - 1 && scores[i]! < score) i++
  const share = (score - scores[i - 1]!) / (scores[i]! - scores[i - 1]!)
  const [low, high] = [values[i - 1]![h]!, values[i]![h]!]
  return low + Math.min(1, Math.max(0, share)) * (high - low)
}
