import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import type { Lumpy } from './lumpy-adventureworks.ts'

/** The kinds of intermittent demand that are simulated. */
export const kinds = ['steady chance', 'drifting chance', 'fading chance', 'seasonal sizes', 'ending items'] as const

const [known, ahead] = [60, 12]

/**
 * Intermittent demand of one kind, 60 known and 12 coming periods a series: a chance of a demand between 0.1 and 0.6 and sizes of
 * one and more. Chances drift by 0.12 in log odds a period or fade by 0.02; half of the items of the last kind end for good at
 * a random time. The same seed gives the same series.
 */
export function simulated(kind: (typeof kinds)[number], given: { seed: number; count: number }): Lumpy[] {
  const random = randomFrom(given.seed)
  function poisson(rate: number): number {
    const limit = random.uniform()
    let k = 0
    let chance = Math.exp(-rate)
    for (let sum = chance; sum < limit && k < 500; sum += chance) {
      k++
      chance *= rate / k
    }
    return k
  }
  return Array.from({ length: given.count }, () => {
    const start = 0.1 + 0.5 * random.uniform()
    const size = 1 + 10 * random.uniform() ** 2
    const spread = random.uniform()
    let odds = Math.log(start / (1 - start))
    const end =
      kind === 'ending items' && random.uniform() < 0.5 ? 20 + 50 * random.uniform() : Number.POSITIVE_INFINITY
    const values = Float64Array.from({ length: known + ahead }, (_, t) => {
      if (kind === 'drifting chance') odds += 0.12 * random.normal()
      if (kind === 'fading chance') odds -= 0.02
      const wave = kind === 'seasonal sizes' ? 1 + 0.5 * Math.sin((t * Math.PI) / 6) : 1
      const rate = size * Math.exp(spread * random.normal() - (spread * spread) / 2) * wave
      const demand = random.uniform() < 1 / (1 + Math.exp(-odds)) ? 1 + poisson(rate) : 0
      return t >= end ? 0 : demand
    })
    return { history: values.slice(0, known), actual: values.slice(known), origin: 0 }
  })
}
