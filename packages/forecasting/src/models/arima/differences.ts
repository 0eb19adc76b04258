import { seasonalIndices } from '../../season/seasonality.ts'

/** How strong a season must be to be taken by differencing (Wang, Smith & Hyndman 2006; the threshold of Hyndman 2018). */
const strongSeason = 0.64
/** The 5 % point of the KPSS statistic for a constant level (Kwiatkowski et al. 1992). */
const kpssLimit = 0.463

/** How often to difference at the lag of the season: once where the season explains most of what the trend leaves. */
export function seasonalDifferences(y: Float64Array, m: number): number {
  if (m < 2 || y.length <= 2 * m + 2) return 0
  return seasonalStrength(y, m) > strongSeason ? 1 : 0
}

/** How often to difference until the level looks constant: KPSS tests at 5 %, at most two. */
export function ordinaryDifferences(y: Float64Array): number {
  let w = y
  for (let d = 0; d < 2; d++) {
    if (w.length < 4 || kpss(w) <= kpssLimit) return d
    w = w.subarray(1).map((value, t) => value - w[t]!)
  }
  return 2
}

/** 1 - var(remainder) / var(season + remainder), around the centred moving average. */
function seasonalStrength(y: Float64Array, m: number): number {
  const indices = seasonalIndices(y, m, 'additive')
  const half = Math.floor(m / 2)
  const detrended = new Float64Array(y.length - 2 * half)
  const remainder = new Float64Array(detrended.length)
  for (let t = half; t < y.length - half; t++) {
    let sum = 0
    for (let i = t - half; i <= t + half; i++) sum += y[i]!
    if (m % 2 === 0) sum -= (y[t - half]! + y[t + half]!) / 2
    detrended[t - half] = y[t]! - sum / m
    remainder[t - half] = detrended[t - half]! - indices[t % m]!
  }
  const whole = varianceOf(detrended)
  return whole > 0 ? 1 - varianceOf(remainder) / whole : 0
}

function varianceOf(values: Float64Array): number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length
}

/** The KPSS statistic with the Bartlett window of 3 sqrt(n) / 13 lags. */
function kpss(y: Float64Array): number {
  const n = y.length
  const center = y.reduce((sum, value) => sum + value, 0) / n
  const lags = Math.floor((3 * Math.sqrt(n)) / 13)
  let cumulated = 0
  let squares = 0
  let variance = 0
  for (const value of y) {
    cumulated += value - center
    squares += cumulated * cumulated
    variance += (value - center) ** 2
  }
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0
    for (let t = lag; t < n; t++) product += (y[t]! - center) * (y[t - lag]! - center)
    variance += 2 * (1 - lag / (lags + 1)) * product
  }
  return variance > 1e-20 * center * center * n ? squares / (n * variance) : 0
}
