/** One history of numbers by period, oldest first; NaN marks a missing period. */
export type Values = ArrayLike<number>

/** What every model may be told when it is fitted. */
export interface FitOptions {
  /** Periods in one season: 12 for months, 4 for quarters, 1 (the default) for no season. */
  readonly seasonLength?: number
  /** True when the quantity cannot be negative: forecasts and intervals are then kept at zero or above. */
  readonly nonNegative?: boolean
  /** Seed of simulated intervals; the same seed gives the same numbers. */
  readonly seed?: number
}

/** What is asked of a fitted model: how many periods ahead, and which central intervals in per cent. */
export interface ForecastRequest {
  readonly horizon: number
  readonly levels?: readonly number[]
}

/** A central prediction interval, one bound per step; `lo <= mean <= hi` holds at every step. */
export interface Interval {
  readonly level: number
  readonly lo: Float64Array
  readonly hi: Float64Array
}

/** The forecast of a series: a point and intervals for each of the next `horizon` periods. */
export interface Forecast {
  readonly mean: Float64Array
  readonly intervals: readonly Interval[]
}

/**
 * A forecast before intervals of any level are drawn, which lie z deviations on both sides of the mean, or at
 * mean * exp(-z deviation) and mean * exp(z deviation) where `logged`. Arrays may be shared: they are only read.
 */
export interface Spread {
  readonly mean: Float64Array
  readonly deviation: Float64Array
  readonly logged: boolean
}

/** Coming means by step, split into what they are made of. */
export interface Parts {
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
  /** Events and the calendar, where there are any. */
  readonly events?: Float64Array
  /** Market signals, where there are any. */
  readonly signals?: Float64Array
}

/** A model that has seen a series: it can forecast, and it can take the next value without a refit. */
export interface Fitted {
  readonly kind: 'fitted'
  /** The name of the model that was fitted, such as `ETS(M,A,M)`. */
  readonly name: string
  forecast(request: ForecastRequest): Forecast
  /** The same in short, where intervals follow from deviations: what combinations are quickly made of. */
  spread?(horizon: number): Spread | undefined
  /** What the coming means are made of, where the model knows it itself: the parts sum to the mean before any clipping. */
  explain?(horizon: number): Parts
  /** The members of a weighted mean, and what each counts. */
  readonly members?: readonly { readonly fitted: Fitted; readonly weight: number }[]
  /** The model one period later, without a refit; some models correct their parameters. NaN says the period is missing. */
  update(value: number): Fitted
}

/** The answer of a model that cannot serve this series, with the reason in words. */
export interface Declined {
  readonly kind: 'declined'
  readonly reason: string
}

/** A forecasting model that has not seen a series yet. */
export interface Model {
  readonly name: string
  fit(series: Values, options?: FitOptions): Fitted | Declined
}

/** Levels used when a request names none. */
export const defaultLevels: readonly number[] = [80, 95]

/** Says no, with the reason. */
export function declined(reason: string): Declined {
  return { kind: 'declined', reason }
}
