import { median } from '../numerics/median.ts'
import { maybeSeasonal, seasonalIndices } from '../season/seasonality.ts'
import { robustScale } from './local-level.ts'
import { interpolate } from './missing.ts'

/** Added seasonal indices of x (NaN for missing) that wild values cannot bend; undefined where there is no season. */
export function robustSeason(x: Float64Array, m: number): Float64Array | undefined {
  if (m < 2 || x.length < 2 * m) return undefined
  const calm = calmed(x, m)
  return maybeSeasonal(calm, m) ? seasonalIndices(calm, m, 'additive') : undefined
}

/** x with every value brought to within three deviations of a first picture made of medians alone. */
function calmed(x: Float64Array, m: number): Float64Array {
  const trend = runningMedian(x, m)
  const places = Array.from({ length: m }, (_, place) => {
    const values: number[] = []
    for (let t = place; t < x.length; t += m) if (!Number.isNaN(x[t]! - trend[t]!)) values.push(x[t]! - trend[t]!)
    return values.length === 2
      ? nearerToNothing(values[0]!, values[1]!)
      : values.length > 0
        ? median(Float64Array.from(values))
        : 0
  })
  const picture = trend.map((level, t) => level + places[t % m]!)
  const rest = x.map((value, t) => value - picture[t]!)
  const scale = robustScale(rest.filter((value) => !Number.isNaN(value)))
  const cut = 3 * scale
  return interpolate(
    x.map((value, t) => {
      if (Number.isNaN(value)) return picture[t]!
      return picture[t]! + Math.max(-cut, Math.min(cut, rest[t]!))
    }),
  )
}

/** Of two values neither is a majority: the smaller of one sign, or nothing, so that one wild value makes no season. */
function nearerToNothing(a: number, b: number): number {
  if (a * b <= 0) return 0
  return Math.abs(a) < Math.abs(b) ? a : b
}

/** The median of one whole season around each value (of two neighbouring ones where m is even); ends repeat the nearest. */
function runningMedian(x: Float64Array, m: number): Float64Array {
  const half = Math.floor(m / 2)
  const window = new Float64Array(m)
  const around = (from: number) => {
    let count = 0
    for (let t = from; t < from + m; t++) if (!Number.isNaN(x[t]!)) window[count++] = x[t]!
    return median(window.subarray(0, count))
  }
  const starts = Float64Array.from({ length: x.length - m + 1 }, (_, t) => around(t))
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (let t = half; t < x.length - half; t++) {
    out[t] = m % 2 === 1 ? starts[t - half]! : (starts[t - half]! + starts[t - half + 1]!) / 2
  }
  return interpolate(out)
}
