import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFacts } from '../calendar/calendar-facts.ts'
import { rollingOrigin } from '../evaluation/rolling-origin.ts'
import { randomFrom } from '../numerics/random.ts'
import { type RegressionChoice, regression } from './regression.ts'

/** Months moved by x two periods ago (6 a unit), by a promotion (40), and by a wave; z moves nothing. */
function made(seed: number, length = 78) {
  const random = randomFrom(seed)
  let state = 0
  const x = Float64Array.from({ length }, () => {
    state = 0.7 * state + random.normal()
    return 20 + state
  })
  const z = Float64Array.from({ length }, () => random.normal())
  const promotion = Array.from({ length }, (_, t) => t).filter((t) => t % 17 === 5)
  let level = 300
  const y = Float64Array.from({ length }, (_, t) => {
    level += 2 * random.normal()
    const wave = 20 * Math.sin((Math.PI * t) / 6)
    return level + wave + 6 * (x[t - 2] ?? x[0]!) + (promotion.includes(t) ? 40 : 0) + 3 * random.normal()
  })
  return { x, z, y, promotion }
}

function fitted(choice: RegressionChoice, y: ArrayLike<number>, options = { seasonLength: 12 }) {
  const found = regression(choice).fit(y, options)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

const { x, z, y, promotion } = made(3)
const order = { d: 1, q: 1, D: 1, Q: 1 }
const choice: RegressionChoice = {
  order,
  signals: [
    { name: 'x', values: x.subarray(0, 72) },
    { name: 'z', values: z.subarray(0, 72) },
  ],
  events: [{ name: 'promotion', at: promotion }],
}

describe('a regression on signals and events', () => {
  const found = fitted(choice, y.subarray(0, 72))

  it('keeps the signal that helps, at its lag, and says what each unit does', () => {
    expect(found.effects.map(({ name, lag }) => [name, lag])).toEqual([
      ['promotion', 0],
      ['x', 2],
    ])
    const [event, signal] = found.effects
    expect(Math.abs(event!.perUnit - 40)).toBeLessThan(3 * event!.standardError)
    expect(Math.abs(signal!.perUnit - 6)).toBeLessThan(3 * signal!.standardError)
    expect(signal!.standardError).toBeLessThan(1)
    expect(found.considered).toHaveLength(8)
    expect(found.considered.find(({ kept }) => kept)!.gain).toBeGreaterThan(0.1)
  })

  it('forecasts better with them than without', () => {
    const error = (mean: Float64Array) => mean.reduce((sum, value, h) => sum + Math.abs(value - y[72 + h]!), 0)
    const plain = fitted({ order }, y.subarray(0, 72))
    expect(error(found.forecast({ horizon: 6 }).mean)).toBeLessThan(error(plain.forecast({ horizon: 6 }).mean))
  })

  it('says that nothing helps where nothing does, with the figure', () => {
    const one = made(101)
    const none = fitted({ order, signals: [{ name: 'z', values: one.z.subarray(0, 72) }] }, one.y.subarray(0, 72))
    expect(none.effects).toEqual([])
    expect(none.notes).toEqual([
      expect.stringMatching(/^No signal .* helps: the best, z at lag \d, changes .* by .* %\.$/),
    ])
  })

  it('keeps a signal of pure chance in few of many series', () => {
    let kept = 0
    for (let seed = 1; seed <= 12; seed++) {
      const one = made(100 + seed)
      const signals = [{ name: 'z', values: one.z.subarray(0, 72) }]
      if (fitted({ order, signals }, one.y.subarray(0, 72)).effects.length > 0) kept++
    }
    expect(kept).toBeLessThanOrEqual(2)
  })

  it('is more uncertain where the signal itself has to be forecast', () => {
    const planned = { ...choice, signals: [{ name: 'x', values: x, future: 'known' as const }] }
    const width = (given: RegressionChoice) => {
      const { lo, hi } = fitted(given, y.subarray(0, 72)).forecast({ horizon: 6, levels: [80] }).intervals[0]!
      return hi.map((value, h) => value - lo[h]!)
    }
    const [known, guessed] = [width(planned), width(choice)]
    expect(guessed[0]! / known[0]!).toBeCloseTo(1, 1)
    expect(guessed[5]! / known[5]!).toBeGreaterThan(1.15)
  })

  it('takes the next value with its signal, and goes on from there', () => {
    const shorter = { ...choice, signals: [{ name: 'x', values: x.subarray(0, 71) }] }
    const informed = fitted(shorter, y.subarray(0, 71)).update(y[71]!, { x: x[71]! })
    const without = fitted(shorter, y.subarray(0, 71)).update(y[71]!)
    const step = (at: typeof informed, h: number) => at.forecast({ horizon: 3 }).mean[h]!
    // At lag 2 the value of period 71 counts in period 73, two steps on.
    expect(step(informed, 0)).toBeCloseTo(step(without, 0), 6)
    expect(Math.abs(step(informed, 1) - step(without, 1))).toBeGreaterThan(0.1)
    const anew = fitted(choice, y.subarray(0, 72)).forecast({ horizon: 3 }).mean
    for (let h = 0; h < 3; h++) expect(Math.abs(step(informed, h) / anew[h]! - 1)).toBeLessThan(0.02)
  })

  it('splits its forecast into parts that sum to it exactly', () => {
    const parts = found.explain(6)
    const mean = found.forecast({ horizon: 6 }).mean
    for (let h = 0; h < 6; h++) {
      const { level, trend, season, events, signals } = parts
      expect(level[h]! + trend[h]! + season[h]! + events[h]! + signals[h]!).toBeCloseTo(mean[h]!, 9)
    }
    // Period 73 is a promotion; 72 is not.
    expect(parts.events[0]).toBe(0)
    expect(parts.events[1]).toBeCloseTo(found.effects[0]!.perUnit, 9)
  })

  it('names an event that never happened and a signal that is too short', () => {
    const notes = fitted({ order, events: [{ name: 'fair', at: [75] }] }, y.subarray(0, 72)).notes
    expect(notes).toEqual(['fair has not happened in the history: its effect is not known and taken as none.'])
    expect(() => fitted({ signals: [{ name: 'x', values: [1, 2] }] }, y)).toThrow(
      'Signal x has 2 values for a history of 78',
    )
  })

  it('bridges gaps with the errors of the rest', () => {
    const gappy = y.subarray(0, 72).map((value, t) => (t === 30 || t === 31 ? Number.NaN : value))
    const effects = fitted(choice, gappy).effects
    expect(Math.abs(effects[1]!.perUnit - 6)).toBeLessThan(3 * effects[1]!.standardError)
  })
})

describe('a regression on a short history', () => {
  it('shrinks its effects and leaves the rest to auto', () => {
    const signals = [{ name: 'x', values: x.subarray(0, 20), maxLag: 2 }]
    const found = fitted(
      { signals, keepAll: false, events: [{ name: 'promotion', at: promotion }] },
      y.subarray(0, 20),
      {
        seasonLength: 1,
      },
    )
    const promoted = found.effects.find(({ name }) => name === 'promotion')!
    expect(promoted.perUnit).toBeGreaterThan(10)
    expect(promoted.perUnit).toBeLessThan(45)
    expect(found.name).toContain('regression on promotion')
  })
})

describe('a regression on the calendar', () => {
  it('finds what a trading day is worth, and Easter', () => {
    const random = randomFrom(4)
    const calendar = {
      ...{ grain: 'month' as const, first: '2018-01-01', tradingDays: 'weekdays' as const },
      feasts: [{ feast: 'Easter' as const, before: 7 }],
    }
    const [days, feast] = calendarFacts(calendar).map(({ columns }) => columns[0]!)
    const series = Float64Array.from(
      { length: 96 },
      (_, t) => 500 + 8 * days!.at(t) + 60 * feast!.at(t) + 10 * random.normal(),
    )
    const { effects } = fitted({ order: { p: 1, constant: true }, calendar }, series)
    expect(effects.map(({ name }) => name).sort()).toEqual(['Easter', 'trading days'])
    for (const { name, perUnit, standardError } of effects) {
      expect(Math.abs(perUnit - (name === 'Easter' ? 60 : 8))).toBeLessThan(3 * standardError)
    }
  })
})

describe('any regression', () => {
  it('is the same every time, never crosses its bounds, and sums', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 1000 }), (length, seed) => {
        const random = randomFrom(seed)
        const series = Array.from(
          { length },
          () => Math.round(20 * random.uniform()) * (random.uniform() < 0.8 ? 1 : 0),
        )
        const signals = [{ name: 's', values: Array.from({ length: length + 4 }, () => random.normal()) }]
        const given = { signals, events: [{ name: 'e', at: [2, length + 1] }], keepAll: true }
        const [once, again] = [regression(given).fit(series), regression(given).fit(series)]
        if (once.kind === 'declined' || again.kind === 'declined') return
        const { mean, intervals } = once.forecast({ horizon: 4 })
        expect(again.forecast({ horizon: 4 }).mean).toEqual(mean)
        const { level, trend, season, events, signals: moved } = once.explain(4)
        for (let h = 0; h < 4; h++) {
          const total = level[h]! + trend[h]! + season[h]! + events[h]! + moved[h]!
          expect(Math.abs(total - mean[h]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(level[h]!)))
          expect(intervals[1]!.lo[h]).toBeLessThanOrEqual(mean[h]!)
          expect(intervals[1]!.hi[h]).toBeGreaterThanOrEqual(mean[h]!)
        }
      }),
      { seed: 5, numRuns: 40 },
    )
  })

  it('can be evaluated by rolling origin like any model', () => {
    const signals = [{ name: 'x', values: x, future: 'forecast' as const, maxLag: 2 }]
    const model = regression({ order: { d: 1, q: 1 }, signals, keepAll: true })
    const result = rollingOrigin({ series: y, model, horizon: 3, origins: 3 })
    expect(result.kind).toBe('evaluation')
  })
})
