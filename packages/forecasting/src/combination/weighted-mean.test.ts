import { describe, expect, it } from 'vitest'
import type { Fitted, Model } from '../contract.ts'
import { changes } from '../models/arima-111/arima-111.ts'
import { autoregression } from '../models/autoregression/autoregression.ts'
import { dynamicTheta } from '../models/dynamic-theta.ts'
import { ets } from '../models/ets/ets.ts'
import { theta } from '../models/theta.ts'
import { randomFrom } from '../numerics/random.ts'
import { weightedOf } from './weighted-mean.ts'

const random = randomFrom(11)
const series = Array.from(
  { length: 72 },
  (_, t) => (200 + 3 * t) * (1 + 0.2 * Math.sin((Math.PI * t) / 6)) * Math.exp(0.08 * random.normal()),
)

function fitted(model: Model, values: readonly number[] = series, seasonLength = 12): Fitted {
  const found = model.fit(values, { seasonLength })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

describe('the weighted mean of models', () => {
  it('has the same bounds made of deviations as made of the bounds of its members', () => {
    const models = [ets(), theta(), dynamicTheta(), changes(), changes({ growth: true })]
    const members = models.map((model, i) => ({ fitted: fitted(model), weight: 1 + i }))
    const slow = members.map(({ fitted: { forecast, ...rest }, weight }) => ({
      fitted: { ...rest, forecast, running: undefined },
      weight,
    }))
    for (const levels of [[80, 95], [50], [99, 95, 10]]) {
      const [quick, thorough] = [weightedOf(members), weightedOf(slow)].map((each) =>
        each.forecast({ horizon: 15, levels }),
      )
      for (let h = 0; h < 15; h++) {
        expect(quick!.mean[h]! / thorough!.mean[h]!).toBeCloseTo(1, 12)
        for (let k = 0; k < levels.length; k++) {
          expect(quick!.intervals[k]!.lo[h]! / thorough!.intervals[k]!.lo[h]!).toBeCloseTo(1, 10)
          expect(quick!.intervals[k]!.hi[h]! / thorough!.intervals[k]!.hi[h]!).toBeCloseTo(1, 10)
        }
      }
    }
  })

  it('draws a member that strays back to the usual width, and no further', () => {
    const steady = fitted(theta(), series, 1)
    const astray = fitted(
      theta(),
      series.map((value) => value + 1e6),
      1,
    )
    const members = [steady, steady, steady, astray].map((each) => ({ fitted: each, weight: 1 }))
    const { mean, intervals } = steady.forecast({ horizon: 1, levels: [95] })
    const width = intervals[0]!.hi[0]! - mean[0]!
    expect(weightedOf(members).forecast({ horizon: 1 }).mean[0]).toBeCloseTo(mean[0]! + width / 4, 6)
  })
})

describe('updates that learn', () => {
  it('keep the drift of Theta at half the slope of the line through all values', () => {
    const updated = series
      .slice(60)
      .reduce((model, value) => model.update(value), fitted(theta(), series.slice(0, 60), 1))
    const { mean } = updated.forecast({ horizon: 2, levels: [] })
    const whole = fitted(theta(), series, 1).forecast({ horizon: 2, levels: [] }).mean
    expect(mean[1]! - mean[0]!).toBeCloseTo(whole[1]! - whole[0]!, 9)
  })

  it('bring the growth of ARIMA(1,1,1) to that of a refit when it changes', () => {
    const growing = Array.from(
      { length: 120 },
      (_, t) => 100 * Math.exp(0.01 * Math.min(t, 60) + 0.01 * random.normal()),
    )
    const model = changes({ growth: true })
    const start = fitted(model, growing.slice(0, 60), 1)
    const updated = growing.slice(60).reduce((each, value) => each.update(value), start)
    const growth = (each: Fitted) => {
      const { mean } = each.forecast({ horizon: 30, levels: [] })
      return Math.log(mean[29]! / mean[28]!)
    }
    expect(growth(start)).toBeGreaterThan(0.008)
    expect(Math.abs(growth(updated) - growth(fitted(model, growing, 1)))).toBeLessThan(0.0015)
  })

  it('draw the mean of an autoregression towards that of all values', () => {
    const raised = Array.from({ length: 120 }, (_, t) => (t < 60 ? 100 : 103) + 5 * random.normal())
    const known = fitted(autoregression(), raised.slice(0, 60), 1)
    const updated = raised.slice(60).reduce((each, value) => each.update(value), known)
    const far = (each: Fitted) => each.forecast({ horizon: 300, levels: [] }).mean[299]!
    const all = raised.reduce((sum, value) => sum + value, 0) / raised.length
    expect(Math.abs(far(updated) - all)).toBeLessThan(0.5 * Math.abs(far(known) - all))
  })
})
