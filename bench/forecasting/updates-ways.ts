import {
  type Fitted,
  type Forecast,
  type ForecastRequest,
  type Model,
  online,
  type Values,
  type Watched,
  watch,
} from '@drumbeat/forecasting'

/** Takes the next value and forecasts; says how often it has been fitted anew. */
export interface Follower {
  take(value: number): void
  forecast(request: ForecastRequest): Forecast
  refits(): number
}

/** A model fitted to a history, by itself and under watch, to be followed on. */
export interface Start {
  readonly model: Model
  readonly fitted: Fitted
  readonly begun: Watched
  readonly history: Float64Array
  readonly seasonLength: number
}

/** The ways to follow a series, by name. */
export const ways = {
  'refitted every time': refitting,
  updated,
  'updated in place': inPlace,
  'under watch': watched,
} as const satisfies Readonly<Record<string, (start: Start) => Follower>>

/** The name of a way. */
export type Way = keyof typeof ways

/** The model fitted; throws where it declines. */
export function fittedTo(model: Model, history: Values, seasonLength: number): Fitted {
  const fitted = model.fit(history, { seasonLength })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}

/** The model fitted and under watch; throws where it declines. */
export function watchOf(model: Model, history: Values, seasonLength: number): Watched {
  const begun = watch({ series: history, model, seasonLength })
  if (begun.kind === 'declined') throw new Error(begun.reason)
  return begun
}

function updated({ fitted }: Start): Follower {
  let now = fitted
  return {
    take(value) {
      now = now.update(value)
    },
    forecast: (request) => now.forecast(request),
    refits: () => 0,
  }
}

function inPlace({ fitted }: Start): Follower {
  const live = online(fitted)
  return { take: (value) => live.update(value), forecast: (request) => live.forecast(request), refits: () => 0 }
}

function refitting({ model, fitted, history, seasonLength }: Start): Follower {
  const values = Array.from(history)
  let now = fitted
  return {
    take(value) {
      values.push(value)
      now = fittedTo(model, values, seasonLength)
    },
    forecast: (request) => now.forecast(request),
    refits: () => values.length - history.length,
  }
}

function watched({ begun }: Start): Follower {
  let now = begun
  return {
    take(value) {
      now = now.update(value)
    },
    forecast: (request) => now.fitted.forecast(request),
    refits: () => now.refits,
  }
}
