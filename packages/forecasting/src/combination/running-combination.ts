import type { Coming, Fitted, Forecast, Running } from '../contract.ts'
import { timesWider, widen } from '../intervals/calibration.ts'
import type { FixedDeviations } from '../intervals/fixed-deviations.ts'
import { emptyForecast, sensible } from '../intervals/intervals.ts'
import { reach } from '../numerics/normal.ts'
import { type AdaptiveSeason, copySeason, takeSeason } from '../season/adaptive-season.ts'
import { adjust, putBack } from '../season/season-split.ts'
import { kept, seasoned } from '../season/seasonally-adjusted.ts'
import { inPlace } from '../updating/online.ts'
import { checkRequest, checkUpdate } from '../validation.ts'
import type { BlendMemory } from './blend-memory.ts'
import { blend } from './blending.ts'
import { copyTracking, type ErrorTracking, enterErrors, enterSurprise, widthOf } from './error-tracking.ts'

/** A weighted mean of models and where it stands. */
export interface Combination {
  readonly name: string
  readonly members: readonly Running[]
  /** True for members that see the values without their season. */
  readonly adjusted: readonly boolean[]
  readonly logged: readonly (FixedDeviations | undefined)[]
  readonly learned: readonly number[]
  readonly weights: number[]
  readonly leash: number
  /** How many members, the first ones, say where the median lies. */
  readonly anchors: number
  readonly season: AdaptiveSeason
  readonly record: ErrorTracking
  /** What the history says of how wide intervals must be, and how much longer their upper side is: see `ownWidth` and `widen`. */
  readonly width: number
  readonly skew: number
  /** What was expected of the next value when a forecast was last made: it need not be worked out again. */
  readonly next: Expected
  /** The side on which the last value was held back, 1 or -1; 0 where it was taken whole. */
  held: number
  /** Values seen so far. */
  length: number
  readonly nonNegative: boolean
  /** Where values are so few that each changes what is known: all that members have seen, and how to fit members to it. */
  readonly relearning?: Relearning | undefined
  /** Shared by all states of one fit. */
  readonly memory: BlendMemory
}

/** The values seen so far, and the combination fitted to them anew; undefined where other members would serve it. */
export interface Relearning {
  readonly values: number[]
  fit(values: readonly number[]): Combination | undefined
}

/** The mean and half the 80 % interval of the whole before it is widened, and the means of members; good while `length` values are known. */
export interface Expected {
  length: number
  mean: number
  half: number
  readonly members: number[]
}

/**
 * A combination as a fitted model. An update moves every member, the season that members share, the weights (by how members
 * did since the fit) and the widths of intervals (by how far off the whole was); a forecast then costs the members' own plus one blend.
 * With `relearning` members and season are fitted to all values instead: weights, widths, and what was held back stay.
 */
export function combinationOf(state: Combination): Fitted {
  return {
    kind: 'fitted',
    name: state.name,
    members: state.members.map((member, i) => memberOf(state, member, i)),
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const forecast = emptyForecast(horizon, levels)
      fillCombined(state, forecast)
      return forecast
    },
    update(value) {
      const next = copied(state)
      taken(next, checkUpdate(value))
      return combinationOf(next)
    },
    online: () => inPlace({ take: taken, fill: fillCombined, copy: copied, fitted: combinationOf }, copied(state)),
  }
}

function copied(state: Combination): Combination {
  return {
    ...state,
    members: state.members.map(copiedMember),
    weights: state.weights.slice(),
    season: copySeason(state.season),
    record: copyTracking(state.record),
    next: { ...state.next, members: state.next.members.slice() },
    ...(state.relearning && { relearning: { ...state.relearning, values: state.relearning.values.slice() } }),
  }
}

function copiedMember({ kernel, state, logged, nonNegative }: Running): Running {
  return { kernel, state: kernel.copy(state), logged, nonNegative }
}

/** A member for those who ask what the mean is made of, which is seldom: it is made a model of its own only then. */
function memberOf({ adjusted, weights, season, length: time }: Combination, { kernel, state }: Running, i: number) {
  return {
    weight: weights[i]!,
    get fitted() {
      const fitted = kernel.fitted(state)
      if (!adjusted[i]) return fitted
      const { multiplied, indices } = season
      return seasoned({ fitted, split: { adjusted: new Float64Array(0), multiplied, indices }, time })
    },
  }
}

