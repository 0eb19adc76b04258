/** What forecasts of earlier periods would have been with a signal, beside what they were without it. */
export type Evidence = {
  lag: number | null
  /** Units of demand per unit of the signal; shrunk towards nothing by its own sampling error. */
  slope: number | null
  baseWape: number | null
  wape: number | null
  points: number
  used: boolean
  reason: string
}

/** A forecast made at an earlier origin: `at` periods were over, `mean` of the next ones. */
export type Origin = { at: number; mean: readonly number[] }

/** A series by period, the signal by period (NaN where unknown; values after the last closed period are expectations). */
export type Asked = {
  /** Demand of the closed periods from index `from` on. */
  values: ArrayLike<number>
  from: number
  signal: readonly number[]
  origins: readonly Origin[]
  seasonLength: number
}

const lags = [1, 2, 3, 4, 5, 6] as const
/** Fewer pairs teach no slope; a slope less sure than this many standard errors is chance among six lags. */
const fewestPairs = 18
const surest = 3
/** It must take this part of the error away, in the older origins, which choose the lag, and in the newer, which confirm it. */
const leastGain = 0.03

/**
 * Measures a signal by out-of-sample gain. At each origin its slope is learned from what was known there (changes over a season of
 * demand on those of the signal, so that season and level fall out), and the forecast made there moves by what the signal has
 * changed since. The lag is chosen by the older origins and must hold in the newer ones.
 */
export function measureSignal(asked: Asked): Evidence {
  const origins = asked.origins.toSorted((a, b) => a.at - b.at)
  const nothing = { lag: null, slope: null, baseWape: null, wape: null, points: 0, used: false }
  const known = asked.signal.slice(0, asked.from + asked.values.length).filter((value) => !Number.isNaN(value))
  if (new Set(known).size < 2) return { ...nothing, reason: 'It is constant, or has no values where demand is known.' }
  if (origins.length < 4) return { ...nothing, reason: 'Too few earlier forecasts are there to measure it by.' }
  const half = Math.ceil(origins.length / 2)
  const [older, newer] = [origins.slice(0, half), origins.slice(half)]
  const best = lags
    .map((lag) => ({ lag, ...errorsOf(asked, { origins: older, lag }) }))
    .filter(({ without }) => without > 0)
    .toSorted((a, b) => a.with / a.without - b.with / b.without)[0]
  if (!best)
    return {
      ...nothing,
      reason: `It has fewer than ${fewestPairs} values beside demand a season apart, or nothing was left to make better.`,
    }
  const { lag } = best
  const now = slopeAt(asked, { at: asked.from + asked.values.length, lag })
  const whole = errorsOf(asked, { origins, lag })
  const figures = {
    lag,
    slope: now?.slope ?? null,
    points: whole.points,
    baseWape: whole.without / whole.held,
    wape: whole.with / whole.held,
  }
  const confirmed = errorsOf(asked, { origins: newer, lag })
  if (!now || Math.abs(now.t) < surest)
    return { ...figures, used: false, reason: 'Demand has not followed it more than chance would have it.' }
  const gains = [best, confirmed].map(({ with: w, without }) => 1 - w / without)
  if (gains.some((gain) => !(gain >= leastGain))) {
    return { ...figures, used: false, reason: 'It followed demand, but did not make earlier forecasts better.' }
  }
  return {
    ...figures,
    used: true,
    reason: `It leads by ${lag} ${lag === 1 ? 'period' : 'periods'} and made earlier forecasts better, older and newer ones.`,
  }
}

/** By how much each of the next periods moves: what the signal has changed, or is expected to change, times the slope. */
export function effectOf(
  { values, from, signal }: Pick<Asked, 'values' | 'from' | 'signal'>,
  { lag, slope, periods, future }: { lag: number; slope: number; periods: number; future: 'given' | 'unknown' },
): number[] {
  const at = from + values.length
  return Array.from({ length: periods }, (_, ahead) => slope * changeSince(signal, { at, lag, ahead, future }))
}

/** The signal `lag` periods before a period ahead, less its mean over what the model's level rests on. What is not known stays as it was. */
function changeSince(
  signal: readonly number[],
  { at, lag, ahead, future }: { at: number; lag: number; ahead: number; future: 'given' | 'unknown' },
): number {
  const last = future === 'given' ? signal.length - 1 : at - 1
  let index = Math.min(at + ahead - lag, last)
  while (index >= 0 && Number.isNaN(signal[index] ?? Number.NaN)) index--
  const base = [1, 2, 3].map((back) => signal[at - back - lag] ?? Number.NaN).filter((value) => !Number.isNaN(value))
  if (index < 0 || base.length === 0) return 0
  return signal[index]! - base.reduce((sum, value) => sum + value, 0) / base.length
}

function errorsOf(asked: Asked, { origins, lag }: { origins: readonly Origin[]; lag: number }) {
  const sums = { points: 0, held: 0, with: 0, without: 0 }
  for (const { at, mean } of origins) {
    const learned = slopeAt(asked, { at, lag })
    if (!learned) continue
    for (const [ahead, said] of mean.entries()) {
      const actual = asked.values[at + ahead - asked.from]
      if (actual === undefined || Number.isNaN(actual)) continue
      const change = changeSince(asked.signal, { at, lag, ahead, future: 'unknown' })
      sums.points++
      sums.held += Math.abs(actual)
      sums.without += Math.abs(actual - said)
      sums.with += Math.abs(actual - Math.max(0, said + learned.slope * change))
    }
  }
  return sums
}

/** The slope as known when `at` periods were over, and how many standard errors it is from nothing, errors that last counted. */
function slopeAt({ values, from, signal, seasonLength: m }: Asked, { at, lag }: { at: number; lag: number }) {
  const pairs: [number, number][] = []
  for (let t = from + m; t < at; t++) {
    const y = values[t - from]! - values[t - m - from]!
    const x = (signal[t - lag] ?? Number.NaN) - (signal[t - m - lag] ?? Number.NaN)
    if (Number.isFinite(x) && Number.isFinite(y)) pairs.push([x, y])
  }
  const n = pairs.length
  if (n < fewestPairs) return null
  const mean = (k: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[k], 0) / n
  const [mx, my] = [mean(0), mean(1)]
  const sxx = pairs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  if (!(sxx > 0)) return null
  const raw = pairs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx
  const rest = pairs.map(([x, y]) => y - my - raw * (x - mx))
  const squares = rest.reduce((sum, e) => sum + e * e, 0)
  const lagged = rest.reduce((sum, e, i) => sum + (i > 0 ? e * rest[i - 1]! : 0), 0) / (squares || 1)
  const lasting = Math.sqrt((1 + Math.max(0, lagged)) / (1 - Math.min(0.9, Math.max(0, lagged))))
  const t = raw / ((Math.sqrt(squares / (n - 2) / sxx) || 1e-12) * lasting)
  return { slope: raw * Math.max(0, 1 - 1 / (t * t)), t }
}
