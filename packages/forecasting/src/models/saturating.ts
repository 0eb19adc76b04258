import { type Declined, declined, type Fitted, type Model } from '../contract.ts'
import { normalForecast } from '../intervals/intervals.ts'
import { putBack, type SeasonSplit } from '../season/season-split.ts'
import { shrunkenSeason } from '../season/shrunken-season.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkRequest, checkUpdate, type Validated, validate } from '../validation.ts'

/**
 * A course that has nearly come to its end: a logistic curve by least squares, on seasonally adjusted values. Declines what is not clearly
 * one: the curve must explain 95 % of the variance, leave errors that do not go together (a wandering series leaves others), and have
 * done most of its way, its slope being a third of its steepest. Needs 24 values.
 */
export function saturating(): Model {
  return {
    name,
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitCourse(valid)
    },
  }
}

const name = 'course that saturates'
const fewest = 24
const [leastExplained, mostTogether, mostSlope, leastDone] = [0.95, 0.1, 0.35, 0.85]

/** y_t = base + size / (1 + exp(-pace (t - middle))), and the squares it leaves. */
interface Course {
  readonly pace: number
  readonly middle: number
  readonly base: number
  readonly size: number
  readonly squares: number
}

function fitCourse(valid: Validated): Fitted | Declined {
  const { y, observed, seasonLength } = valid
  if (observed < fewest) return declined(`A ${name} needs at least ${fewest} values; got ${observed}.`)
  const split = shrunkenSeason(interpolate(y), seasonLength)
  const course = bestCourse(split.adjusted)
  if (!course || !isClear(course, split.adjusted)) return declined(`The values are on no ${name}.`)
  return fittedAt({ valid, split, course })
}

function bestCourse(y: Float64Array): Course | undefined {
  const n = y.length
  const curve = new Float64Array(n)
  let best: Course | undefined
  const attempt = (pace: number, middle: number) => {
    const found = leastSquares(y, curve, { pace, middle })
    if (found && !(best && best.squares <= found.squares)) best = found
  }
  for (const pace of paces) for (const middle of middles) attempt(pace / n, middle * n)
  for (const step of [0.25, 0.12, 0.06]) {
    if (!best) return undefined
    const { pace, middle } = best
    for (const i of [-1, 0, 1]) for (const j of [-1, 0, 1]) attempt(pace * (1 + step) ** i, middle + 0.6 * step * j * n)
  }
  return best
}

const paces = [3, 4.5, 6.5, 9, 13, 19]
const middles = [-0.2, -0.05, 0.1, 0.25, 0.4, 0.55, 0.7]

/** The line of the values over a curve, which is written into `curve`; undefined where the curve is flat. */
function leastSquares(
  y: Float64Array,
  curve: Float64Array,
  { pace, middle }: { pace: number; middle: number },
): Course | undefined {
  const n = y.length
  let [mean, center] = [0, 0]
  for (let t = 0; t < n; t++) {
    curve[t] = share({ pace, middle }, t)
    mean += y[t]! / n
    center += curve[t]! / n
  }
  let [moment, power, squares] = [0, 0, 0]
  for (let t = 0; t < n; t++) {
    moment += (curve[t]! - center) * (y[t]! - mean)
    power += (curve[t]! - center) ** 2
  }
  if (!(power > 1e-9)) return undefined
  const size = moment / power
  const base = mean - size * center
  for (let t = 0; t < n; t++) squares += (y[t]! - base - size * curve[t]!) ** 2
  return { pace, middle, base, size, squares }
}

function share({ pace, middle }: { pace: number; middle: number }, t: number): number {
  return 1 / (1 + Math.exp(-pace * (t - middle)))
}

function isClear(course: Course, y: Float64Array): boolean {
  const { base, size, squares } = course
  const n = y.length
  const mean = y.reduce((sum, value) => sum + value / n, 0)
  let [total, together, before, steepest] = [0, 0, 0, 0]
  for (let t = 0; t < n; t++) {
    const error = y[t]! - base - size * share(course, t)
    total += (y[t]! - mean) ** 2
    together += error * before
    before = error
    steepest = Math.max(steepest, share(course, t) - share(course, t - 1))
  }
  return (
    squares > 0 &&
    squares < (1 - leastExplained) * total &&
    together < mostTogether * squares &&
    share(course, n) - share(course, n - 1) < mostSlope * steepest &&
    share(course, n - 1) > leastDone
  )
}

function fittedAt({ valid, split, course }: { valid: Validated; split: SeasonSplit; course: Course }): Fitted {
  const { y } = valid
  const spread = Math.sqrt(course.squares / (y.length - 4))
  return {
    kind: 'fitted',
    name,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const [mean, deviation] = [new Float64Array(horizon), new Float64Array(horizon)]
      for (let h = 0; h < horizon; h++) mean[h] = course.base + course.size * share(course, y.length + h)
      deviation.fill(spread)
      putBack({ split, time: y.length }, { horizon, mean, deviation })
      return normalForecast({ mean, deviation, levels, nonNegative: valid.nonNegative })
    },
    update(value) {
      const longer = Float64Array.of(...y, checkUpdate(value))
      const next = { ...valid, y: longer, observed: valid.observed + (Number.isNaN(value) ? 0 : 1) }
      const split = shrunkenSeason(interpolate(longer), valid.seasonLength)
      return fittedAt({ valid: next, split, course: bestCourse(split.adjusted) ?? course })
    },
  }
}
