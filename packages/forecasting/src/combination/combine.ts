import { type Declined, declined, type FitOptions, type Fitted, type Forecast, type Model } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { median } from '../numerics/median.ts'

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

/** The mean is the median of means; each side of an interval is the median distance from the mean. */
function medianForecast(forecasts: readonly Forecast[]): Forecast {
  const first = forecasts[0]!
  const horizon = first.mean.length
  const column = new Float64Array(forecasts.length)
  const mean = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]!
    mean[h] = median(column)
  }
  const intervals = first.intervals.map(({ level }, k) => {
    const lo = new Float64Array(horizon)
    const hi = new Float64Array(horizon)
    for (let h = 0; h < horizon; h++) {
      for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]! - forecasts[i]!.intervals[k]!.lo[h]!
      lo[h] = mean[h]! - median(column)
      for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.intervals[k]!.hi[h]! - forecasts[i]!.mean[h]!
      hi[h] = mean[h]! + median(column)
    }
    return { level, lo, hi }
  })
  return { mean, intervals }
}
