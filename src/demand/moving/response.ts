import { type Fitted, online } from '@drumbeat/forecasting'

/**
 * How a fitted model answers to what the running period brings: `mean` and `deviation` of what it expects of it, and in `answers`
 * by how much each period after it moves when it brings what `knots` says, in deviations from the mean. Null where the model is
 * certain, and so learns nothing.
 */
export type Response = { mean: number; deviation: number; answers: number[][] }

/** A value further off than this counts as this far off: one order too many must not carry a season away (Gelper et al. 2010). */
export const farthest = 2

/** Where answers are known, in deviations; between them they lie on straight lines. */
const knots = [-farthest, -1, 1, farthest] as const

/**
 * Tabulates by `online` what the model would forecast after values near the expected one. Exponential smoothing, Theta and
 * autoregressions are linear in the newest value, so the table says nearly exactly what an update would (measured in the test).
 */
export function responseOf(fitted: Fitted, horizon: number): Response | null {
  const { mean, intervals } = fitted.forecast({ horizon: 1, levels: [80] })
  const expected = mean[0]!
  const deviation = (intervals[0]!.hi[0]! - intervals[0]!.lo[0]!) / widthOf80
  if (horizon < 2 || !(deviation > 1e-9 * Math.max(1, Math.abs(expected)))) return null
  const after = (value: number) => {
    const model = online(fitted)
    model.update(value)
    return model.forecast({ horizon: horizon - 1, levels: [] }).mean.slice()
  }
  const still = after(expected)
  const answers = knots.map((knot) => {
    const moved = after(Math.max(0, expected + knot * deviation))
    return [0, ...Array.from(moved, (value, step) => short(value - still[step]!))]
  })
  return { mean: expected, deviation, answers }
}

/** By how much the periods move when the running one brings so much more, or less, than the model expects of it. */
export function answerTo({ mean, deviation, answers }: Response, surprise: number): Float64Array {
  const lowest = Math.max(-farthest, -mean / deviation)
  const at = Math.max(lowest, Math.min(farthest, surprise / deviation))
  const periods = answers[0]!.length
  const [from, to] = at < 0 ? (at < -1 ? [0, 1] : [1, null]) : at > 1 ? [3, 2] : [2, null]
  const far = Math.max(lowest, knots[from]!)
  const near = to === null ? 0 : Math.max(lowest, knots[to]!)
  const share = far === near ? 1 : (at - near) / (far - near)
  return Float64Array.from({ length: periods }, (_, step) => {
    const start = to === null ? 0 : answers[to]![step]!
    return start + Math.min(1, share) * (answers[from]![step]! - start)
  })
}

/** An 80 % range is this many standard deviations wide where errors are normal. */
const widthOf80 = 2.563

/** Seven figures are more than a forecast knows, and less to store. */
function short(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : 0
}
