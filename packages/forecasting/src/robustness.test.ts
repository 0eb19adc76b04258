import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autoModel } from './auto.ts'
import { combine } from './combination/combine.ts'
import type { Fitted, Forecast, Model } from './contract.ts'
import { adida, imapa } from './intermittent/aggregation.ts'
import { counts } from './intermittent/counts/counts.ts'
import { croston, sba } from './intermittent/croston.ts'
import { tsb } from './intermittent/tsb.ts'
import { conformal } from './intervals/conformal.ts'
import { arima } from './models/arima/arima.ts'
import { ces } from './models/ces/ces.ts'
import { dynamicTheta } from './models/dynamic-theta.ts'
import { ets } from './models/ets/ets.ts'
import { mean } from './models/mean.ts'
import { naive, seasonalNaive } from './models/naive.ts'
import { naive2 } from './models/naive2.ts'
import { theta } from './models/theta.ts'
import { randomFrom } from './numerics/random.ts'
import { multipleSeasonality } from './season/multiple-seasonality.ts'
import { seasonallyAdjusted } from './season/seasonally-adjusted.ts'
import { forecastMany } from './workers/forecast-many.ts'

const models: Model[] = [
  ...[naive(), seasonalNaive(), naive2(), mean(), ets(), ets({ multiplicativeTrend: true }), theta(), dynamicTheta()],
  ...[croston(), sba(), tsb(), combine([ets(), naive()]), seasonallyAdjusted(ets()), autoModel()],
  ...[ces(), arima(), adida(), imapa(), counts(), conformal(theta()), multipleSeasonality({ seasons: [4, 12.5] })],
]

/** Series of every awkward kind: short, flat, zero, tiny, huge, negative, gappy, intermittent, jumping by orders of magnitude. */
const anyValue = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 0, 1, 100, 1e12, -1e12, 1e-12, 1e-300, 1e99, Number.NaN),
)
const anySeries = fc.oneof(
  fc.array(anyValue, { maxLength: 40 }),
  fc.array(fc.constantFrom(0, 0, 0, 1, 5), { maxLength: 60 }),
  fc.tuple(fc.integer({ min: 0, max: 40 }), anyValue).map(([length, value]) => new Array<number>(length).fill(value)),
  fc
    .record({
      n: fc.integer({ min: 1, max: 60 }),
      scale: fc.constantFrom(1e-12, 1, 1e12),
      wave: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ n, scale, wave }) =>
      Array.from({ length: n }, (_, t) => scale * (2 + t / 20 + wave * Math.sin(t) + ((t * 37) % 11) / 20)),
    ),
)
const anyOptions = fc.record({
  seasonLength: fc.constantFrom(1, 4, 7, 12, 26),
  nonNegative: fc.boolean(),
  seed: fc.integer({ min: 0, max: 1e9 }),
})

/** Series of trend, wave and noise of random strength, always above zero. */
const wavySeries = fc
  .record({
    n: fc.integer({ min: 24, max: 48 }),
    slope: fc.double({ min: -0.5, max: 1, noNaN: true }),
    wave: fc.double({ min: 0, max: 15, noNaN: true }),
    noise: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ n, slope, wave, noise }) => {
    const random = randomFrom(noise)
    return Array.from(
      { length: n },
      (_, t) => 80 + slope * t + wave * Math.sin((Math.PI * t) / 2) + 5 * random.normal(),
    )
  })

