import type { Fitted, Model } from '../contract.ts'
import { checkRequest } from '../validation.ts'

/** So far from the other model to the one, in means and in bounds of intervals; declines what either declines. */
export function betweenBoth(one: Model, other: Model, share = 0.5): Model {
  return {
    name: `${one.name} and ${other.name}`,
    fit(series, options) {
      const [first, second] = [one.fit(series, options), other.fit(series, options)]
      if (first.kind === 'declined') return first
      return second.kind === 'declined' ? second : halfway(first, second, share)
    },
  }
}

function halfway(one: Fitted, other: Fitted, share: number): Fitted {
  return {
    kind: 'fitted',
    name: `${one.name} and ${other.name}`,
    forecast(request) {
      const checked = checkRequest(request)
      const [first, second] = [one.forecast(checked), other.forecast(checked)]
      return {
        mean: between(first.mean, second.mean, share),
        intervals: first.intervals.map(({ level, lo, hi }, i) => {
          const { lo: low, hi: high } = second.intervals[i]!
          return { level, lo: between(lo, low, share), hi: between(hi, high, share) }
        }),
      }
    },
    update: (value) => halfway(one.update(value), other.update(value), share),
  }
}

function between(one: Float64Array, other: Float64Array, share: number): Float64Array {
  return one.map((value, h) => share * value + (1 - share) * other[h]!)
}
