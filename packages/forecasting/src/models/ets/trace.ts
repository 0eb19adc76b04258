import type { EtsForm } from './form.ts'
import type { FitMemory } from './memory.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/**
 * One pass of the recursion over a history with all that the way back needs (see `recursion.ts` for the symbols): the error u,
 * the season's error v, the trend b before each value, and the reciprocals of level q, season s and mean mu.
 * Made once for a form and a history, and filled anew by every pass. Multiplicative trends have none.
 */
export interface Trace {
  readonly form: EtsForm
  readonly y: Float64Array
  readonly observed: number
  /** Smoothing parameters and state: set before a pass; the state is at the end of the history after it. */
  readonly smoothing: Smoothing
  readonly state: EtsState
  readonly u: Float64Array
  readonly v: Float64Array
  readonly b: Float64Array
  readonly overLevel: Float64Array
  readonly overSeason: Float64Array
  readonly overMean: Float64Array
  /** The squared geometric mean of the means for multiplicative errors, else 1; and the sum of squared errors without it. */
  factor: number
  squares: number
  readonly memory: FitMemory
}

/** A trace for a history; its memory is shared by all traces of one fit, so only the latest pass can be read. */
export function traceOf(given: {
  form: EtsForm
  y: Float64Array
  observed: number
  seasons: number
  memory: FitMemory
}): Trace {
  const { form, y, observed, seasons, memory } = given
  const [u, v, b, overLevel, overSeason, overMean] = memory.trace(y.length)
  return {
    ...{ form, y, observed, u: u!, v: v!, b: b!, overLevel: overLevel!, overSeason: overSeason!, overMean: overMean! },
    smoothing: { alpha: 0, beta: 0, gamma: 0, phi: 1 },
    state: { level: 0, trend: 0, season: new Float64Array(seasons) },
    ...{ factor: 1, squares: 0, memory },
  }
}

/** Runs the recursion over the history and returns the sum to be made small, as `runRecursion` does. */
export function passForward(trace: Trace): number {
  trace.factor = 1
  if (trace.form.season === 'M') return forwardMultiplied(trace)
  return trace.form.error === 'M' ? forwardRelative(trace) : forwardAdded(trace)
}

function forwardAdded(trace: Trace): number {
  const { y, u, b, state } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { season } = state
  const m = season.length
  let { level, trend } = state
  let place = 0
  let squares = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    const drift = phi * trend
    const q = level + drift
    b[t] = trend
    if (!Number.isNaN(value)) {
      const s = season[place]!
      const e = value - q - s
      u[t] = e
      level = q + alpha * e
      trend = drift + beta * e
      season[place] = s + gamma * e
      squares += e * e
    } else {
      level = q
      trend = drift
    }
    place = place + 1 === m ? 0 : place + 1
  }
  state.level = level
  state.trend = trend
  trace.squares = squares
  return squares
}

function forwardRelative(trace: Trace): number {
  const { y, u, b, overMean, state } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { season } = state
  const m = season.length
  let { level, trend } = state
  let place = 0
  let squares = 0
  let product = 1
  let logs = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    const drift = phi * trend
    const q = level + drift
    const s = season[place]!
    const mu = q + s
    if (!(mu > 0 && q > 0)) return Number.POSITIVE_INFINITY
    b[t] = trend
    if (!Number.isNaN(value)) {
      const e = value - mu
      const over = 1 / mu
      const r = e * over
      u[t] = e
      overMean[t] = over
      level = q + alpha * e
      trend = drift + beta * e
      season[place] = s + gamma * e
      squares += r * r
      product *= mu
      if (product > 1e200 || product < 1e-200) {
        logs += Math.log(product)
        product = 1
      }
    } else {
      level = q
      trend = drift
    }
    place = place + 1 === m ? 0 : place + 1
  }
  state.level = level
  state.trend = trend
  return concentrated(trace, squares, logs + Math.log(product))
}

function forwardMultiplied(trace: Trace): number {
  const { y, u, v, b, overLevel, overSeason, state } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { season } = state
  const m = season.length
  let { level, trend } = state
  let place = 0
  let squares = 0
  let product = 1
  let logs = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    const drift = phi * trend
    const q = level + drift
    const s = season[place]!
    const mu = q * s
    if (!(mu > 0 && q > 0)) return Number.POSITIVE_INFINITY
    b[t] = trend
    if (!Number.isNaN(value)) {
      const is = 1 / s
      const iq = 1 / q
      const adjusted = value * is
      const error = adjusted - q
      const seasonal = value * iq - s
      const r = adjusted * iq - 1
      u[t] = error
      v[t] = seasonal
      overSeason[t] = is
      overLevel[t] = iq
      level = q + alpha * error
      trend = drift + beta * error
      season[place] = s + gamma * seasonal
      squares += r * r
      product *= mu
      if (product > 1e200 || product < 1e-200) {
        logs += Math.log(product)
        product = 1
      }
    } else {
      level = q
      trend = drift
    }
    place = place + 1 === m ? 0 : place + 1
  }
  state.level = level
  state.trend = trend
  return concentrated(trace, squares, logs + Math.log(product))
}

function concentrated(trace: Trace, squares: number, logs: number): number {
  trace.squares = squares
  trace.factor = Math.exp((2 * logs) / trace.observed)
  return squares * trace.factor
}
