import { imapa } from './aggregation.ts'
import { meanOf } from './combine.ts'
import type { Declined, FitOptions, Fitted, Model, Values } from './contract.ts'
import { mean } from './mean.ts'
import { tsb } from './tsb.ts'

/**
 * The combination for demand that comes now and then: the mean of slow TSB, IMAPA and the plain mean; the plain mean stays
 * out where demand has become much rarer. Intervals are quantiles of the occurrences seen.
 */
export function intermittentCombination(): Model {
  return { name: 'mean of TSB, IMAPA, mean', fit: fitCombination }
}

function fitCombination(series: Values, options: FitOptions = {}): Fitted | Declined {
  const fading = isFading(series)
  const models = fading ? [imapa(), tsb()] : [imapa(), tsb({ alpha: 0.05, beta: 0.05 }), mean()]
  const fits = models.map((model) => model.fit(series, { ...options, nonNegative: true }))
  const members = fits.filter((fit) => fit.kind === 'fitted')
  return members.length === fits.length ? meanOf(members) : fits.find((fit) => fit.kind === 'declined')!
}

/** True when demands came less than half as often in the last third as before it, beyond two standard errors. */
function isFading(series: Values): boolean {
  const cut = Math.floor((2 * series.length) / 3)
  const before = chanceIn(series, 0, cut)
  const lately = chanceIn(series, cut, series.length)
  const error = Math.sqrt((before.chance * (1 - before.chance)) / Math.max(1, lately.count))
  return lately.chance < before.chance / 2 && before.chance - lately.chance > 2 * error
}

function chanceIn(series: Values, from: number, to: number): { chance: number; count: number } {
  let demands = 0
  let count = 0
  for (let t = from; t < to; t++) {
    if (Number.isNaN(series[t]!)) continue
    count++
    if (series[t]! > 0) demands++
  }
  return { chance: count > 0 ? demands / count : 0, count }
}
