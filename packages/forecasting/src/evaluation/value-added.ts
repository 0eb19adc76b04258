import { Refusal } from '../refusal.ts'
import { bias, wape } from './accuracy.ts'

/** One step on the way to the final forecast, such as naive, statistical, override, consensus; NaN where it left the step before alone. */
export interface ForecastStep {
  readonly name: string
  readonly forecast: ArrayLike<number>
}

/** What a step achieved: shares of the actual total, 0.1 for 10 %. */
export interface ValueAdded {
  readonly name: string
  readonly wape: number
  readonly bias: number
  /** WAPE taken off since the step before and since the first step; below zero the step made it worse. 0 for the first. */
  readonly gain: number
  readonly gainSinceFirst: number
  /** How much nearer to zero the bias came since the step before. */
  readonly biasGain: number
  /** Values it changed, and their WAPE before and after: what the changes alone were worth. */
  readonly changed: { readonly count: number; readonly before: number; readonly after: number }
}

/**
 * Forecast value added (Gilliland 2010): WAPE and bias of each step over the same values, and what it added to the one before.
 * Values of many series and periods may stand one after the other; those without an actual are left out.
 */
export function forecastValueAdded(given: { actual: ArrayLike<number>; steps: readonly ForecastStep[] }): ValueAdded[] {
  const { actual, steps } = given
  const forecasts: Float64Array[] = []
  for (const { name, forecast } of steps) {
    if (forecast.length !== actual.length) {
      const message = `Step ${name} has ${forecast.length} values for ${actual.length} actuals. Give one per actual, NaN where it changes nothing.`
      throw new Refusal({ code: 'shape', value: forecast.length, message })
    }
    const before = forecasts.at(-1)
    forecasts.push(Float64Array.from(forecast, (value, i) => (Number.isNaN(value) && before ? before[i]! : value)))
  }
  const known = Array.from({ length: actual.length }, (_, i) => i).filter(
    (i) => !Number.isNaN(actual[i]!) && forecasts.every((forecast) => !Number.isNaN(forecast[i]!)),
  )
  const pick = (values: ArrayLike<number>, places: readonly number[]) => Float64Array.from(places, (i) => values[i]!)
  const score = (forecast: ArrayLike<number>, places = known) => ({
    wape: wape({ actual: pick(actual, places), forecast: pick(forecast, places) }),
    bias: bias({ actual: pick(actual, places), forecast: pick(forecast, places) }),
  })
  return forecasts.map((forecast, step) => {
    const now = score(forecast)
    const before = step === 0 ? now : score(forecasts[step - 1]!)
    const touched = step === 0 ? [] : known.filter((i) => forecast[i] !== forecasts[step - 1]![i])
    return {
      ...{ name: steps[step]!.name, ...now },
      gain: before.wape - now.wape,
      gainSinceFirst: score(forecasts[0]!).wape - now.wape,
      biasGain: Math.abs(before.bias) - Math.abs(now.bias),
      changed: {
        count: touched.length,
        before: touched.length === 0 ? Number.NaN : score(forecasts[step - 1]!, touched).wape,
        after: touched.length === 0 ? Number.NaN : score(forecast, touched).wape,
      },
    }
  })
}
