import type { Fitted, Model } from '../contract.ts'
import { normalForecast } from '../intervals/intervals.ts'
import { dividingSeason, isSeasonal } from '../season/seasonality.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkRequest, checkUpdate, validate } from '../validation.ts'

interface State {
  readonly season: Float64Array
  /** The place in the season of the next period. */
  readonly place: number
  readonly level: number
  readonly variance: number
  readonly nonNegative: boolean
}

/** Naive2, the yardstick of the M competitions: the naive model on data adjusted for a season where one is found. */
export function naive2(): Model {
  return {
    name: 'Naive2',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const y = interpolate(valid.y)
      const m = valid.seasonLength
      const season = (isSeasonal(y, m) ? dividingSeason(y, m) : undefined) ?? new Float64Array([1])
      const adjusted = y.map((value, t) => value / season[t % season.length]!)
      return fittedAt({
        season,
        place: y.length % season.length,
        level: adjusted[y.length - 1]!,
        variance: stepVariance(adjusted),
        nonNegative: valid.nonNegative,
      })
    },
  }
}

function stepVariance(adjusted: Float64Array): number {
  let sum = 0
  for (let t = 1; t < adjusted.length; t++) sum += (adjusted[t]! - adjusted[t - 1]!) ** 2
  return adjusted.length > 1 ? sum / (adjusted.length - 1) : 0
}

function fittedAt(state: State): Fitted {
  const { season, place, level, variance, nonNegative } = state
  return {
    kind: 'fitted',
    name: 'Naive2',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const mean = new Float64Array(horizon)
      const deviation = new Float64Array(horizon)
      for (let h = 0; h < horizon; h++) {
        const index = season[(place + h) % season.length]!
        mean[h] = level * index
        deviation[h] = Math.sqrt(variance * (h + 1)) * index
      }
      return normalForecast({ mean, deviation, levels, nonNegative })
    },
    update(value) {
      const next = Number.isNaN(checkUpdate(value)) ? level : value / season[place]!
      return fittedAt({ ...state, level: next, place: (place + 1) % season.length })
    },
  }
}
