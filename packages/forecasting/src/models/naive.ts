import { type Declined, declined, type Fitted, type Model } from '../contract.ts'
import { normalForecast } from '../intervals/intervals.ts'
import { checkRequest, checkUpdate, type Validated, validate } from '../validation.ts'

interface State {
  readonly name: string
  /** The last season, oldest first: what the next `season.length` periods will repeat. */
  readonly season: Float64Array
  /** Mean square of one-season-ahead errors. */
  readonly variance: number
  readonly nonNegative: boolean
}

/** The naive model: every coming period equals the last value. */
export function naive(): Model {
  return {
    name: 'naive',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : repeat({ ...valid, seasonLength: 1 }, 'naive')
    },
  }
}

/** The seasonal naive model: every coming period equals the same period of the last season. */
export function seasonalNaive(): Model {
  return {
    name: 'seasonal naive',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : repeat(valid, 'seasonal naive')
    },
  }
}

function repeat({ y, seasonLength: m, nonNegative }: Validated, name: string): Fitted | Declined {
  if (y.length < m) {
    return declined(
      `Season length ${m} needs at least ${m} values; got ${y.length}. Use the naive model or more history.`,
    )
  }
  const season = lastSeason(y, m)
  if (season.some(Number.isNaN)) {
    return declined(`Some place of the season of ${m} was never observed. Use the naive model or more history.`)
  }
  return fittedAt({ name, season, variance: seasonalVariance(y, m), nonNegative })
}

/** The latest observed value of each place in the season. */
function lastSeason(y: Float64Array, m: number): Float64Array {
  const season = new Float64Array(m).fill(Number.NaN)
  for (let i = 0; i < m; i++) {
    for (let t = y.length - m + i; t >= 0; t -= m) {
      if (Number.isNaN(y[t]!)) continue
      season[i] = y[t]!
      break
    }
  }
  return season
}

/** Mean square of y[t] - y[t - m]; without such pairs, the variance around the mean stands in. */
function seasonalVariance(y: Float64Array, m: number): number {
  let sum = 0
  let count = 0
  for (let t = m; t < y.length; t++) {
    const difference = y[t]! - y[t - m]!
    if (Number.isNaN(difference)) continue
    sum += difference * difference
    count++
  }
  if (count > 0) return sum / count
  const seen = y.filter((value) => !Number.isNaN(value))
  const mean = seen.reduce((total, value) => total + value, 0) / seen.length
  return seen.reduce((total, value) => total + (value - mean) ** 2, 0) / seen.length
}

function fittedAt(state: State): Fitted {
  const m = state.season.length
  return {
    kind: 'fitted',
    name: state.name,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const mean = new Float64Array(horizon)
      const deviation = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        mean[h] = state.season[h % m]!
        deviation[h] = Math.sqrt(state.variance * (Math.floor(h / m) + 1))
      }
      return normalForecast({ mean, deviation, levels, nonNegative: state.nonNegative })
    },
    update(value) {
      const season = new Float64Array(m)
      season.set(state.season.subarray(1))
      season[m - 1] = Number.isNaN(checkUpdate(value)) ? state.season[0]! : value
      return fittedAt({ ...state, season })
    },
  }
}
