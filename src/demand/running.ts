import type { Measure } from './schema.ts'

/** What a period is expected to hold, with its ranges. */
export type Expected = { mean: number; lo80: number; hi80: number; lo95: number; hi95: number }

/** Standard normal quantiles of the ends of an 80 and a 95 % range. */
const z80 = 1.2815515655446004
const z95 = 1.959963984540054

/** How much of a period's total has usually come by now: the share in each of the past periods, and how far its days are. */
export type Arrival = { elapsed: number; shares: readonly number[] }

/** The running period of a node: what came, plus what is still to come (`pace.ts`). No bound lies below what came. */
export function runningPeriod(given: {
  soFar: number
  /** What is still to come in the period, by itself. */
  remaining: number
  prior: Expected
  measure: Measure
}): Expected {
  const { soFar, prior, measure } = given
  const remaining = Math.max(0, given.remaining)
  const mean = soFar + remaining
  const part = prior.mean > 0 ? remaining / prior.mean : 0
  const width = Math.sqrt(priorVariance(prior, measure) * Math.min(1, Math.max(part, leastPart)))
  const low = (z: number) => Math.max(soFar, mean - z * width)
  return { mean, lo80: low(z80), hi80: mean + z80 * width, lo95: low(z95), hi95: mean + z95 * width }
}

/**
 * How much of a family's forecast of the running period is still expected. The forecast made before it began is the prior;
 * what came, divided by the share that has usually come by now, is an observation of the same total. The usual share is the
 * mean over past periods, with an even arrival counted as one period more; how much it varies is how little the observation
 * weighs. Normal prior and observation.
 */
export function stillExpected(given: { soFar: number; arrival: Arrival; prior: Expected; measure: Measure }): number {
  const { soFar, prior, arrival, measure } = given
  if (arrival.elapsed >= 1 || prior.mean <= 0) return 0
  const variance = priorVariance(prior, measure)
  const { share, spread } = usualShare(arrival)
  if (share <= leastShare) return 1
  const pace = soFar / share
  const noise = (Math.max(prior.mean, pace) * (spread / share)) ** 2
  const total = prior.mean + (variance / (variance + noise)) * (pace - prior.mean)
  return Math.max(0, total - soFar) / prior.mean
}

/** Until its end, a period keeps at least this part of its uncertainty. */
const leastPart = 0.02

/** Below this share what came says nothing of the whole. */
const leastShare = 0.01

/** No share is known better than to this. */
const leastSpread = 0.01

/** The share of a period's total that has usually come by now, and how much it varies. */
export function usualShare({ elapsed, shares }: Arrival): { share: number; spread: number } {
  const all = [...shares, Math.max(0, elapsed)]
  const share = all.reduce((sum, each) => sum + each, 0) / all.length
  const scatter = all.reduce((sum, each) => sum + (each - share) ** 2, 0) / all.length
  const unknown = (share * (1 - share)) / (all.length + 1)
  return {
    share: Math.min(1, share),
    spread: Math.sqrt(scatter + Math.max(0, unknown) / all.length + leastSpread ** 2),
  }
}

/** The variance that the forecast claims, but never none: counts vary by their mean (Poisson), money by 5 % of it. */
function priorVariance({ mean, lo80, hi80, lo95, hi95 }: Expected, measure: Measure): number {
  const claimed = Math.max((hi80 - lo80) / (2 * z80), (hi95 - lo95) / (2 * z95)) ** 2
  const least = measure === 'units' ? Math.max(1, mean) : Math.max(1, (0.05 * mean) ** 2)
  return Math.max(claimed, least)
}
