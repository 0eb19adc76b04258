import type { Fitted } from '../../contract.ts'
import { normalForecast } from '../../intervals/intervals.ts'
import { checkRequest, checkUpdate } from '../../validation.ts'
import type { ArimaEstimate } from './estimate.ts'
import type { ArmaState } from './likelihood.ts'
import { type ArimaOrder, differencing, orderName } from './order.ts'
import { expand, psiWeights } from './polynomials.ts'

/** A fitted ARIMA model. */
export interface FittedArima extends Fitted {
  readonly order: ArimaOrder
  readonly logLikelihood: number
  readonly aicc: number
  update(value: number): FittedArima
}

/** An estimate with what is needed to go on from it; `values` end at the present and are kept as long as differencing looks back. */
export interface ArimaPosition {
  readonly found: ArimaEstimate
  readonly values: Float64Array
  readonly seasonLength: number
  readonly scale: number
  readonly nonNegative: boolean
  readonly observed: number
}

/** The estimate as a fitted model. */
export function fittedArima(given: ArimaPosition): FittedArima {
  const { found, seasonLength: m, scale } = given
  const { order } = found
  const back = differencing(order, m)
  const shift = (given.observed - back.length) * Math.log(scale)
  return fittedAt({
    ...given,
    back,
    name: orderName(order, m),
    state: found.state,
    tail: given.values.slice(given.values.length - back.length),
    logLikelihood: found.logLikelihood - shift,
    aicc: found.aicc + 2 * shift,
  })
}

interface At extends ArimaPosition {
  readonly name: string
  readonly back: Float64Array
  readonly state: ArmaState
  /** The last values, as many as differencing looks back, oldest first. */
  readonly tail: Float64Array
  readonly logLikelihood: number
  readonly aicc: number
}

function fittedAt(at: At): FittedArima {
  const { found, name, scale, nonNegative, logLikelihood, aicc } = at
  return {
    kind: 'fitted',
    ...{ name, logLikelihood, aicc, order: found.order },
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const mean = meansAhead(at, horizon).map((value) => value * scale)
      const deviation = deviationsAhead(at, horizon)
      return normalForecast({ mean, deviation, levels, nonNegative })
    },
    update: (value) => fittedAt(advanced(at, checkUpdate(value) / scale)),
  }
}

/** One value on: the filter turns, the error enters, and the tail moves; a missing value is taken as expected. */
function advanced(at: At, value: number): At {
  const { found, back, state, tail } = at
  const { phi, constant } = found
  const x = state.expected
  const known = lookBack(back, tail)
  const seen = Number.isNaN(value) ? known + constant + x[0]! : value
  const error = seen - known - constant - x[0]!
  const expected = x.map((_, i) => (phi[i] ?? 0) * x[0]! + (x[i + 1] ?? 0) + state.gain[i]! * error)
  const moved = new Float64Array(tail.length)
  moved.set(tail.subarray(1))
  if (moved.length > 0) moved[moved.length - 1] = seen
  return { ...at, state: { ...state, expected }, tail: moved }
}

/** What differencing says of the next value: sum c_i y_{t-i}. */
function lookBack(back: Float64Array, tail: Float64Array): number {
  let sum = 0
  for (let i = 0; i < back.length; i++) sum += back[i]! * tail[tail.length - 1 - i]!
  return sum
}

function meansAhead({ found, back, state, tail }: At, horizon: number): Float64Array {
  const { phi, constant } = found
  let x = state.expected
  const values = new Float64Array(tail.length + horizon)
  values.set(tail)
  for (let h = 0; h < horizon; h++) {
    values[tail.length + h] = lookBack(back, values.subarray(0, tail.length + h)) + constant + x[0]!
    const before = x
    x = before.map((_, i) => (phi[i] ?? 0) * before[0]! + (before[i + 1] ?? 0))
  }
  return values.slice(tail.length)
}

/** Square roots of sigma^2 (1 + psi_1^2 + ...), psi being the weights of the undifferenced model. */
function deviationsAhead({ found, back, scale }: At, horizon: number): Float64Array {
  const whole = new Float64Array(found.phi.length + back.length)
  expand({ a: found.phi, b: new Float64Array(0), m: 1, out: whole })
  for (let i = 0; i < back.length; i++) {
    whole[i]! += back[i]!
    for (let j = 0; j < found.phi.length; j++) whole[i + j + 1]! -= back[i]! * found.phi[j]!
  }
  const psi = psiWeights(whole, found.theta, horizon)
  let sum = found.variance
  return psi.map((weight) => {
    const now = sum
    sum += found.variance * weight * weight
    return Math.sqrt(now) * scale
  })
}