describe.each(models)('$name', (model) => {
  it('gives a finite, ordered forecast or declines with a reason, whatever it is given', () => {
    fc.assert(
      fc.property(
        anySeries,
        anyOptions,
        fc.integer({ min: 1, max: 14 }),
        anyValue,
        (series, options, horizon, next) => {
          const fitted = model.fit(series, options)
          if (fitted.kind === 'declined') {
            expect(fitted.reason.length).toBeGreaterThan(20)
            return
          }
          for (const state of [fitted, fitted.update(next)])
            check(state.forecast({ horizon, levels: [50, 80, 95] }), options)
        },
      ),
      { numRuns: 250 },
    )
  })

  it.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e200])('declines %d and names it', (value) => {
    const fitted = model.fit([1, 2, value, 4])
    expect(fitted).toMatchObject({ kind: 'declined', reason: expect.stringContaining(`Value ${value} at position 3`) })
  })

  it('declines an empty series and a season length that is none', () => {
    expect(model.fit([])).toMatchObject({ kind: 'declined', reason: expect.stringContaining('empty') })
    expect(model.fit([1, 2], { seasonLength: 0 })).toMatchObject({ reason: expect.stringContaining('Season length 0') })
    expect(model.fit([Number.NaN, Number.NaN])).toMatchObject({ reason: expect.stringContaining('missing') })
  })

  it('is the same every time, and follows a change of scale', () => {
    const series = Array.from({ length: 48 }, (_, t) => 100 + t + 20 * Math.sin((Math.PI * t) / 6) + ((t * 37) % 11))
    const options = { seasonLength: 12, seed: 7 }
    const once = forecastOf(model.fit(series, options))
    expect(forecastOf(model.fit(series, options))).toEqual(once)
    const scaled = forecastOf(
      model.fit(
        series.map((value) => value * 1024),
        options,
      ),
    )
    for (let h = 0; h < once.mean.length; h++) {
      expect(scaled.mean[h]! / 1024 / once.mean[h]!).toBeCloseTo(1, 6)
      expect(scaled.intervals[1]!.hi[h]! / 1024 / once.intervals[1]!.hi[h]!).toBeCloseTo(1, 6)
    }
  })

  it('follows a change of scale of any series, up or down', () => {
    const scales = fc.constantFrom(2 ** -20, 0.5, 2 ** 30)
    fc.assert(
      fc.property(wavySeries, scales, (series, scale) => {
        const [once, scaled] = [series, series.map((value) => value * scale)].map((each) =>
          forecastOf(model.fit(each, { seasonLength: 4, seed: 3 })),
        )
        for (let h = 0; h < 6; h++) {
          const size = Math.abs(once!.mean[h]!) + once!.intervals[1]!.hi[h]! - once!.intervals[1]!.lo[h]!
          expect(Math.abs(scaled!.mean[h]! / scale - once!.mean[h]!)).toBeLessThan(1e-6 * size)
          expect(Math.abs(scaled!.intervals[1]!.lo[h]! / scale - once!.intervals[1]!.lo[h]!)).toBeLessThan(1e-5 * size)
        }
      }),
      { numRuns: 15, seed: 5 },
    )
  })

  it('keeps what it was fitted to, whatever is fitted and updated after it', () => {
    const series = Array.from({ length: 40 }, (_, t) => 60 + t + 9 * Math.sin((Math.PI * t) / 2) + ((t * 37) % 11))
    const options = { seasonLength: 4, nonNegative: true }
    const fitted = model.fit(series, options)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const later = fitted.update(77)
    const [before, after] = [fitted.forecast({ horizon: 8 }), later.forecast({ horizon: 8 })]
    const other = model.fit(
      series.map((value, t) => value * value + 1000 * (t % 3)),
      { seasonLength: 12 },
    )
    if (other.kind === 'fitted') other.update(5).forecast({ horizon: 8 })
    later.update(1).update(1e6).forecast({ horizon: 3 })
    expect(fitted.forecast({ horizon: 8 })).toEqual(before)
    expect(later.forecast({ horizon: 8 })).toEqual(after)
    expect(fitted.update(77).forecast({ horizon: 8 })).toEqual(after)
  })

  it('gives the first steps of a long forecast as a short one, and levels in the order asked', () => {
    const fitted = model.fit(
      Array.from({ length: 36 }, (_, t) => 30 + (t % 4) * 5 + ((t * 29) % 13)),
      { seasonLength: 4, seed: 2 },
    )
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const [long, short] = [
      fitted.forecast({ horizon: 12, levels: [95, 50] }),
      fitted.forecast({ horizon: 5, levels: [50, 95] }),
    ]
    expect([...long.mean.subarray(0, 5)]).toEqual([...short.mean])
    expect([...long.intervals[0]!.hi.subarray(0, 5)]).toEqual([...short.intervals[1]!.hi])
    expect([...long.intervals[1]!.lo.subarray(0, 5)]).toEqual([...short.intervals[0]!.lo])
  })

  it('refuses a horizon or a level that is none', () => {
    const fitted = model.fit(Array.from({ length: 30 }, (_, t) => 5 + (t % 3)))
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    expect(() => fitted.forecast({ horizon: 0 })).toThrow('Horizon 0')
    expect(() => fitted.forecast({ horizon: 1, levels: [100] })).toThrow('Level 100')
    expect(() => fitted.update(Number.POSITIVE_INFINITY)).toThrow('Infinity')
  })
})

