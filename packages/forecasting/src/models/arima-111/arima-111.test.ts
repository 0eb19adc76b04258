import { describe, expect, it } from 'vitest'
import type { Model } from '../../contract.ts'
import { randomFrom } from '../../numerics/random.ts'
import { arima } from '../arima/arima.ts'
import { autoregression } from '../autoregression/autoregression.ts'
import { burg } from '../autoregression/burg.ts'
import { changes } from './arima-111.ts'
import { estimateArma11 } from './arma11.ts'

function fitted(model: Model, series: ArrayLike<number>, seasonLength = 1) {
  const found = model.fit(series, { seasonLength })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

const random = randomFrom(5)
let [before, shock] = [0, 0]
const arma = Float64Array.from({ length: 4000 }, () => {
  const next = random.normal()
  before = 0.7 * before + next + 0.3 * shock
  shock = next
  return before
})
const wandering = arma.slice(0, 120).map((_, t) => 100 + arma.slice(0, t).reduce((sum, value) => sum + value, 0))

describe('short autoregressive models', () => {
  it('find the constants behind 4,000 simulated values', () => {
    const found = estimateArma11(arma, { centred: true })
    expect(found.phi).toBeCloseTo(0.7, 1)
    expect(found.theta).toBeCloseTo(0.3, 1)
    expect(found.variance).toBeCloseTo(1, 1)
    const long = burg(arma, 10)
    expect(long.phi[0]).toBeCloseTo(1, 1)
    expect(long.variance).toBeCloseTo(1, 1)
  })

  it('ARIMA(1,1,1) forecasts what the full ARIMA of that order forecasts', () => {
    const order = { p: 1, d: 1, q: 1, P: 0, D: 0, Q: 0, constant: false }
    const own = fitted(changes(), wandering).forecast({ horizon: 12 })
    const full = fitted(arima({ order }), wandering).forecast({ horizon: 12 })
    for (let h = 0; h < 12; h++) {
      expect(Math.abs(own.mean[h]! / full.mean[h]! - 1)).toBeLessThan(0.002)
      const [width, reference] = [own, full].map(({ intervals }) => intervals[1]!.hi[h]! - intervals[1]!.lo[h]!)
      expect(Math.abs(width! / reference! - 1)).toBeLessThan(0.03)
    }
  })

  it('go on growing by the same share each period', () => {
    const growing = Array.from({ length: 40 }, (_, t) => 10 * 1.05 ** t * (t % 2 === 0 ? 1.01 : 1))
    for (const model of [changes({ growth: true }), autoregression({ changes: true })]) {
      const { mean } = fitted(model, growing).forecast({ horizon: 10 })
      expect(mean[9]! / mean[1]!).toBeCloseTo(1.05 ** 8, 1)
    }
  })

  it('return to the mean where there is one', () => {
    const { mean, intervals } = fitted(autoregression(), arma.slice(0, 300)).forecast({ horizon: 60 })
    const average = arma.slice(0, 300).reduce((sum, value) => sum + value, 0) / 300
    expect(mean[59]).toBeCloseTo(average, 2)
    const width = intervals[1]!.hi[59]! - intervals[1]!.lo[59]!
    expect(width / (2 * 1.96)).toBeCloseTo(Math.sqrt(1 + 1.0 ** 2 / (1 - 0.49)), 0)
  })

  it('remember a season without adjustment', () => {
    const waves = Array.from({ length: 96 }, (_, t) => 50 + 20 * Math.sin((Math.PI * t) / 6) + (t % 5))
    const { mean } = fitted(autoregression({ changes: true }), waves, 12).forecast({ horizon: 12 })
    for (let h = 0; h < 12; h++) {
      const truth = 50 + 20 * Math.sin((Math.PI * (96 + h)) / 6) + ((96 + h) % 5)
      expect(Math.abs(mean[h]! - truth)).toBeLessThan(5)
    }
  })

  it('take the next value as a longer fit with the same constants would', () => {
    for (const model of [changes(), changes({ growth: true }), autoregression(), autoregression({ changes: true })]) {
      const short = fitted(model, wandering.slice(0, 119))
      const expected = short.forecast({ horizon: 3 }).mean
      const onTrack = short.update(expected[0]!).forecast({ horizon: 2 }).mean
      expect(onTrack[0]).toBeCloseTo(expected[1]!, 8)
      expect(onTrack[1]).toBeCloseTo(expected[2]!, 8)
      const missing = short.update(Number.NaN).forecast({ horizon: 1 }).mean
      expect(missing[0]).toBeCloseTo(expected[1]!, 8)
    }
  })

  it('answer a constant with the constant, and too few values with a reason', () => {
    for (const model of [changes(), changes({ growth: true }), autoregression(), autoregression({ changes: true })]) {
      expect(fitted(model, new Array(12).fill(3)).forecast({ horizon: 2 }).mean[1]).toBeCloseTo(3, 12)
      expect(model.fit([1, 2, 3])).toMatchObject({ kind: 'declined' })
    }
  })
})
