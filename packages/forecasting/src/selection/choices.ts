import { betweenBoth } from '../combination/between-both.ts'
import { alternatives, smoothCombination, type TestedCombination } from '../combination/smooth-combination.ts'
import { weightedOf } from '../combination/weighted-mean.ts'
import type { Declined, Fitted, Model, Values } from '../contract.ts'
import { backtest, beatenBy } from '../evaluation/backtest.ts'
import { intermittentCombination } from '../intermittent/intermittent-combination.ts'
import type { PatternReading } from '../intermittent/pattern.ts'
import { widened } from '../intervals/calibration.ts'
import { sensible } from '../intervals/intervals.ts'
import { constantOf } from '../models/constant.ts'
import { isOnLine, line } from '../models/line.ts'
import { mean } from '../models/mean.ts'
import { seasonalNaive } from '../models/naive.ts'
import { recentLevel } from '../models/recent-level.ts'
import { saturating } from '../models/saturating.ts'
import { multipleSeasonality } from '../season/multiple-seasonality.ts'
import { maybeSeasonal } from '../season/seasonality.ts'
import { interpolate } from '../treatment/missing.ts'
import type { Validated } from '../validation.ts'
import type { AutoRequest } from './request.ts'

/** A way to forecast a series, and what is to be said when it is taken. */
export interface Choice {
  readonly model: Model
  readonly note?: string
}

type Reading = Pick<PatternReading, 'pattern' | 'interval'>

/** Fewer values than this carry no trend or season that a model could be trusted with. */
export const fewest = 8

/** The models to try, best first; the last one always fits. `inactive` is how many periods an item that has probably ended sold nothing. */
export function choices(
  valid: Validated,
  { pattern, interval, inactive }: Reading & { readonly inactive: number },
  request: AutoRequest,
): Choice[] {
  const { y, observed } = valid
  const fallback = { model: mean(), note: 'The mean of the history is used.' }
  if (pattern === 'constant') return [constantChoice(valid)]
  if (observed < fewest) return shortChoices(valid)
  if (inactive > 0) {
    const note = `No demand in the last ${inactive} periods, far longer than ever before: probably the item is no longer sold.`
    return [{ model: intermittentCombination(), note }, fallback]
  }
  const smooth = smoothCombination(request.weights ? { weights: request.weights } : {})
  if ((pattern === 'intermittent' || pattern === 'lumpy') && !y.some((value) => value < 0)) {
    const model = intermittentCombination()
    const name = request.prior ? `${model.name} and the Bayesian intermittent model` : model.name
    const note = `Demand comes every ${interval.toFixed(1)} periods: the ${name} is used.`
    return seasonBeats(valid, { model, smooth, request })
      ? [{ model: smooth, note: 'Demand comes now and then, but with the season: the season is followed.' }, fallback]
      : [{ model, note }, fallback]
  }
  const seasons = request.seasonLengths?.filter((season) => y.length >= 2 * season) ?? []
  if (seasons.length < 2) return [{ model: smooth }, fallback]
  return [
    {
      model: multipleSeasonality({ seasons, model: smooth }),
      note: `Seasons of ${seasons.join(' and ')} are followed together.`,
    },
    { model: smooth },
    fallback,
  ]
}

function constantChoice({ y, observed, nonNegative }: Validated): Choice {
  const value = y.find((each) => !Number.isNaN(each))!
  const model = { name: 'constant', fit: () => constantOf({ value, count: observed, nonNegative }) }
  return { model, note: `All values equal ${value}: that value is repeated.` }
}

function shortChoices({ y, observed, seasonLength: m }: Validated): Choice[] {
  const note = `Only ${observed} of at least ${fewest} values: `
  // Where demand comes now and then, the latest period says no more than any other.
  const sparse = y.includes(0)
  const level = sparse
    ? { model: mean(), note: `${note}their mean is used.` }
    : { model: recentLevel(), note: `${note}the level of late is used.` }
  if (m === 1 || y.length < m) return [level]
  if (repeats(y, m))
    return [
      { model: seasonalNaive(), note: `${note}the last season is repeated, as it repeated the one before.` },
      level,
    ]
  const both = betweenBoth(seasonalNaive(), level.model, seasonShare)
  return [
    {
      model: both,
      note: `${note}the last season counts a quarter, ${sparse ? 'their mean' : 'the level of late'} the rest.`,
    },
    level,
  ]
}