describe.each([
  naive(),
  seasonalNaive(),
  mean(),
  theta(),
  dynamicTheta(),
  ...['ANN', 'AAN', 'AAdN', 'ANA', 'AAA'].map((form) => ets({ form })),
  arima({ order: { d: 1, q: 1 } }),
  arima({ order: { p: 1, constant: true } }),
])('$name', (model) => {
  it('goes up with a series that goes up: a constant added to every value is added to the forecast', () => {
    const additive = model.name.startsWith('ETS') || model.name === 'seasonal naive'
    const options = { seasonLength: additive ? 4 : 1 }
    fc.assert(
      fc.property(wavySeries, fc.constantFrom(-64, 512), (series, shift) => {
        const [once, moved] = [series, series.map((value) => value + shift)].map((each) =>
          forecastOf(model.fit(each, options)),
        )
        for (let h = 0; h < 6; h++) {
          const width = once!.intervals[1]!.hi[h]! - once!.intervals[1]!.lo[h]!
          expect(Math.abs(moved!.mean[h]! - shift - once!.mean[h]!)).toBeLessThan(0.01 * width)
          expect(Math.abs(moved!.intervals[1]!.hi[h]! - shift - once!.intervals[1]!.hi[h]!)).toBeLessThan(0.02 * width)
        }
      }),
      { numRuns: 15, seed: 5 },
    )
  })
})

describe('many series', () => {
  it('are forecast alike in any order', async () => {
    const series = fc.sample(wavySeries, { numRuns: 40, seed: 11 })
    const order = series.map((_, i) => (i * 17 + 5) % series.length)
    const request = { seasonLength: 4, horizon: 3, workers: 1 }
    const straight = await forecastMany({ ...request, series })
    const shuffled = await forecastMany({ ...request, series: order.map((i) => series[i]!) })
    for (const [place, i] of order.entries()) {
      expect(shuffled.mean.slice(3 * place, 3 * place + 3)).toEqual(straight.mean.slice(3 * i, 3 * i + 3))
      const [theirs, ours] = [shuffled.bounds[1]!.hi, straight.bounds[1]!.hi]
      expect(theirs.slice(3 * place, 3 * place + 3)).toEqual(ours.slice(3 * i, 3 * i + 3))
    }
  })
})

function forecastOf(fitted: ReturnType<Model['fit']>): Forecast {
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return (fitted satisfies Fitted).forecast({ horizon: 6 })
}

function check({ mean, intervals }: Forecast, { nonNegative }: { nonNegative: boolean }): void {
  for (let h = 0; h < mean.length; h++) {
    if (!Number.isFinite(mean[h]!)) throw new Error(`mean ${mean[h]} at step ${h + 1}`)
    for (const { level, lo, hi } of intervals) {
      const sound = Number.isFinite(lo[h]!) && Number.isFinite(hi[h]!) && lo[h]! <= mean[h]! && mean[h]! <= hi[h]!
      if (!sound || (nonNegative && lo[h]! < 0))
        throw new Error(`${level} %: ${lo[h]} ${mean[h]} ${hi[h]} at step ${h + 1}`)
    }
  }
  for (let i = 1; i < intervals.length; i++) {
    for (let h = 0; h < mean.length; h++) expect(intervals[i]!.hi[h]!).toBeGreaterThanOrEqual(intervals[i - 1]!.hi[h]!)
  }
}
