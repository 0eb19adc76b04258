import { sensible } from './bands.ts'
import type { Fitted, Forecast, Model } from './contract.ts'
import { admit, checkUpdate } from './door.ts'
import { interpolate } from './missing.ts'
import { adjust, withSeason as putBack, reseason, type SeasonSplit, splitSeason } from './season-split.ts'

/**
 * A model fitted to a series without its season, which is put back into every forecast: for seasons too long to be
 * estimated state by state, such as the 52 weeks of a year. Missing values stay missing.
 */
export function seasonallyAdjusted(model: Model): Model {
  return {
    name: model.name,
    fit(series, options) {
      const door = admit(series, options)
      if (door.kind === 'declined') return door
      const split = splitSeason(interpolate(door.y), door.seasonLength)
      const adjusted = door.y.map((value, t) => kept(adjust(split, t, value)))
      const fitted = model.fit(adjusted, { ...options, seasonLength: 1, nonNegative: false })
      if (fitted.kind === 'declined') return fitted
      return seasoned({ fitted, split, time: series.length, nonNegative: door.nonNegative })
    },
  }
}

/** A model fitted to values without their season, with the season put back; `time` is the number of values seen. */
export function seasoned(at: { fitted: Fitted; split: SeasonSplit; time: number; nonNegative?: boolean }): Fitted {
  const { fitted, split, time, nonNegative = false } = at
  return {
    kind: 'fitted',
    name: split.indices.length > 1 ? `${fitted.name} on seasonally adjusted values` : fitted.name,
    forecast(request) {
      const { mean, intervals } = withSeason(fitted.forecast(request), split, time)
      return sensible({ mean, intervals, nonNegative })
    },
    spread(horizon) {
      const plain = fitted.spread?.(horizon)
      return plain && (split.multiplied || !plain.logged) ? putBack(plain, split, time) : undefined
    },
    update(value) {
      const adjusted = kept(adjust(split, time, checkUpdate(value)))
      return seasoned({ ...at, fitted: fitted.update(adjusted), time: time + 1 })
    },
  }
}

/** Taking out a season may carry a value past the range that models take; NaN stays NaN. */
export function kept(value: number): number {
  return Math.min(1e100, Math.max(-1e100, value))
}

function withSeason({ mean, intervals }: Forecast, split: SeasonSplit, time: number): Forecast {
  const back = (values: Float64Array) => reseason({ split, time, values })
  return {
    mean: back(mean),
    intervals: intervals.map(({ level, lo, hi }) => ({ level, lo: back(lo), hi: back(hi) })),
  }
}
