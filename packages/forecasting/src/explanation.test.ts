import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auto } from './auto.ts'
import type { Fitted } from './contract.ts'
import { type Explanation, explain, explainChange } from './explanation.ts'
import { theta } from './models/theta.ts'
import { randomFrom } from './numerics/random.ts'
import { regression } from './regression/regression.ts'

const series = Array.from({ length: 72 }, (_, t) => 200 + 2 * t + 30 * Math.sin((Math.PI * t) / 6) + ((t * 37) % 11))

function fit(values: ArrayLike<number>, treat: 'auto' | 'none' = 'auto'): Fitted {
  const found = auto({ series: values, seasonLength: 12, treat })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

function sumOf({ level, trend, season, events, signals, override }: Explanation, h: number): number {
  return level[h]! + trend[h]! + season[h]! + events[h]! + signals[h]! + override[h]!
}

describe('an explained forecast', () => {
  const fitted = fit(series)
  const { mean, level, trend, season, ...rest } = explain({ fitted, horizon: 18, seasonLength: 12 })

  it('sums to the mean at every step', () => {
    expect(mean).toEqual(fitted.forecast({ horizon: 18 }).mean)
    for (let h = 0; h < 18; h++) expect(sumOf({ mean, level, trend, season, ...rest }, h)).toBeCloseTo(mean[h]!, 9)
  })

  it('finds the level, the slope and the wave that made the series', () => {
    expect(Math.abs(level[0]! + trend[0]! - 349)).toBeLessThan(12)
    expect((trend[17]! - trend[0]!) / 17).toBeCloseTo(2, 0)
    for (let h = 0; h < 12; h++) expect(Math.abs(season[h]! - 30 * Math.sin((Math.PI * h) / 6))).toBeLessThan(8)
  })

  it('of a combination is the weighted sum of what its members say of themselves', () => {
    const members = fitted.members!
    expect(members.length).toBeGreaterThan(3)
    const total = members.reduce((sum, { weight }) => sum + weight, 0)
    const parts = members.map((member) => explain({ fitted: member.fitted, horizon: 18, seasonLength: 12 }))
    for (let h = 0; h < 18; h++) {
      const sum = members.reduce((so, { weight }, i) => so + (weight / total) * parts[i]!.season[h]!, 0)
      expect(season[h]).toBeCloseTo(sum, 9)
    }
  })

  it('has no season where the model has none', () => {
    const plain = explain({ fitted: fit(series.map((_, t) => 50 + ((t * 37) % 11))), horizon: 6 })
    for (const part of plain.season) expect(part).toBeCloseTo(0, 9)
  })

  it('shows what people put in its place', () => {
    const overrides = new Array<number>(18).fill(Number.NaN).with(4, 500)
    const parts = explain({ fitted, horizon: 18, seasonLength: 12, overrides })
    expect(parts.mean[4]).toBe(500)
    expect(parts.override[4]).toBeCloseTo(500 - mean[4]!, 9)
    expect(parts.override[5]).toBe(0)
    expect(sumOf(parts, 4)).toBeCloseTo(500, 9)
  })

  it('names events and signals where the model has them', () => {
    const model = regression({
      ...{ order: { d: 1, q: 1, D: 1, Q: 1 }, keepAll: true },
      signals: [{ name: 'price', values: Array.from({ length: 84 }, (_, t) => Math.sin(t * t)), maxLag: 0 }],
      events: [{ name: 'fair', at: [10, 40, 74] }],
    })
    const found = model.fit(series, { seasonLength: 12 })
    if (found.kind === 'declined') throw new Error(found.reason)
    const parts = explain({ fitted: found, horizon: 6, seasonLength: 12 })
    const [fair, price] = found.effects
    expect(parts.events[2]).toBeCloseTo(fair!.perUnit, 9)
    expect(parts.signals[3]).toBeCloseTo(price!.perUnit * Math.sin(75 * 75), 9)
    for (let h = 0; h < 6; h++) expect(sumOf(parts, h)).toBeCloseTo(parts.mean[h]!, 9)
  })
})

describe('an explained change', () => {
  it('is the sum of new data, changed model and overrides, exactly', () => {
    const none = new Array<number>(6).fill(Number.NaN)
    const change = explainChange({
      ...{ before: fit(series.slice(0, 69)), newValues: series.slice(69), after: fit(series), horizon: 6 },
      overrides: { before: none, after: none.with(2, 500) },
    })
    for (let h = 0; h < 6; h++) {
      const sum = change.newData[h]! + change.model[h]! + change.override[h]!
      expect(sum).toBeCloseTo(change.after[h]! - change.before[h]!, 9)
      expect(change.treatment[h]).toBe(0)
      expect(change.signals[h]).toBe(0)
    }
    expect(change.override[0]).toBeCloseTo(0, 9)
    expect(Math.abs(change.override[2]!)).toBeGreaterThan(50)
  })

  it('tells a history treated otherwise from a model made anew', () => {
    const harmed = series.with(66, 2000)
    const change = explainChange({
      ...{ before: fit(harmed.slice(0, 71), 'none'), newValues: harmed.slice(71), horizon: 6 },
      ...{ after: fit(harmed), withOldTreatment: fit(harmed, 'none') },
    })
    const size = (part: Float64Array) => part.reduce((sum, value) => sum + Math.abs(value), 0)
    expect(size(change.treatment)).toBeGreaterThan(size(change.model))
    expect(size(change.treatment)).toBeGreaterThan(50)
  })

  it('tells another plan of a signal from the rest', () => {
    const plan = (height: number) => Array.from({ length: 84 }, (_, t) => Math.sin(t * t) + (t >= 72 ? height : 0))
    const moved = series.map((value, t) => value + 20 * Math.sin(t * t))
    const fitted = (height: number, length: number) => {
      const signals = [{ name: 'price', values: plan(height), maxLag: 0, future: 'known' as const }]
      const found = regression({ order: { d: 1, q: 1, D: 1, Q: 1 }, keepAll: true, signals }).fit(
        moved.slice(0, length),
        {
          seasonLength: 12,
        },
      )
      if (found.kind === 'declined') throw new Error(found.reason)
      return found
    }
    const change = explainChange({
      ...{
        before: fitted(0, 71),
        newValues: moved.slice(71),
        after: fitted(2, 72),
        withOldSignals: fitted(0, 72),
        horizon: 4,
      },
    })
    const effect = fitted(2, 72).effects[0]!.perUnit
    for (let h = 0; h < 4; h++) expect(change.signals[h]).toBeCloseTo(2 * effect, 6)
  })

  it('sums for any history, treatment and override', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 3 }), (seed, count) => {
        const random = randomFrom(seed)
        const values = Array.from({ length: 40 }, (_, t) => 100 + (t % 4) * 10 + 20 * random.normal())
        const made = (length: number) => {
          const found = theta().fit(values.slice(0, length), { seasonLength: 4 })
          if (found.kind === 'declined') throw new Error(found.reason)
          return found
        }
        const overrides = { before: [random.uniform() * 100], after: [Number.NaN, random.uniform() * 100] }
        const change = explainChange({
          ...{ before: made(40 - count), newValues: values.slice(40 - count), after: made(40), horizon: 4 },
          ...{ withOldSignals: made(30), withOldTreatment: made(25), overrides },
        })
        for (let h = 0; h < 4; h++) {
          const { newData, model, treatment, signals, override } = change
          const sum = newData[h]! + model[h]! + treatment[h]! + signals[h]! + override[h]!
          expect(sum).toBeCloseTo(change.after[h]! - change.before[h]!, 9)
        }
      }),
      { seed: 9, numRuns: 60 },
    )
  })
})
