import type { Coming, Fitted, Forecast, Kernel, Model, Running } from '../contract.ts'
import { forecastOf, sensible } from '../intervals/intervals.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkUpdate, validate } from '../validation.ts'
import { adjust, putBack, reseason, type SeasonSplit, splitSeason } from './season-split.ts'

/**
 * A model fitted to a series without its season, which is put back into every forecast: for seasons too long to be
 * estimated state by state, such as the 52 weeks of a year. Missing values stay missing.
 */
export function seasonallyAdjusted(model: Model): Model {
  return {
    name: model.name,
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const split = splitSeason(interpolate(valid.y), valid.seasonLength)
      const adjusted = valid.y.map((value, t) => kept(adjust(split, t, value)))
      const fitted = model.fit(adjusted, { ...options, seasonLength: 1, nonNegative: false })
      if (fitted.kind === 'declined') return fitted
      return seasoned({ fitted, split, time: series.length, nonNegative: valid.nonNegative })
    },
  }
}

interface At {
  readonly fitted: Fitted
  readonly split: SeasonSplit
  readonly time: number
  readonly nonNegative?: boolean
}

/** A model fitted to values without their season, with the season put back; `time` is the number of values seen. */
export function seasoned(at: At): Fitted {
  const { fitted, split, time, nonNegative = false } = at
  const running = runningOf(at)
  return {
    kind: 'fitted',
    get name() {
      return split.indices.length > 1 ? `${fitted.name} on seasonally adjusted values` : fitted.name
    },
    running,
    forecast(request) {
      if (running) return forecastOf(running, request)
      const { mean, intervals } = withSeason(fitted.forecast(request), split, time)
      return sensible({ mean, intervals, nonNegative })
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

interface State {
  readonly plain: Running
  readonly split: SeasonSplit
  time: number
  readonly nonNegative: boolean
}

/** Logarithms that have a season added to them have no deviation of their own. */
function runningOf({ fitted: { running: plain }, split, time, nonNegative = false }: At): Running | undefined {
  if (!plain || (plain.logged && !split.multiplied)) return undefined
  return { kernel, state: { plain, split, time, nonNegative }, logged: plain.logged, nonNegative }
}

const kernel: Kernel<State> = { copy: copied, take: taken, ahead: written, fitted: fittedAt }

function copied({ plain, split, time, nonNegative }: State): State {
  return { plain: { ...plain, state: plain.kernel.copy(plain.state) }, split, time, nonNegative }
}

function taken(state: State, value: number): void {
  const { plain, split, time } = state
  plain.kernel.take(plain.state, kept(adjust(split, time, value)))
  state.time = time + 1
}

function written({ plain, split, time }: State, into: Coming): void {
  plain.kernel.ahead(plain.state, into)
  putBack({ split, time, logged: plain.logged !== undefined }, into)
}

function fittedAt({ plain, split, time, nonNegative }: State): Fitted {
  return seasoned({ fitted: plain.kernel.fitted(plain.state), split, time, nonNegative })
}

function withSeason({ mean, intervals }: Forecast, split: SeasonSplit, time: number): Forecast {
  const back = (values: Float64Array) => reseason({ split, time, values })
  return {
    mean: back(mean),
    intervals: intervals.map(({ level, lo, hi }) => ({ level, lo: back(lo), hi: back(hi) })),
  }
}
