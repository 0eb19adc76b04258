import type { IntermittentPrior } from './intermittent/bayesian/prior.ts'
import type { FixedDeviations } from './intervals/fixed-deviations.ts'

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
  /** What series of intermittent demand have in common (`learnPrior`), learned from histories that end as this one does. */
  readonly prior?: IntermittentPrior
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

/** Room for the means and standard deviations of the next `horizon` steps; the arrays may be longer. */
export interface Coming {
  readonly horizon: number
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** How the models of one kind move on in place: functions of a state that is theirs, the same for all of them. */
export interface Kernel<State> {
  /** The state again, to be moved on its own. */
  copy(state: State): State
  /** Takes the next value into the state; NaN says that it is missing, any other has passed `checkUpdate`. */
  take(state: State, value: number): void
  /** Writes what comes; bounds lie z deviations on both sides of the mean, or at mean * exp(-z deviation) and mean * exp(z deviation) where logged. */
  ahead(state: State, into: Coming): void
  /** The state as a fitted model; it is not moved any more. */
  fitted(state: State): Fitted
}

/** A state and what moves it: what combinations and long runs of updates are quickly made of. */
export interface Running {
  readonly kernel: Kernel<unknown>
  readonly state: unknown
  /** Where deviations are those of logarithms: they stay the same from update to update. */
  readonly logged?: FixedDeviations | undefined
  readonly nonNegative: boolean
}

/** A fitted model for long runs of values: it moves in place and forecasts into the same arrays again and again. */
export interface Online {
  /** Takes the next value; NaN says that it is missing. Throws a `Refusal` for one that is out of range. */
  update(value: number): void
  /** The forecast as of now. Its arrays are good until the next call. */
  forecast(request: ForecastRequest): Forecast
  /** The model as it stands, on its own from now on. */
  fitted(): Fitted
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
  /** Quantiles by probability and step, where the model knows better ones than the bounds of intervals, which hold the mean. */
  quantiles?(horizon: number, probabilities: readonly number[]): Float64Array[]
  /** The state behind the model, where intervals follow from deviations; to be copied before it is moved. */
  readonly running?: Running | undefined
  /** A copy that moves in place, where there is a quicker one than `running` gives; call `online(fitted)`, which serves any model. */
  online?(): Online
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
