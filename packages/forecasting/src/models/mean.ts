import type { Fitted, Model } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { reachT } from '../numerics/normal.ts'
import { checkRequest, checkUpdate, validate } from '../validation.ts'

interface State {
  readonly count: number
  readonly mean: number
  /** Sum of squared deviations from the mean (Welford's running form). */
  readonly scatter: number
  readonly nonNegative: boolean
}

/** The mean model: every coming period equals the mean of the history. */
export function mean(): Model {
  return {
    name: 'mean',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      let state: State = { count: 0, mean: 0, scatter: 0, nonNegative: valid.nonNegative }
      for (const value of valid.y) state = seen(state, value)
      return fittedAt(state)
    },
  }
}

function seen(state: State, value: number): State {
  if (Number.isNaN(value)) return state
  const count = state.count + 1
  const step = value - state.mean
  const mean = state.mean + step / count
  return { ...state, count, mean, scatter: state.scatter + step * (value - mean) }
}

function fittedAt(state: State): Fitted {
  return {
    kind: 'fitted',
    name: 'mean',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const { count, nonNegative } = state
      const deviation = count > 1 ? Math.sqrt((state.scatter / (count - 1)) * (1 + 1 / count)) : 0
      const mean = new Float64Array(horizon).fill(state.mean)
      const intervals = levels.map((level) => {
        const half = reachT(level, count - 1) * deviation
        return {
          level,
          lo: new Float64Array(horizon).fill(state.mean - half),
          hi: new Float64Array(horizon).fill(state.mean + half),
        }
      })
      return sensible({ mean, intervals, nonNegative })
    },
    update: (value) => fittedAt(seen(state, checkUpdate(value))),
  }
}
