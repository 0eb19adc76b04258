import { describe, expect, it } from 'vitest'
import { autoModel } from '../auto.ts'
import type { Model } from '../contract.ts'
import { ets } from '../models/ets/ets.ts'
import { naive, seasonalNaive } from '../models/naive.ts'
import { rollingOrigin } from './rolling-origin.ts'

describe('rolling-origin evaluation', () => {
  it('measures by hand-checked arithmetic', () => {
    const found = rollingOrigin({
      series: [10, 12, 11, 13, 12, 16],
      model: naive(),
      horizon: 2,
      origins: 2,
      levels: [],
    })
    if (found.kind === 'declined') throw new Error(found.reason)
    expect(found.traces.map(({ origin }) => origin)).toEqual([3, 4])
    expect(found.overall.wape).toBeCloseTo((2 + 1 + 1 + 3) / (13 + 12 + 12 + 16), 12)
    expect(found.overall.bias).toBeCloseTo((-2 - 1 + 1 - 3) / 53, 12)
    expect(found.overall.owa).toBeCloseTo(1, 12)
    expect(found.bySteps).toHaveLength(2)
    expect(found.bySteps[0]!.wape).toBeCloseTo((2 + 1) / 25, 12)
  })

  it('never shows a model what came after the origin', () => {
    const series = Array.from({ length: 30 }, (_, t) => t)
    const lengths: number[] = []
    const spy: Model = {
      name: 'spy',
      fit(values, options) {
        lengths.push(values.length)
        expect(Math.max(...Array.from(values))).toBe(values.length - 1)
        return naive().fit(values, options)
      },
    }
    rollingOrigin({ series, model: spy, horizon: 6, origins: 4 })
    expect(lengths).toEqual([21, 22, 23, 24])
  })

  it('scores a perfect season as exact and counts its coverage', () => {
    const series = Array.from({ length: 48 }, (_, t) => 10 + (t % 12))
    const found = rollingOrigin({ series, model: seasonalNaive(), horizon: 12, seasonLength: 12 })
    if (found.kind === 'declined') throw new Error(found.reason)
    expect(found.overall.wape).toBe(0)
    expect(found.overall.intervals.map(({ coverage }) => coverage)).toEqual([1, 1])
  })

  it('can update instead of refitting', () => {
    const series = Array.from({ length: 60 }, (_, t) => 100 + t + 20 * Math.sin((Math.PI * t) / 6) + ((t * 7) % 5))
    const shared = { series, model: ets(), horizon: 6, origins: 10, seasonLength: 12 }
    const [anew, updated] = [rollingOrigin(shared), rollingOrigin({ ...shared, refit: false })]
    if (anew.kind === 'declined' || updated.kind === 'declined') throw new Error('declined')
    expect(updated.overall.wape).toBeLessThan(anew.overall.wape * 1.2 + 0.005)
  })

  it('says how much history it needs', () => {
    const found = rollingOrigin({ series: [1, 2, 3, 4], model: autoModel(), horizon: 3 })
    expect(found).toEqual({ kind: 'declined', reason: 'Evaluating 3 steps ahead needs at least 6 values; got 4.' })
  })
})
