import { type Declined, declined, type FitOptions, type Fitted, type Model, type Values } from '../contract.ts'
import { changes } from '../models/arima-111/arima-111.ts'
import { autoregression } from '../models/autoregression/autoregression.ts'
import { dampedGrowth } from '../models/damped-growth.ts'
import { dynamicTheta } from '../models/dynamic-theta.ts'
import { ets } from '../models/ets/ets.ts'
import { goingOn, recentGrowth } from '../models/recent-growth.ts'
import { theta } from '../models/theta.ts'
import { adjust, type SeasonSplit } from '../season/season-split.ts'
import { kept, seasoned } from '../season/seasonally-adjusted.ts'
import { shrunkenSeason } from '../season/shrunken-season.ts'
import { interpolate } from '../treatment/missing.ts'
import { type Validated, validate } from '../validation.ts'
import { risingBeyondDoubt } from './rising.ts'
import { hasGuest } from './weights.ts'

/** Seasons longer than this are taken out before ETS sees the series: their states would outnumber the evidence. */
const longestState = 24

/** Up to this season an autoregression reaches back over it by itself. */
const longestMemory = 12

/** The members fitted, in the order of their weights; what cannot serve the series says so. The season is taken out once. */
export function combinationMembers(series: Values, options: FitOptions): (Fitted | Declined)[] {
  const valid = validate(series, options)
  if (valid.kind === 'declined') return [valid]
  const { split, fits } = fitMembers(valid, options)
  return fits.map(({ fitted, adjusted }) =>
    fitted.kind === 'declined' || !adjusted || split.indices.length === 1
      ? fitted
      : seasoned({ fitted, split, time: valid.y.length }),
  )
}

interface Member {
  readonly fitted: Fitted | Declined
  /** True where it sees the values without their season. */
  readonly adjusted: boolean
  /** Of a guest, which is no anchor of the blend: how much of its weight the series supports. */
  readonly share?: number
}

export function fitMembers(
  valid: Validated,
  options: FitOptions,
): { split: SeasonSplit; filled: Float64Array; fits: Member[] } {
  const { y, seasonLength } = valid
  const filled = interpolate(y)
  const split = shrunkenSeason(filled, seasonLength)
  const adjusted = split.indices.length > 1 ? y.map((value, t) => kept(adjust(split, t, value))) : y
  const plain = { ...options, seasonLength: 1 }
  const onAdjusted = (model: Model): Member => ({ fitted: model.fit(adjusted, plain), adjusted: true })
  // A seasonal state for each place would have hardly more than one value to learn it from.
  const short = split.indices.length > 1 && y.length < 3 * seasonLength
  const natively = (model: Model, longest: number): Member =>
    seasonLength > longest || short ? onAdjusted(model) : { fitted: model.fit(y, options), adjusted: false }
  const fits = [
    natively(ets(), longestState),
    ...[theta(), dynamicTheta(), changes(), changes({ growth: true })].map(onAdjusted),
    risingBeyondDoubt(adjusted)
      ? { fitted: declined('The values rise steadily: no mean to return to.'), adjusted: true }
      : onAdjusted(autoregression()),
    natively(autoregression({ changes: true }), longestMemory),
    seasonLength === 1 ? growthOfLate(filled, plain) : fadingGrowth(seasonLength, onAdjusted),
  ]
  return { split, filled, fits }
}

function growthOfLate(filled: Float64Array, options: FitOptions): Member {
  const share = goingOn(filled)
  return share > 0
    ? { fitted: recentGrowth().fit(filled, options), adjusted: true, share }
    : noGrowth('Each change is undone by the next one.')
}

/** Growth in per cent that fades, in months and quarters; elsewhere it was no gain. */
function fadingGrowth(seasonLength: number, fit: (model: Model) => Member): Member {
  return hasGuest(seasonLength)
    ? { ...fit(dampedGrowth()), share: 1 }
    : noGrowth('Growth that fades is followed only in months and quarters.')
}

function noGrowth(reason: string): Member {
  return { fitted: declined(reason), adjusted: true }
}
