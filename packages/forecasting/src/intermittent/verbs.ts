import type { Fitted } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { checkRequest } from '../validation.ts'

/** What comes, by step: its mean, and its quantile at a probability. */
export interface Demand {
  readonly mean: Float64Array
  readonly quantile: (p: number) => Float64Array
}

/** Forecast and quantiles of a model of intermittent demand: intervals are its quantiles, widened where they do not hold the mean. */
export function verbsOf(ahead: (horizon: number) => Demand): Required<Pick<Fitted, 'forecast' | 'quantiles'>> {
  return {
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const { mean, quantile } = ahead(horizon)
      const intervals = levels.map((level) => ({
        level,
        lo: quantile(0.5 - level / 200),
        hi: quantile(0.5 + level / 200),
      }))
      return sensible({ mean, intervals, nonNegative: true })
    },
    quantiles(horizon, probabilities) {
      const { quantile } = ahead(horizon)
      return probabilities.map(quantile)
    },
  }
}

/** Every coming step alike: one mean, and the sizes seen with one chance. */
export function evenDemand(mean: number, demand: { chance: number; sizes: Float64Array }): (horizon: number) => Demand {
  const even = (horizon: number, value: number) => new Float64Array(horizon).fill(value)
  return (horizon) => ({ mean: even(horizon, mean), quantile: (p) => even(horizon, demandQuantile(demand, p)) })
}

/** The quantile of one period's demand: zero but for `chance`, else one of the sorted sizes seen. */
export function demandQuantile({ chance, sizes }: { chance: number; sizes: Float64Array }, p: number): number {
  if (p <= 1 - chance) return 0
  const share = (p - (1 - chance)) / chance
  return sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))]!
}

/** Sorted sizes with one more. */
export function insertSize(sorted: Float64Array, value: number): Float64Array {
  const longer = new Float64Array(sorted.length + 1)
  longer.set(sorted)
  longer[sorted.length] = value
  return longer.sort()
}
