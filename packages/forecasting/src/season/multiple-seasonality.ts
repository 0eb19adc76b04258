import {
  type Declined,
  declined,
  type FitOptions,
  type Fitted,
  type Forecast,
  type Model,
  type Values,
} from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { theta } from '../models/theta.ts'
import { Refusal } from '../refusal.ts'
import { interpolate } from '../treatment/missing.ts'
import { validate } from '../validation.ts'
import { fourier, harmonicsOf } from './fourier.ts'

/**
 * A series of multiple seasonality, such as 7 and 365.25 for days or 52.18 for weeks (a season need not be whole): a
 * trend through one mean per longest season and all seasons as Fourier terms are found together by penalised least squares
 * (on logarithms where all values are above zero), and the model given forecasts what is left with the trend. Its own
 * seasonality is switched off.
 */
export function multipleSeasonality({
  seasons,
  model = theta(),
}: {
  seasons: readonly number[]
  model?: Model
}): Model {
  const wrong = seasons.find((season) => !(season >= 2 && season < 1e5))
  if (wrong !== undefined || seasons.length === 0) {
    const message = `Season ${wrong} cannot be. Give lengths of 2 or more, such as [7, 365.25].`
    throw new Refusal({ code: 'season', value: wrong, message })
  }
  return {
    name: `${model.name} with seasons of ${seasons.join(' and ')}`,
    fit(series: Values, options?: FitOptions): Fitted | Declined {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const usable = seasons.filter((season) => valid.y.length >= 2 * season)
      if (usable.length === 0) {
        const shortest = Math.min(...seasons)
        return declined(
          `A season of ${shortest} needs at least ${Math.ceil(2 * shortest)} values; got ${valid.y.length}. Use auto.`,
        )
      }
      const logged = valid.y.every((value) => !(value <= 0))
      const filled = interpolate(valid.y).map((value) => (logged ? Math.log(value) : value))
      const season = fourier({ y: filled, seasons: usable, harmonics: usable.map(harmonicsOf) })
      const adjusted = valid.y.map((value, t) => taken({ value, season: season(t), logged }))
      const fitted = model.fit(adjusted, { ...options, seasonLength: 1, nonNegative: false })
      return fitted.kind === 'declined'
        ? fitted
        : seasonedAt({ fitted, season, logged, time: valid.y.length, nonNegative: valid.nonNegative })
    },
  }
}

function taken({ value, season, logged }: { value: number; season: number; logged: boolean }): number {
  return logged ? value / Math.exp(season) : value - season
}

interface At {
  readonly fitted: Fitted
  readonly season: (time: number) => number
  readonly logged: boolean
  readonly time: number
  readonly nonNegative: boolean
}

function seasonedAt(at: At): Fitted {
  const { fitted, season, logged, time } = at
  return {
    kind: 'fitted',
    name: `${fitted.name} with multiple seasonality`,
    forecast: (request) => putBack(fitted.forecast(request), at),
    update: (value) =>
      seasonedAt({ ...at, fitted: fitted.update(taken({ value, season: season(time), logged })), time: time + 1 }),
  }
}

function putBack({ mean, intervals }: Forecast, { season, logged, time, nonNegative }: At): Forecast {
  const back = (values: Float64Array) =>
    values.map((value, h) => (logged ? value * Math.exp(season(time + h)) : value + season(time + h)))
  const bands = intervals.map(({ level, lo, hi }) => ({ level, lo: back(lo), hi: back(hi) }))
  return sensible({ mean: back(mean), intervals: bands, nonNegative })
}
