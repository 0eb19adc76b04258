import { sensible } from './bands.ts'
import type { Fitted } from './contract.ts'
import { reach, reachT } from './normal.ts'

/**
 * How much wider than its models say a combined interval is drawn. The models know neither that their parameters are
 * estimates nor that trends change, so their 95 % intervals cover about 88 % of what comes. Tails are those of Student's t
 * with 16 degrees of freedom, and widths grow with the horizon measured in histories; both numbers were set on the M3 series
 * (see bench/forecasting/m3.ts).
 */
export function widened(given: { fitted: Fitted; length: number; nonNegative: boolean }): Fitted {
  const { fitted, length, nonNegative } = given
  return {
    ...fitted,
    forecast(request) {
      const { mean, intervals } = fitted.forecast(request)
      const wider = intervals.map(({ level, lo, hi }) => {
        const factor = (h: number) => honestWidth({ level, step: h + 1, length })
        const stretch = (bound: Float64Array) => bound.map((value, h) => mean[h]! + factor(h) * (value - mean[h]!))
        return { level, lo: stretch(lo), hi: stretch(hi) }
      })
      return sensible({ mean, intervals: wider, nonNegative })
    },
    update: (value) => widened({ ...given, fitted: fitted.update(value), length: length + 1 }),
  }
}

function honestWidth({ level, step, length }: { level: number; step: number; length: number }): number {
  return (reachT(level, tailDegrees) / reach(level)) * (1 + growth * Math.min(1, step / length))
}

const tailDegrees = 16
const growth = 1.2
