import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../contract.ts'
import { deviationsOf, type FixedDeviations, fixedDeviations } from '../intervals/fixed-deviations.ts'
import { forecastOf } from '../intervals/intervals.ts'
import { meanSize } from '../numerics/scale.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../validation.ts'
import { loggedFrom } from './arima-111/arima-111.ts'
import { estimate } from './ets/estimate.ts'
import { type EtsForm, parseForm } from './ets/form.ts'
import type { Region } from './ets/layout.ts'
import { FitMemory } from './ets/memory.ts'

/**
 * Exponential smoothing of logarithms with a trend that is damped: growth in per cent that fades. A partner for combinations, on
 * seasonally adjusted values; `ets` knows only trends in units. Needs 8 values, all above zero; missing ones are bridged.
 */
export function dampedGrowth(): Model {
  return {
    name,
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitGrowth(valid)
    },
  }
}

const name = 'damped growth'
const form = parseForm('AAdN') as EtsForm
/** Growth that turns faster fits a history better and forecasts it worse; one that hardly turns is late. */
const region: Region = { leastAlpha: 0.08, mostBeta: 0.25 }

interface State {
  readonly smoothing: { readonly alpha: number; readonly beta: number; readonly phi: number }
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  level: number
  growth: number
  readonly widths: FixedDeviations
  readonly nonNegative: boolean
}

function fitGrowth({ y, nonNegative }: Validated): Fitted | Declined {
  const filled = interpolate(y)
  if (filled.some((value) => !(value > 0))) return declined(`${name} needs values above zero. Use ETS.`)
  const scale = meanSize(filled)
  const z = filled.map((value) => Math.log(value / scale))
  const best = estimate(form, {
    ...{ y: z, filled: z, seasonLength: 1, observed: z.length },
    ...{ region, memory: new FitMemory() },
  })
  if (!best) return declined(`${name} needs at least 8 values; got ${z.length}. Use the naive model.`)
  const { alpha, beta, phi } = best.smoothing
  const smoothing = { alpha, beta, phi }
  const widths = fixedDeviations((horizon) => deviationsAhead(smoothing, best.variance, horizon))
  return fittedAt({ smoothing, scale, level: best.state.level, growth: best.state.trend, widths, nonNegative })
}

/** An error moves the level by alpha and the growth by beta, which then goes on damped. */
function deviationsAhead({ alpha, beta, phi }: State['smoothing'], variance: number, horizon: number): Float64Array {
  const deviation = new Float64Array(horizon)
  let [weight, growth, sum] = [alpha, beta, 1]
  for (let h = 0; h < horizon; h++) {
    deviation[h] = Math.sqrt(variance * sum)
    growth *= phi
    weight += growth
    sum += weight * weight
  }
  return deviation
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, logged: state.widths, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name,
    running,
    forecast: (request) => forecastOf(running, request),
    update(value) {
      const next = copied(state)
      taken(next, checkUpdate(value))
      return fittedAt(next)
    },
  }
}

const kernel: Kernel<State> = { copy: copied, take: taken, ahead: written, fitted: fittedAt }

function copied(state: State): State {
  return { ...state }
}

function taken(state: State, value: number): void {
  const { smoothing, scale, level, growth } = state
  const faded = smoothing.phi * growth
  const error = Number.isNaN(value) ? 0 : loggedFrom(value / scale, level) - level - faded
  state.level = level + faded + smoothing.alpha * error
  state.growth = faded + smoothing.beta * error
}

function written({ smoothing, scale, level, growth, widths }: State, { horizon, mean, deviation }: Coming): void {
  const deviations = deviationsOf(widths, horizon)
  let [at, rate] = [level, growth]
  for (let h = 0; h < horizon; h++) {
    rate *= smoothing.phi
    at += rate
    mean[h] = Math.min(Number.MAX_VALUE, scale * Math.exp(at))
    deviation[h] = deviations[h]!
  }
}