/** Where one season is hardly known, it counts this much: on quarters of M3 its errors beside the level were least from a fifth to a third. */
const seasonShare = 0.25

/** How many times less the season before must err than the mean of all before, for two seasons to say that they repeat. */
const surely = 3

function repeats(y: Float64Array, m: number): boolean {
  let [season, level, sum] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (t >= m) {
      season += Math.abs(y[t]! - y[t - m]!)
      level += Math.abs(y[t]! - sum / t)
    }
    sum += y[t]!
  }
  return y.length >= 2 * m && surely * season < level
}

/** How much smaller the mean squared error must be with the season for demand that comes now and then. */
const clearly = 1.25

/** True where demand comes now and then but in its season, and following the season would have forecast the past clearly better. */
function seasonBeats(valid: Validated, given: { model: Model; smooth: Model; request: AutoRequest }): boolean {
  const { y, seasonLength: m } = valid
  const { model, smooth, request } = given
  if (m === 1 || !maybeSeasonal(interpolate(y), m)) return false
  const origins = backtest({
    ...{ y, seasonLength: m, squared: true, alternatives: [withOptions(smooth, request)] },
    fit: (history) => fittedOr(model.fit(history, request)),
  })
  const [own, other] = origins.reduce(([a, b], { error, others }) => [a + error, b + others[0]!], [0, 0])
  return origins.length > 1 && own! > clearly * other!
}

function withOptions(model: Model, request: AutoRequest): Model {
  return { name: model.name, fit: (history) => model.fit(history, request) }
}

function fittedOr(fit: Fitted | Declined): Fitted | undefined {
  return fit.kind === 'fitted' ? fit : undefined
}

/**
 * How many times less each alternative must err, with a season and without one: below twice, the simple model that was better lost
 * on later periods of M3 (decisions/0041), and a line that was right for a while is believed only when it was exactly right.
 */
const timesBetter = { seasonal: [2, 2, 5], plain: [2.5, 2.5, 5] }

/**
 * The floor: where seasonal naive, naive or a straight line erred clearly less from every origin of the backtest, it takes the place of the
 * combination. Elsewhere a simple model that was better once or twice was lucky: taking the better one everywhere would have
 * raised the OWA on M3 from 0.79 to 0.83 (decisions/0014).
 */
export function heldToFloor(fitted: Fitted, series: Values, valid: Validated): Choice | undefined {
  if (isOnLine(valid)) {
    return { model: line(), note: 'The values lie on a straight line, which is continued.' }
  }
  const ending = onCourse(fitted, series, valid)
  if (ending) return ending
  const { seasonLength, nonNegative } = valid
  const atLeast = seasonLength > 1 ? timesBetter.seasonal : timesBetter.plain
  const beaten = beatenBy((fitted as Partial<TestedCombination>).origins ?? [], atLeast)
  if (!beaten) return undefined
  const model = alternatives[beaten.place]!
  const simple = model.fit(series, { seasonLength })
  if (simple.kind === 'declined') return undefined
  const held = widened({ fitted: simple, length: series.length, nonNegative })
  const times = beaten.times < 100 ? `${beaten.times.toFixed(1)} times as much as` : 'far more than'
  const note = `On the last periods the combination erred ${times} the ${model.name}, which is used instead.`
  return { model: { name: model.name, fit: () => held }, note }
}

/** What a course that saturates counts beside the combination, which would go on growing. */
const courseShare = 0.65

function onCourse(fitted: Fitted, series: Values, { y, seasonLength, nonNegative }: Validated): Choice | undefined {
  const course = fittedOr(saturating().fit(series, { seasonLength }))
  if (!course) return undefined
  const members = [
    { fitted: widened({ fitted: course, length: y.length, nonNegative }), weight: courseShare },
    { fitted, weight: 1 - courseShare },
  ]
  const whole = heldAbove(weightedOf(members, Number.POSITIVE_INFINITY), nonNegative)
  const note = 'The values are at the end of a course that saturates, which counts two thirds beside the combination.'
  return { model: { name: course.name, fit: () => whole }, note }
}

function heldAbove(fitted: Fitted, nonNegative: boolean): Fitted {
  return {
    ...fitted,
    get name() {
      return fitted.name
    },
    forecast: (request) => sensible({ ...fitted.forecast(request), nonNegative }),
    update: (value) => heldAbove(fitted.update(value), nonNegative),
  }
}
