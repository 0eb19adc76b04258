import { sensible } from './bands.ts'
import type { Fitted, Forecast } from './contract.ts'
import { median } from './median.ts'

/** A fitted model and what it counts. */
export interface WeightedMember {
  readonly fitted: Fitted
  readonly weight: number
}

/**
 * The weighted mean of fitted models. A member that strays from the median of all beyond twice the usual 95 % half-width is moved
 * back to there, so that none can carry the rest away. Each side of an interval is the median distance from the mean.
 */
export function weightedOf(members: readonly WeightedMember[]): Fitted {
  return {
    kind: 'fitted',
    name: `weighted mean of ${members.map(({ fitted }) => fitted.name).join(', ')}`,
    forecast(request) {
      const levels = request.levels ?? [80, 95]
      const outer = levels.indexOf(95)
      const asked = outer < 0 ? [...levels, 95] : levels
      const forecasts = members.map(({ fitted }) => fitted.forecast({ ...request, levels: asked }))
      const whole = blend(members, forecasts, outer < 0 ? levels.length : outer)
      return sensible({ mean: whole.mean, intervals: whole.intervals.slice(0, levels.length), nonNegative: false })
    },
    update: (value) => weightedOf(members.map(({ fitted, weight }) => ({ fitted: fitted.update(value), weight }))),
  }
}

const leash = 2

function blend(members: readonly WeightedMember[], forecasts: readonly Forecast[], outer: number): Forecast {
  const horizon = forecasts[0]!.mean.length
  const column = new Float64Array(members.length)
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  const mean = new Float64Array(horizon)
  const lows = new Float64Array(horizon)
  const highs = new Float64Array(horizon)
  const below = (k: number, h: number) => {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]! - forecasts[i]!.intervals[k]!.lo[h]!
    return median(column)
  }
  const above = (k: number, h: number) => {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.intervals[k]!.hi[h]! - forecasts[i]!.mean[h]!
    return median(column)
  }
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]!
    const middle = median(column)
    lows[h] = below(outer, h)
    highs[h] = above(outer, h)
    const least = middle - leash * lows[h]!
    const most = middle + leash * highs[h]!
    let sum = 0
    for (let i = 0; i < members.length; i++) {
      sum += (members[i]!.weight / total) * Math.min(most, Math.max(least, forecasts[i]!.mean[h]!))
    }
    mean[h] = sum
  }
  const intervals = forecasts[0]!.intervals.map(({ level }, k) => {
    const [lo, hi] = [new Float64Array(horizon), new Float64Array(horizon)]
    for (let h = 0; h < horizon; h++) {
      lo[h] = mean[h]! - (k === outer ? lows[h]! : below(k, h))
      hi[h] = mean[h]! + (k === outer ? highs[h]! : above(k, h))
    }
    return { level, lo, hi }
  })
  return { mean, intervals }
}
