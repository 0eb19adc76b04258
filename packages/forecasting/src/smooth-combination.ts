import { ces } from './ces.ts'
import { combinationWeights, equalWeights } from './combination-weights.ts'
import type { Declined, FitOptions, Fitted, Model, Values } from './contract.ts'
import { dynamicTheta } from './dynamic-theta.ts'
import { ets } from './ets.ts'
import { widened } from './honest-width.ts'
import { seasonallyAdjusted } from './seasonally-adjusted.ts'
import { theta } from './theta.ts'
import { weightedOf } from './weighted.ts'

/**
 * The combination for series that move every period: the weighted mean of ETS, ETS with its trend damped, Theta, dynamic
 * Theta and CES, with intervals as wide as they must be. Lower bounds are cut at zero only after widening.
 */
export function smoothCombination(): Model {
  return { name: 'weighted mean of ETS, damped ETS, Theta, dynamic Theta, CES', fit: fitCombination }
}

function fitCombination(series: Values, options: FitOptions = {}): Fitted | Declined {
  const weights = combinationWeights[options.seasonLength ?? 1] ?? equalWeights
  const fits = combinationMembers(series, { ...options, nonNegative: false })
  const members = fits.flatMap((fitted, i) => (fitted.kind === 'fitted' ? [{ fitted, weight: weights[i]! }] : []))
  if (members.length === 0) return fits[0]!
  return widened({ fitted: weightedOf(members), length: series.length, nonNegative: options.nonNegative ?? false })
}

/** Seasons longer than this are taken out before ETS and CES see the series: their states would outnumber the evidence. */
const longestState = 24

/** The members fitted, in the order of their weights; what cannot serve the series says so. */
export function combinationMembers(series: Values, options: FitOptions): (Fitted | Declined)[] {
  const long = (options.seasonLength ?? 1) > longestState
  const adjusted = (model: Model) => seasonallyAdjusted(model).fit(series, options)
  const smoothing = long ? [ets(), ets({ damped: true })].map(adjusted) : etsAndDamped(series, options)
  const complex = long ? adjusted(ces({ form: 'none' })) : ces().fit(series, options)
  return [...smoothing, theta().fit(series, options), dynamicTheta().fit(series, options), complex]
}

/** The best ETS form, and the same form with a damped trend: cautious where the best is bold, twice the best where it is not. */
function etsAndDamped(series: Values, options: FitOptions): (Fitted | Declined)[] {
  const best = ets().fit(series, options)
  if (best.kind === 'declined') return [best, best]
  const { error, trend, season } = best.form
  return [best, trend === 'Ad' ? best : ets({ form: `${error}Ad${season}` }).fit(series, options)]
}
