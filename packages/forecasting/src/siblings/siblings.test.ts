import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import { randomFrom } from '../numerics/random.ts'
import { familySeason } from './family-season.ts'
import { type SiblingRequest, siblingForecast } from './siblings.ts'

function fitted(request: SiblingRequest) {
  const found = siblingForecast(request)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

/** A family: one season of 40 %, levels apart by a factor of e, 10 % noise, and a launch that takes about five months. */
function family(seed: number, { members = 12, months = 48 } = {}) {
  const random = randomFrom(seed)
  const course = (level: number, length: number) =>
    Float64Array.from({ length }, (_, age) => {
      const season = 1 + 0.4 * Math.sin((2 * Math.PI * (length - age)) / 12)
      return level * (1 - 0.8 * Math.exp(-age / 5)) * season
    })
  const noisy = (truth: Float64Array) => truth.map((value) => value * Math.exp(0.1 * random.normal()))
  const siblings = Array.from({ length: members }, () => {
    const age = 26 + Math.floor(20 * random.uniform())
    return {
      series: Float64Array.of(...new Float64Array(months - age), ...noisy(course(Math.exp(5 + random.normal()), age))),
    }
  })
  return { siblings, course, noisy }
}

const error = (forecast: ArrayLike<number>, truth: Float64Array) =>
  truth.reduce((sum, value, h) => sum + Math.abs(value - forecast[h]!), 0) /
  truth.reduce((sum, value) => sum + value, 0)

describe('an item with three months of its own', () => {
  const { siblings, course, noisy } = family(1)
  // The course to come ends twelve months later, so that its season is at the family's place now.
  const whole = course(500, 15)
  const known = noisy(whole.subarray(0, 3))
  const request = { series: known, siblings, seasonLength: 12, nonNegative: true }

  it('follows the launch and the season of its siblings from its own level', () => {
    const found = fitted(request)
    expect(found.name).toBe('like 12 siblings')
    expect(found.notes).toEqual([
      '3 values of its own: season and course are borrowed from 12 siblings, as they went after their launches.',
    ])
    const { mean, intervals } = found.forecast({ horizon: 12 })
    expect(error(mean, whole.subarray(3))).toBeLessThan(0.2)
    const base = auto({ ...request, siblings: [] })
    if (base.kind === 'declined') throw new Error(base.reason)
    expect(error(mean, whole.subarray(3))).toBeLessThan(
      error(base.forecast({ horizon: 12 }).mean, whole.subarray(3)) / 2,
    )
    for (let h = 0; h < 12; h++) {
      expect(intervals[1]!.lo[h]).toBeLessThan(whole[3 + h]!)
      expect(intervals[1]!.hi[h]).toBeGreaterThan(whole[3 + h]!)
    }
  })

  it('is what auto does with siblings, and says so', () => {
    const found = auto(request)
    if (found.kind === 'declined') throw new Error(found.reason)
    expect(found.forecast({ horizon: 12 })).toEqual(fitted(request).forecast({ horizon: 12 }))
    expect(found.notes.join(' ')).toContain('borrowed from 12 siblings')
  })

  it('takes the next month in, a period after its siblings end', () => {
    const next = whole[3]!
    const { mean } = fitted(request).update(next).forecast({ horizon: 11 })
    expect(error(mean, whole.subarray(4))).toBeLessThan(0.2)
  })

  it('splits into level, trend and season that sum to the mean', () => {
    const { mean, level, trend, season } = fitted(request).explain(12)
    for (let h = 0; h < 12; h++) expect(level[h]! + trend[h]! + season[h]!).toBeCloseTo(mean[h]!, 9)
    expect(trend[8]).toBeGreaterThan(trend[0]!)
  })
})

describe('a new item without a value', () => {
  it('begins where its siblings began, with their whole spread', () => {
    const { siblings } = family(2)
    const found = auto({ series: [], siblings, seasonLength: 12, nonNegative: true })
    if (found.kind === 'declined') throw new Error(found.reason)
    const { mean, intervals } = found.forecast({ horizon: 6, levels: [80] })
    expect(mean[0]).toBeGreaterThan(20)
    expect(mean[0]).toBeLessThan(300)
    expect(intervals[0]!.hi[5]! / intervals[0]!.lo[5]!).toBeGreaterThan(5)
  })
})

describe('the season of a family', () => {
  const lives = (seed: number, height: number, noise: number) => {
    const random = randomFrom(seed)
    return Array.from({ length: 10 }, () => ({
      weight: 1,
      launched: false,
      values: Float64Array.from(
        { length: 60 },
        (_, t) => 100 * (1 + height * Math.sin((2 * Math.PI * (59 - t)) / 12)) * Math.exp(noise * random.normal()),
      ),
    }))
  }

  it('is clearer than that of any member, and draws the members to it', () => {
    const set = lives(3, 0.3, 0.3)
    const { family: found, own } = familySeason(set, 12)
    const truth = Array.from({ length: 12 }, (_, back) => 1 + 0.3 * Math.sin((2 * Math.PI * back) / 12))
    const miss = (season: Float64Array) =>
      Math.sqrt(truth.reduce((sum, value, i) => sum + (season[i]! - value) ** 2, 0) / 12)
    const base = set.map((life) => familySeason([life], 12).own[0]!)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(miss(found)).toBeLessThan(mean(base.map(miss)) / 2)
    expect(mean(own.map(miss))).toBeLessThan(mean(base.map(miss)) / 1.5)
  })

  it('is nearly none where there is none', () => {
    const { family: found } = familySeason(lives(4, 0, 0.3), 12)
    for (const index of found) expect(Math.abs(index - 1)).toBeLessThan(0.06)
  })
})

describe('siblings that cannot help', () => {
  it('are declined with the reason', () => {
    const reason = (request: SiblingRequest) => {
      const found = siblingForecast(request)
      return found.kind === 'declined' ? found.reason : ''
    }
    expect(reason({ series: [1, 2], siblings: [] })).toBe(
      'At least 3 siblings with 3 values are needed; got 0. Use auto.',
    )
    expect(reason({ series: [-5, 2], siblings: family(5).siblings })).toContain('got -5')
    const young = Array.from({ length: 4 }, () => ({ series: [3, 4, 5] }))
    expect(reason({ series: [1, 2, 3, 4], siblings: young })).toContain('Fewer than 3 siblings went on for more than 4')
  })
})

describe('any family', () => {
  const value = fc.oneof(
    fc.double({ min: 0.001, max: 1000, noNaN: true }),
    fc.constantFrom(0, 0, 1e12, 1e-12, Number.NaN),
  )
  it('gives finite forecasts inside their bounds, in any unit the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(value, { maxLength: 12 }), fc.constant(new Array<number>(10).fill(7))),
        fc.array(fc.array(value, { minLength: 3, maxLength: 40 }), { minLength: 3, maxLength: 8 }),
        fc.constantFrom(1, 4),
        (series, others, seasonLength) => {
          const times = (values: number[], factor: number) => values.map((each) => each * factor)
          const ask = (factor: number) =>
            siblingForecast({
              ...{ series: times(series, factor), seasonLength },
              siblings: others.map((each) => ({ series: times(each, factor) })),
            })
          const [once, scaled] = [ask(1), ask(1024)]
          expect(scaled.kind).toBe(once.kind)
          if (once.kind === 'declined' || scaled.kind === 'declined') return
          const { mean, intervals } = once.forecast({ horizon: 6 })
          const more = scaled.forecast({ horizon: 6 }).mean
          for (let h = 0; h < 6; h++) {
            expect(Number.isFinite(mean[h])).toBe(true)
            expect(intervals[1]!.lo[h]).toBeLessThanOrEqual(mean[h]!)
            expect(intervals[1]!.hi[h]).toBeGreaterThanOrEqual(mean[h]!)
            if (mean[h]! > 1e-250 && mean[h]! < 1e250) expect(more[h]! / 1024 / mean[h]!).toBeCloseTo(1, 6)
          }
        },
      ),
      { seed: 6, numRuns: 150 },
    )
  })
})
