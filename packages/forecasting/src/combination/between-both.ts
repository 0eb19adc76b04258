import type { Fitted, Model } from '../contract.ts'
import { checkRequest } from '../validation.ts'

/** Halfway between two models, in their means and in the bounds of their intervals; declines what either declines. */
export function betweenBoth(one: Model, other: Model): Model {
  return {
    name: `${one.name} and ${other.name}`,
    fit(series, options) {
      const [first, second] = [one.fit(series, options), other.fit(series, options)]
      if (first.kind === 'declined') return first
      return second.kind === 'declined' ? second : halfway(first, second)
    },
  }
}

function halfway(one: Fitted, other: Fitted): Fitted {
  return {
    kind: 'fitted',
    name: `${one.name} and ${other.name}`,
    forecast(request) {
      const checked = checkRequest(request)
      const [first, second] = [one.forecast(checked), other.forecast(checked)]
      return {
        mean: between(first.mean, second.mean),
        intervals: first.intervals.map(({ level, lo, hi }, i) => {
          const { lo: low, hi: high } = second.intervals[i]!
          return { level, lo: between(lo, low), hi: between(hi, high) }
        }),
      }
    },
    update: (value) => halfway(one.update(value), other.update(value)),
  }
}

function between(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, h) => value / 2 + other[h]! / 2)
}
