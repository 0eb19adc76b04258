import type { Fitted, Forecast, ForecastRequest, Online, Running } from '../contract.ts'
import { emptyForecast, fillForecast } from '../intervals/intervals.ts'
import { checkRequest, checkUpdate } from '../validation.ts'

/**
 * A fitted model for long runs of values, such as a process that follows many series: `update` moves it in place and
 * `forecast` writes into the same arrays every time, so that neither asks for memory. The numbers are those of
 * `fitted.update` and `fitted.forecast`, and the model given stays as it was. Any model is served; those of the ETS, Theta, and
 * autoregressive families and `auto` gain; of quarters `auto` fits its members to each value anew, in place too.
 */
export function online(fitted: Fitted): Online {
  if (fitted.online) return fitted.online()
  const { running } = fitted
  if (running) return inPlace(ofRunning, { running: copied(running), deviation: new Float64Array(0) })
  return inPlace(ofAny, { now: fitted })
}

/** How a state is moved and forecast in place. */
export interface Moves<State> {
  take(state: State, value: number): void
  fill(state: State, forecast: Forecast): void
  copy(state: State): State
  fitted(state: State): Fitted
}

/** A state, which is moved from now on, and how, as a model in place. */
export function inPlace<State>(moves: Moves<State>, state: State): Online {
  return new InPlace(moves as Moves<unknown>, state)
}

/** A class, so that all handles share the code that the engine makes for them. */
class InPlace implements Online {
  readonly #moves: Moves<unknown>
  readonly #state: unknown
  #forecast: Forecast = emptyForecast(0, [])

  constructor(moves: Moves<unknown>, state: unknown) {
    this.#moves = moves
    this.#state = state
  }

  update(value: number): void {
    this.#moves.take(this.#state, checkUpdate(value))
  }

  forecast(request: ForecastRequest): Forecast {
    const { horizon, levels } = checkRequest(request)
    if (!fits(this.#forecast, horizon, levels)) this.#forecast = emptyForecast(horizon, levels)
    this.#moves.fill(this.#state, this.#forecast)
    return this.#forecast
  }

  fitted(): Fitted {
    return this.#moves.fitted(this.#moves.copy(this.#state))
  }
}

function fits({ mean, intervals }: Forecast, horizon: number, levels: readonly number[]): boolean {
  if (mean.length !== horizon || intervals.length !== levels.length) return false
  for (let k = 0; k < levels.length; k++) if (intervals[k]!.level !== levels[k]) return false
  return true
}

function copied({ kernel, state, logged, nonNegative }: Running): Running {
  return { kernel, state: kernel.copy(state), logged, nonNegative }
}

const ofRunning: Moves<{ readonly running: Running; deviation: Float64Array }> = {
  take: ({ running: { kernel, state } }, value) => kernel.take(state, value),
  fill(at, forecast) {
    const horizon = forecast.mean.length
    if (at.deviation.length < horizon) at.deviation = new Float64Array(horizon)
    fillForecast(at.running, forecast, at.deviation)
  },
  copy: ({ running, deviation }) => ({ running: copied(running), deviation }),
  fitted: ({ running: { kernel, state } }) => kernel.fitted(state),
}

const ofAny: Moves<{ now: Fitted }> = {
  take(state, value) {
    state.now = state.now.update(value)
  },
  fill({ now }, { mean, intervals }) {
    const forecast = now.forecast({ horizon: mean.length, levels: intervals.map(({ level }) => level) })
    mean.set(forecast.mean)
    for (const [k, { lo, hi }] of forecast.intervals.entries()) {
      intervals[k]!.lo.set(lo)
      intervals[k]!.hi.set(hi)
    }
  },
  copy: ({ now }) => ({ now }),
  fitted: ({ now }) => now,
}
