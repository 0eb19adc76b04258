import type { Fitted, Forecast, Running } from '../contract.ts'
import { emptyForecast, sensible } from '../intervals/intervals.ts'
import { median } from '../numerics/median.ts'
import { reach } from '../numerics/normal.ts'
import { checkRequest } from '../validation.ts'
import { BlendMemory } from './blend-memory.ts'
import { blend, together } from './blending.ts'

/** A fitted model and what it counts. */
export interface WeightedMember {
  readonly fitted: Fitted
  readonly weight: number
}

/** The weighted mean of fitted models as `blend` makes it, of any models: where a deviation is not known, of their bounds. */
export function weightedOf(members: readonly WeightedMember[], leash = 1, memory = new BlendMemory()): Fitted {
  return {
    kind: 'fitted',
    get name() {
      return `weighted mean of ${members.map(({ fitted }) => fitted.name).join(', ')}`
    },
    members,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const quick = blendRunning({ members, leash, memory, horizon, levels })
      if (quick) return sensible({ ...quick, nonNegative: false })
      const outer = levels.indexOf(95)
      const asked = outer < 0 ? [...levels, 95] : levels
      const forecasts = members.map(({ fitted }) => fitted.forecast({ ...request, levels: asked }))
      const whole = blendForecasts({ members, leash }, forecasts, outer < 0 ? levels.length : outer)
      return sensible({ mean: whole.mean, intervals: whole.intervals.slice(0, levels.length), nonNegative: false })
    },
    update: (value) =>
      weightedOf(
        members.map(({ fitted, weight }) => ({ fitted: fitted.update(value), weight })),
        leash,
        memory,
      ),
  }
}

function blendRunning(given: {
  members: readonly WeightedMember[]
  leash: number
  memory: BlendMemory
  horizon: number
  levels: readonly number[]
}): Forecast | undefined {
  const { members, leash, memory, horizon, levels } = given
  const running = members.map(({ fitted }) => fitted.running)
  if (!running.every((each): each is Running => each !== undefined)) return undefined
  const coming = memory.coming(members.length, horizon)
  for (const [i, { kernel, state }] of running.entries()) kernel.ahead(state, coming[i]!)
  const forecast = emptyForecast(horizon, levels)
  const weights = members.map(({ weight }) => weight)
  blend({ members: coming, logged: running.map(({ logged }) => logged), weights, leash }, forecast, memory)
  return forecast
}

function blendForecasts(
  { members, leash }: { members: readonly WeightedMember[]; leash: number },
  forecasts: readonly Forecast[],
  outer: number,
): Forecast {
  const horizon = forecasts[0]!.mean.length
  const column = new Float64Array(members.length)
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  const mean = new Float64Array(horizon)
  const lows = new Float64Array(horizon)
  const highs = new Float64Array(horizon)
  const apart = new Float64Array(horizon)
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
    let squares = 0
    for (let i = 0; i < members.length; i++) {
      const gap = Math.min(most, Math.max(least, forecasts[i]!.mean[h]!)) - sum
      squares += (members[i]!.weight / total) * gap * gap
    }
    apart[h] = Math.sqrt(squares)
  }
  const intervals = forecasts[0]!.intervals.map(({ level }, k) => {
    const [lo, hi] = [new Float64Array(horizon), new Float64Array(horizon)]
    const z = reach(level)
    for (let h = 0; h < horizon; h++) {
      lo[h] = mean[h]! - together(k === outer ? lows[h]! : below(k, h), z * apart[h]!)
      hi[h] = mean[h]! + together(k === outer ? highs[h]! : above(k, h), z * apart[h]!)
    }
    return { level, lo, hi }
  })
  return { mean, intervals }
}
