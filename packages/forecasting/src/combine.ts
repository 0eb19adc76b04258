import { sensible } from './bands.ts'
import { type Declined, declined, type FitOptions, type Fitted, type Forecast, type Model } from './contract.ts'

/** Combines models by the median of their forecasts, step by step and bound by bound; members that decline are left out. */
export function combine(models: readonly Model[]): Model {
  const name = `median of ${models.map((model) => model.name).join(', ')}`
  return {
    name,
    fit(series, options: FitOptions = {}): Fitted | Declined {
      const fits = models.map((model) => model.fit(series, options))
      const members = fits.filter((fit) => fit.kind === 'fitted')
      if (members.length > 0) return medianOf({ members, nonNegative: options.nonNegative ?? false })
      const first = fits.find((fit) => fit.kind === 'declined')
      return first ?? declined('The combination has no models. Give it at least one.')
    },
  }
}

/** The median of fitted models, itself a fitted model. */
export function medianOf(given: { members: readonly Fitted[]; nonNegative: boolean }): Fitted {
  const { members, nonNegative } = given
  return {
    kind: 'fitted',
    name: members.length === 1 ? members[0]!.name : `median of ${members.map((member) => member.name).join(', ')}`,
    forecast(request) {
      return sensible({ ...medianForecast(members.map((member) => member.forecast(request))), nonNegative })
    },
    update: (value) => medianOf({ ...given, members: members.map((member) => member.update(value)) }),
  }
}

/** The mean of fitted models' means, with the intervals of the first: for members whose intervals are alike. */
export function meanOf(members: readonly Fitted[]): Fitted {
  return {
    kind: 'fitted',
    name: `mean of ${members.map((member) => member.name).join(', ')}`,
    forecast(request) {
      const forecasts = members.map((member) => member.forecast(request))
      const mean = forecasts[0]!.mean.map((_, h) =>
        forecasts.reduce((sum, each) => sum + each.mean[h]! / members.length, 0),
      )
      return sensible({ mean, intervals: forecasts[0]!.intervals, nonNegative: true })
    },
    update: (value) => meanOf(members.map((member) => member.update(value))),
  }
}

/** The mean is the median of means; each side of an interval is the median distance from the mean. */
function medianForecast(forecasts: readonly Forecast[]): Forecast {
  const mean = medianOfArrays(forecasts.map((forecast) => forecast.mean))
  const intervals = forecasts[0]!.intervals.map(({ level }, i) => {
    const below = medianOfArrays(forecasts.map((forecast) => gap(forecast.mean, forecast.intervals[i]!.lo)))
    const above = medianOfArrays(forecasts.map((forecast) => gap(forecast.intervals[i]!.hi, forecast.mean)))
    return { level, lo: mean.map((value, h) => value - below[h]!), hi: mean.map((value, h) => value + above[h]!) }
  })
  return { mean, intervals }
}

function gap(upper: Float64Array, lower: Float64Array): Float64Array {
  return upper.map((value, h) => value - lower[h]!)
}

function medianOfArrays(arrays: readonly Float64Array[]): Float64Array {
  const column = new Float64Array(arrays.length)
  return arrays[0]!.map((_, h) => {
    for (let i = 0; i < arrays.length; i++) column[i] = arrays[i]![h]!
    return median(column)
  })
}

/** The median; sorts `values` in place. */
function median(values: Float64Array): number {
  values.sort()
  const middle = values.length >> 1
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2
}
