import { type Durations, type RiskSet, riskSets } from './durations.ts'
import { normalQuantile } from './normal-quantile.ts'

/** The share still open after a time, with Greenwood's standard error and an interval on the log scale. */
export interface OpenShare {
  readonly time: number
  readonly atRisk: number
  readonly closed: number
  readonly share: number
  readonly standardError: number
  readonly lo: number
  readonly hi: number
}

/** A curve of deals still open, and when half have closed; `median` is NaN where the curve never falls to one half. */
export interface KaplanMeier {
  readonly steps: readonly OpenShare[]
  readonly median: { readonly time: number; readonly lo: number; readonly hi: number }
}

/**
 * The product-limit estimate (Kaplan & Meier 1958) of the share still open, won and lost both being ends, deals still open
 * censored. Variance by Greenwood; intervals on the log scale; the median's by where these cross one half (Brookmeyer & Crowley 1982).
 */
export function kaplanMeier(durations: Durations, level = 0.95): KaplanMeier {
  const quantile = normalQuantile((1 + level) / 2)
  const steps: OpenShare[] = []
  let [share, variance] = [1, 0]
  for (const set of riskSets(durations)) {
    const closed = set.won + set.lost
    share *= 1 - closed / set.atRisk
    if (closed > 0) variance += closed / (set.atRisk * (set.atRisk - closed))
    steps.push(stepOf({ set, closed, share, relativeError: Math.sqrt(variance), quantile }))
  }
  return {
    steps,
    median: {
      time: halfOf(steps, ({ share: at }) => at),
      lo: halfOf(steps, ({ lo }) => lo),
      hi: halfOf(steps, ({ hi }) => hi),
    },
  }
}

function stepOf(given: {
  set: RiskSet
  closed: number
  share: number
  relativeError: number
  quantile: number
}): OpenShare {
  const { set, closed, share, relativeError, quantile } = given
  const { time, atRisk } = set
  // Where all have closed the share is 0 for certain and its interval has no width, or none that can be told.
  if (share === 0) {
    return { time, atRisk, closed, share, standardError: Number.NaN, lo: Number.NaN, hi: Number.NaN }
  }
  const factor = Math.exp(quantile * relativeError)
  const bounds = { lo: share / factor, hi: Math.min(1, share * factor) }
  return { time, atRisk, closed, share, standardError: share * relativeError, ...bounds }
}

const rounding = 1e-9

/** The first time at which a falling curve is below one half; halfway to the next close where it stands on one half. */
function halfOf(steps: readonly OpenShare[], curve: (step: OpenShare) => number): number {
  const below = steps.find((step) => curve(step) < 0.5 - rounding)
  const on = steps.find((step) => Math.abs(curve(step) - 0.5) <= rounding)
  if (!on) return below?.time ?? Number.NaN
  return below ? (on.time + below.time) / 2 : on.time
}
