import { medianOf } from './combine.ts'
import type { Declined, FitOptions, Fitted, Model, Values } from './contract.ts'
import { dynamicTheta } from './dynamic-theta.ts'
import { ets } from './ets.ts'
import { widened } from './honest-width.ts'
import { seasonallyAdjusted } from './seasonally-adjusted.ts'
import { theta } from './theta.ts'

/**
 * The combination for series that move every period: the median of ETS, ETS with its trend damped, Theta and dynamic
 * Theta, with intervals as wide as they must be. Lower bounds are cut at zero only after widening.
 */
export function smoothCombination(): Model {
  return { name: 'median of ETS, damped ETS, Theta, dynamic Theta', fit: fitCombination }
}

/** Seasons longer than this are taken out before ETS sees the series: their states would outnumber the evidence. */
const longestState = 24

function fitCombination(series: Values, options: FitOptions = {}): Fitted | Declined {
  const free = { ...options, nonNegative: false }
  const long = (options.seasonLength ?? 1) > longestState
  const smoothing = long ? adjustedEts(series, free) : etsAndDamped(series, free)
  const fits = [...smoothing, theta().fit(series, free), dynamicTheta().fit(series, free)]
  const members = fits.filter((fit) => fit.kind === 'fitted')
  if (members.length === 0) return fits[0]!
  const fitted = medianOf({ members, nonNegative: false })
  return widened({ fitted, length: series.length, nonNegative: options.nonNegative ?? false })
}

function adjustedEts(series: Values, options: FitOptions): (Fitted | Declined)[] {
  return [ets(), ets({ damped: true })].map((model) => seasonallyAdjusted(model).fit(series, options))
}

/** The best ETS form, and the same form with a damped trend: cautious where the best is bold, twice the best where it is not. */
function etsAndDamped(series: Values, options: FitOptions): (Fitted | Declined)[] {
  const best = ets().fit(series, options)
  if (best.kind === 'declined') return [best]
  const { error, trend, season } = best.form
  if (trend === 'Ad') return [best, best]
  const damped = ets({ form: `${error}Ad${season}` }).fit(series, options)
  return damped.kind === 'fitted' ? [best, damped] : [best]
}
