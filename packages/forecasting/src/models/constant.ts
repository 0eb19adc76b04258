import type { Fitted } from '../contract.ts'
import { emptyForecast, sensible } from '../intervals/intervals.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { checkRequest, checkUpdate } from '../validation.ts'
import { naive } from './naive.ts'

/** A value seen `count` times and no other. */
export interface Constant {
  readonly value: number
  readonly count: number
  readonly nonNegative: boolean
}

/** A value that has changed has, as a rule, changed by about this share of itself; from nothing by one unit. */
const usualChange = 0.3

/**
 * A value that never changed, repeated. What was seen n times the same is something else the next time with probability
 * 1 / (n + 1) (Laplace's rule of succession): one or two equal values do not promise a third, twenty nearly do.
 */
export function constantOf(constant: Constant): Fitted {
  const { value, count, nonNegative } = constant
  return {
    kind: 'fitted',
    name: 'constant',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const { mean, intervals } = emptyForecast(horizon, levels)
      mean.fill(value)
      for (const { level, lo, hi } of intervals) {
        const half = halfWidth(constant, level)
        lo.fill(value - half)
        hi.fill(value + half)
      }
      return sensible({ mean, intervals, nonNegative })
    },
    update(next) {
      if (Number.isNaN(checkUpdate(next))) return constantOf(constant)
      if (next === value) return constantOf({ ...constant, count: count + 1 })
      const history = new Float64Array(Math.min(count, longest) + 1).fill(value)
      history[history.length - 1] = next
      const fitted = naive().fit(history, { nonNegative })
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      return fitted
    },
  }
}

const longest = 100

/** Half the interval of a level in per cent: a change of either sign beyond it has the probability that is left. */
function halfWidth({ value, count }: Constant, level: number): number {
  const beyond = (1 - level / 100) * (count + 1)
  if (beyond >= 1) return 0
  return usualChange * (value === 0 ? 1 / usualChange : Math.abs(value)) * normalQuantile(1 - beyond / 2)
}
