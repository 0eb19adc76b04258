import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../numerics/random.ts'
import { passBackward } from './adjoint.ts'
import { ets } from './ets.ts'
import type { FittedEts } from './fitted.ts'
import { parseForm } from './form.ts'
import { FitMemory } from './memory.ts'
import { runRecursion } from './recursion.ts'
import { passForward, traceOf } from './trace.ts'

const series = Array.from(
  { length: 72 },
  (_, t) => (300 + 2 * t) * (1 + 0.15 * Math.sin((Math.PI * t) / 6)) + ((t * 53) % 17),
)
const options = { seasonLength: 12 }

function fitted(form: string, values: readonly number[] = series): FittedEts {
  const found = ets({ form }).fit(values, options)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

describe('ETS', () => {
  it('follows the recursion of simple exponential smoothing, by hand', () => {
    const state = { level: 10, trend: 0, season: new Float64Array(1) }
    const residual = new Float64Array(3)
    const y = Float64Array.of(12, Number.NaN, 8)
    const smoothing = { alpha: 0.5, beta: 0, gamma: 0, phi: 1 }
    const squares = runRecursion({ form: parseForm('ANN')!, smoothing, state, y, residual })
    expect([...residual]).toEqual([2, 0, -3])
    expect(squares).toBe(13)
    expect(state.level).toBe(9.5)
  })

  it.each(['AAA', 'AAdA', 'MAM', 'MAdM', 'MNM', 'MMM', 'MMdN'])(
    '%s explains its forecast as parts that sum to it',
    (form) => {
      const model = fitted(form)
      const { mean } = model.forecast({ horizon: 15 })
      const parts = model.explain(15)
      for (let h = 0; h < 15; h++) expect(parts.level[h]! + parts.trend[h]! + parts.season[h]!).toBeCloseTo(mean[h]!, 8)
    },
  )

  it('learns from updates what a refit would have learnt, and leaves the model before it as it was', () => {
    const random = randomFrom(3)
    const noise = Array.from({ length: 90 }, (_, t) => 100 + 12 * Math.sin(t / 9) + 6 * random.normal())
    const model = ets({ form: 'ANN' }).fit(noise.slice(0, 60))
    const anew = ets({ form: 'ANN' }).fit(noise)
    if (model.kind === 'declined' || anew.kind === 'declined') throw new Error('declined')
    const before = model.smoothing.alpha
    const last = noise.slice(60).reduce((fitted, value) => fitted.update(value), model)
    expect(Math.abs(last.smoothing.alpha - anew.smoothing.alpha)).toBeLessThan(
      0.3 * Math.abs(before - anew.smoothing.alpha),
    )
    expect(last.aicc / anew.aicc).toBeCloseTo(1, 2)
    expect(model.smoothing.alpha).toBe(before)
  })

  it('has the likelihood of a refit after an update, to the change of the parameters', () => {
    for (const form of ['ANN', 'AAdA', 'MAM']) {
      const model = fitted(form, series.slice(0, 71)).update(series[71]!)
      expect(Math.abs(model.logLikelihood - fitted(form).logLikelihood)).toBeLessThan(0.5)
    }
  })

  it.each(['ANN', 'MNN', 'AAdN', 'MAdN', 'AAdA', 'MAdA', 'MNM', 'MAdM'])(
    '%s: the gradient by the adjoint recursion is that of differences',
    (letters) => {
      const form = parseForm(letters)!
      const y = Float64Array.from(series, (value, t) => (t === 30 ? Number.NaN : value / 400))
      const seasons = form.season === 'N' ? 1 : 12
      const trace = traceOf({ form, y, observed: 71, seasons, memory: new FitMemory() })
      const center = form.season === 'M' ? 1 : 0
      const at = { alpha: 0.3, beta: 0.1, gamma: seasons > 1 ? 0.2 : 0, phi: 0.9, level: 0.9, trend: 0.01 }
      if (form.trend === 'N') Object.assign(at, { beta: 0, phi: 1, trend: 0 })
      const cost = (changed: Partial<typeof at>, first = 0) => {
        const { level, trend, ...smoothing } = { ...at, ...changed }
        Object.assign(trace.smoothing, smoothing)
        Object.assign(trace.state, { level, trend })
        for (let i = 0; i < seasons; i++)
          trace.state.season[i] = seasons === 1 ? 0 : center + 0.1 * Math.sin(i) + (i === 0 ? first : 0)
        return passForward(trace)
      }
      const slopes = { ...at, season: new Float64Array(seasons) }
      cost({})
      passBackward(trace, slopes)
      const step = 1e-5
      const keys = (['alpha', 'beta', 'gamma', 'phi', 'level', 'trend'] as const).filter((key) => at[key] !== 0)
      for (const key of keys) {
        const difference = (cost({ [key]: at[key] + step }) - cost({ [key]: at[key] - step })) / (4 * step)
        expect(Math.abs(slopes[key] - difference)).toBeLessThan(1e-5 * (Math.abs(difference) + 1))
      }
      const difference = (cost({}, step) - cost({}, -step)) / (4 * step)
      if (seasons > 1) expect(slopes.season[0]).toBeCloseTo(difference, 5)
    },
  )

  it.each(['ANN', 'AAdN', 'AAA', 'MAM', 'MMdM'])(
    '%s updated with nothing, or with its own forecast, goes on as forecast',
    (form) => {
      const model = fitted(form)
      const { mean } = model.forecast({ horizon: 16 })
      const skipped = model.update(Number.NaN).update(Number.NaN)
      const agreed = model.update(mean[0]!).update(mean[1]!)
      for (const later of [skipped, agreed]) {
        for (const [h, value] of later.forecast({ horizon: 14 }).mean.entries())
          expect(value / mean[h + 2]!).toBeCloseTo(1, 10)
      }
    },
  )

  it('passes over missing values: a gap costs little and the season keeps its place', () => {
    const gappy = series.map((value, t) => (t % 17 === 5 ? Number.NaN : value))
    const whole = fitted('AAA').forecast({ horizon: 12 }).mean
    const { mean } = fitted('AAA', gappy).forecast({ horizon: 12 })
    for (const [h, value] of mean.entries()) expect(Math.abs(value / whole[h]! - 1)).toBeLessThan(0.04)
  })

  it('widens its intervals with the level asked for and with the horizon', () => {
    const { mean, intervals } = fitted('AAA').forecast({ horizon: 24, levels: [50, 80, 95] })
    const width = (i: number, h: number) => intervals[i]!.hi[h]! - mean[h]!
    for (let h = 1; h < 24; h++) {
      expect(width(0, h)).toBeGreaterThanOrEqual(width(0, h - 1))
      expect(width(2, h)).toBeGreaterThan(width(1, h))
    }
    expect(width(2, 0) / width(1, 0)).toBeCloseTo(1.959964 / 1.281552, 5)
  })

  it('simulates intervals of multiplicative trends from the seed', () => {
    const one = ets({ form: 'MMN' }).fit(series, { seed: 5 })
    const same = ets({ form: 'MMN' }).fit(series, { seed: 5 })
    const other = ets({ form: 'MMN' }).fit(series, { seed: 6 })
    if (one.kind === 'declined' || same.kind === 'declined' || other.kind === 'declined') throw new Error('declined')
    expect(one.forecast({ horizon: 5 })).toEqual(same.forecast({ horizon: 5 }))
    expect(one.forecast({ horizon: 5 })).not.toEqual(other.forecast({ horizon: 5 }))
  })

  it('shifts with the series when nothing multiplies', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (shift) => {
        const mean = fitted('AAA').forecast({ horizon: 3 }).mean
        const shifted = fitted(
          'AAA',
          series.map((value) => value + shift),
        ).forecast({ horizon: 3 }).mean
        for (const [h, value] of shifted.entries()) expect(value - shift).toBeCloseTo(mean[h]!, -1)
      }),
      { numRuns: 20 },
    )
  })

  it('declines what it cannot fit, with a way out', () => {
    expect(ets({ form: 'MAM' }).fit([1, 2, 0, 4], { seasonLength: 1 })).toMatchObject({ kind: 'declined' })
    expect(ets({ form: 'MNN' }).fit([1, 2, 0, 4, 5, 6, 7])).toMatchObject({
      reason: 'Form MNN needs values above zero; got 0. Use an additive form.',
    })
    expect(() => ets({ form: 'XYZ' }).fit([1, 2, 3])).toThrow('Form XYZ is unknown')
  })
})
