import type { Prepared } from './cross-fitted.ts'

/** Weights of the members by season length. */
export type Learned = { readonly [seasonLength: number]: readonly number[] }

/** How far learned weights are drawn to equal ones, and then to those given. */
const drawn = 0.5

/**
 * Learns the table of packages/forecasting/src/combination-weights.ts: for each season length the weights with the least OWA
 * of the weighted mean (members that declined left out), by moving one weight at a time in ever smaller steps, then drawn halfway to
 * equal weights, and from there halfway to those given for that season (the table of simulated series, for M3).
 */
export function learnWeights(set: readonly Prepared[], toward: Learned = {}): Learned {
  const learned: Record<number, number[]> = {}
  for (const m of new Set(set.map((series) => series.seasonLength))) {
    const best = leastOwa(set.filter((series) => series.seasonLength === m))
    const serving = best.filter((weight) => weight !== undefined).length
    learned[m] = best.map((weight, i) => {
      if (weight === undefined) return 0
      const careful = (1 - drawn) * weight + drawn / serving
      return Number(((1 - drawn) * careful + drawn * (toward[m]?.[i] ?? careful)).toFixed(3))
    })
  }
  return learned
}

/** The weights with the least OWA; undefined for a member that serves no series of the set. */
function leastOwa(set: readonly Prepared[]): (number | undefined)[] {
  const count = set[0]!.means.length
  const serves = Array.from({ length: count }, (_, i) => set.some(({ means }) => means[i]))
  const scales = set.map((series) => inSampleStep(series))
  const naive = set.reduce((sum, { naive }) => ({ smape: sum.smape + naive.smape, mase: sum.mase + naive.mase }), {
    smape: 0,
    mase: 0,
  })
  function cost(weights: readonly number[]): number {
    let [percent, scaled] = [0, 0]
    for (const [s, { actual, means }] of set.entries()) {
      let [p, e, whole] = [0, 0, 0]
      for (let i = 0; i < count; i++) if (means[i]) whole += weights[i]!
      for (let h = 0; h < actual.length; h++) {
        let f = 0
        for (let i = 0; i < count; i++) if (means[i]) f += (weights[i]! / whole) * means[i]![h]!
        const gap = Math.abs(actual[h]! - f)
        p += (200 * gap) / (Math.abs(actual[h]!) + Math.abs(f))
        e += gap
      }
      percent += p / actual.length
      scaled += e / actual.length / scales[s]!
    }
    return percent / naive.smape + scaled / naive.mase
  }
  let best = serves.map((each) => (each ? 1 / serves.filter(Boolean).length : 0))
  let lowest = cost(best)
  for (const step of [0.2, 0.1, 0.05, 0.025]) {
    for (let moved = true; moved; ) {
      moved = false
      for (let i = 0; i < 2 * count; i++) {
        if (!serves[i >> 1]) continue
        const trial = best.with(i >> 1, Math.max(0, best[i >> 1]! + (i % 2 === 0 ? step : -step)))
        const sum = trial.reduce((total, weight) => total + weight, 0)
        const weights = trial.map((weight) => weight / sum)
        const value = cost(weights)
        if (value >= lowest - 1e-7) continue
        best = weights
        lowest = value
        moved = true
      }
    }
  }
  return best.map((weight, i) => (serves[i] ? weight : undefined))
}

function inSampleStep({ history, seasonLength: m }: Prepared): number {
  let sum = 0
  for (let t = m; t < history.length; t++) sum += Math.abs(history[t]! - history[t - m]!)
  return sum / (history.length - m)
}
