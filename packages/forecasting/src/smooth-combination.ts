import { autoregression } from './autoregression.ts'
import { changes } from './changes.ts'
import { combinationWeights, equalWeights, type MemberWeights, simulatedWeights } from './combination-weights.ts'
import { type Declined, declined, type FitOptions, type Fitted, type Model, type Values } from './contract.ts'
import { admit } from './door.ts'
import { dynamicTheta } from './dynamic-theta.ts'
import { ets } from './ets.ts'
import { widened } from './honest-width.ts'
import { interpolate } from './missing.ts'
import { adjust } from './season-split.ts'
import { kept, seasoned } from './seasonally-adjusted.ts'
import { steadySeason } from './steady-season.ts'
import { theta } from './theta.ts'
import { weightedOf } from './weighted.ts'

/**
 * The combination for series that move every period: the weighted mean of ETS, Theta, dynamic Theta, ARIMA(1,1,1) plain and
 * with growth, an autoregression and one of the changes, with intervals as wide as they must be. Lower bounds are cut at zero
 * only after widening. Weights were learned on M3, or on simulated series alone. See decisions/0004 for what each member brings.
 */
export function smoothCombination({ weights = 'm3' }: { weights?: 'm3' | 'simulated' } = {}): Model {
  const table = weights === 'm3' ? combinationWeights : simulatedWeights
  return {
    name: 'weighted mean of ETS, Theta and autoregressive models',
    fit: (series, options = {}) => fitCombination(series, options, table[options.seasonLength ?? 1] ?? equalWeights),
  }
}

function fitCombination(series: Values, options: FitOptions, weights: MemberWeights): Fitted | Declined {
  const fits = combinationMembers(series, { ...options, nonNegative: false })
  const members = fits.flatMap((fitted, i) => (fitted.kind === 'fitted' ? [{ fitted, weight: weights[i]! }] : []))
  if (members.length === 0) return fits[0]!
  return widened({ fitted: weightedOf(members), length: series.length, nonNegative: options.nonNegative ?? false })
}

/** Seasons longer than this are taken out before ETS sees the series: their states would outnumber the evidence. */
const longestState = 24

/** Up to this season an autoregression reaches back over it by itself. */
const longestMemory = 12

/** The members fitted, in the order of their weights; what cannot serve the series says so. The season is taken out once. */
export function combinationMembers(series: Values, options: FitOptions): (Fitted | Declined)[] {
  const door = admit(series, options)
  if (door.kind === 'declined') return [door]
  const split = steadySeason(interpolate(door.y), door.seasonLength)
  const adjusted = split.indices.length > 1 ? door.y.map((value, t) => kept(adjust(split, t, value))) : door.y
  const plain = { ...options, seasonLength: 1 }
  const onAdjusted = (model: Model): Fitted | Declined => {
    const fitted = model.fit(adjusted, plain)
    if (fitted.kind === 'declined' || split.indices.length === 1) return fitted
    return seasoned({ fitted, split, time: door.y.length })
  }
  const natively = (model: Model, longest: number) =>
    door.seasonLength > longest ? onAdjusted(model) : model.fit(series, options)
  return [
    natively(ets(), longestState),
    ...[theta(), dynamicTheta(), changes(), changes({ growth: true })].map(onAdjusted),
    risingBeyondDoubt(adjusted)
      ? declined('The values rise steadily: no mean to return to.')
      : onAdjusted(autoregression()),
    natively(autoregression({ changes: true }), longestMemory),
  ]
}

/** True when the least-squares line rises by more than this many of its standard errors. */
const beyondDoubt = 15

function risingBeyondDoubt(y: Float64Array): boolean {
  let [n, sumT, sumY] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    n++
    sumT += t
    sumY += y[t]!
  }
  let [moment, times, power] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue
    const [x, value] = [t - sumT / n, y[t]! - sumY / n]
    moment += x * value
    times += x * x
    power += value * value
  }
  const explained = (moment * moment) / times
  return moment > 0 && explained * (n - 2) > beyondDoubt ** 2 * (power - explained)
}