function fillCombined(state: Combination, forecast: Forecast): void {
  const { logged, weights, leash, anchors, nonNegative, length, record, width, skew, memory } = state
  const members = opinions(state, forecast.mean.length)
  blend({ members, logged, weights, leash, anchors }, forecast, memory)
  expect(state, members, forecast)
  sensible({ mean: forecast.mean, intervals: forecast.intervals, nonNegative: false })
  widen(forecast, { length, nonNegative, skew, times: width * widthOf(record) })
}

function opinions(
  { members, adjusted, logged, season, length: time, memory }: Combination,
  horizon: number,
): readonly Coming[] {
  const coming = memory.coming(members.length, horizon)
  for (let i = 0; i < members.length; i++) {
    const { kernel, state, logged: ofLogarithms } = members[i]!
    kernel.ahead(state, coming[i]!)
    if (!adjusted[i]) continue
    if (ofLogarithms && !logged[i]) unlogged(coming[i]!)
    putBack({ split: season, time, logged: logged[i] !== undefined }, coming[i]!)
  }
  return coming
}

/** Logarithms to which a season will be added: their deviation at the level of the mean. */
function unlogged({ horizon, mean, deviation }: Coming): void {
  for (let h = 0; h < horizon; h++) deviation[h]! *= Math.abs(mean[h]!)
}

/** Takes the next value: the record first, which compares it with what was expected, then the season, then the members. */
function taken(state: Combination, given: number): void {
  const { members, adjusted, season, length: time } = state
  const value = Number.isNaN(given) ? given : entered(state, given)
  if (relearned(state, value)) return
  takeSeason(season, time, value)
  const plain = kept(adjust(season, time, value))
  for (let i = 0; i < members.length; i++) {
    const member = members[i]!
    member.kernel.take(member.state, adjusted[i] ? plain : value)
  }
  state.length = time + 1
}

/** Fits members and season to all values with this one; false where values are many, or others would serve them. */
function relearned(state: Combination, value: number): boolean {
  const { relearning, members } = state
  if (!relearning) return false
  relearning.values.push(value)
  const anew = relearning.fit(relearning.values)
  if (anew?.members.length !== members.length) return false
  const { name, members: learned, adjusted, logged, anchors, season, length } = anew
  Object.assign(state, { name, members: learned.map(copiedMember), adjusted, logged, anchors, season, length })
  return true
}

/** Enters a value into the record, and says what of it the members are to see. */
function entered(state: Combination, value: number): number {
  const { logged, learned, weights, leash, anchors, record, width, next, length, memory } = state
  const { errors } = memory
  if (next.length !== length) {
    const oneStep = emptyForecast(1, [80])
    const members = opinions(state, 1)
    blend({ members, logged, weights, leash, anchors }, oneStep, memory)
    expect(state, members, oneStep)
  }
  const deviation = (next.half * width * timesWider({ level: 80, step: 1, length })) / reach(80)
  const score = (value - next.mean) / deviation
  enterSurprise(record, score)
  errors.length = learned.length
  for (let i = 0; i < learned.length; i++) errors[i] = value - next.members[i]!
  enterErrors(record, { errors, learned, weights })
  return heldBack(state, value, { score, deviation })
}

/** A value further off than this many standard deviations is an outlier until the next one is off to the same side. */
const farthest = 4
/** A fall below this share of what was expected is no level: a period not yet whole, as in `treatHistory`. */
const notWhole = 0.6

/**
 * What a fit anew would treat as an outlier must not carry members away either: they see it as far off as is usual at most (Gelper et
 * al. 2010), and nothing of one that fell far below. The second to the same side is a new level, and seen whole.
 */
function heldBack(state: Combination, value: number, { score, deviation }: { score: number; deviation: number }) {
  const side = Math.sign(score)
  const hold = Math.abs(score) > farthest && deviation > 0 && side !== state.held
  state.held = hold ? side : 0
  if (!hold) return value
  const { mean } = state.next
  return value < notWhole * mean ? mean : mean + side * farthest * deviation
}

function expect({ next, length }: Combination, members: readonly Coming[], { mean, intervals }: Forecast): void {
  for (const { level, lo, hi } of intervals) {
    if (level !== 80) continue
    next.length = length
    next.mean = mean[0]!
    next.half = (hi[0]! - lo[0]!) / 2
    for (let i = 0; i < members.length; i++) next.members[i] = members[i]!.mean[0]!
  }
}
