import { describe, expect, it } from 'vitest'
import { auto } from './auto.ts'
import { learnPrior } from './intermittent/bayesian/bayesian-intermittent.ts'
import type { AutoFitted, AutoRequest } from './selection/request.ts'

function fitted(request: AutoRequest): AutoFitted {
  const found = auto(request)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

const monthly = Array.from(
  { length: 60 },
  (_, t) => (200 + t) * (1 + 0.2 * Math.sin((Math.PI * t) / 6)) + ((t * 37) % 11),
)

describe('auto', () => {
  it('combines its models for a series that sells every month, with nothing to explain', () => {
    const found = fitted({ series: monthly, seasonLength: 12, nonNegative: true })
    const adjusted = 'Theta, dynamic Theta, ARIMA(1,1,1), ARIMA(1,1,1) with growth'
    expect(found.name).toMatch(
      /^weighted mean of ETS\(.+\), AR\(\d+\) of changes and, on seasonally adjusted values, Theta/,
    )
    expect(found.name).toContain(adjusted)
    // All eight but the autoregression, which has no mean to return to.
    expect(found.members).toHaveLength(7)
    expect(found).toMatchObject({ pattern: 'smooth', notes: [] })
    const { mean } = found.forecast({ horizon: 12 })
    const truth = Array.from({ length: 12 }, (_, h) => (260 + h) * (1 + 0.2 * Math.sin((Math.PI * h) / 6)) + 5)
    for (let h = 0; h < 12; h++) expect(Math.abs(mean[h]! / truth[h]! - 1)).toBeLessThan(0.06)
  })

  it('averages three models for intermittent and lumpy demand, and says so', () => {
    const steady = fitted({ series: Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 5 + (t % 2) : 0)) })
    expect(steady).toMatchObject({ pattern: 'intermittent', name: 'mean of trend of occurrence, mean, IMAPA' })
    expect(steady.notes).toEqual([
      'Demand comes every 2.9 periods: the mean of trend of occurrence, mean, IMAPA is used.',
    ])
    expect(steady.forecast({ horizon: 1 }).mean[0]).toBeCloseTo(1.9, 1)
    const lumpy = fitted({ series: Array.from({ length: 40 }, (_, t) => (t % 4 === 0 ? (t % 8 === 0 ? 40 : 2) : 0)) })
    expect(lumpy).toMatchObject({ pattern: 'lumpy', name: 'mean of trend of occurrence, mean, IMAPA' })
  })

  it('weighs the probability of demand where the prior of related series are known', () => {
    const related = Array.from({ length: 9 }, (_, i) =>
      Array.from({ length: 40 }, (_, t) => ((t * i) % 4 === 1 ? 5 : 0)),
    )
    const series = Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 5 + (t % 2) : 0))
    const found = fitted({ series, prior: learnPrior(related) })
    expect(found.name).toContain('IMAPA, Bayesian intermittent model')
    expect(found.notes).toEqual([
      'Demand comes every 2.9 periods: the mean of trend of occurrence, mean, IMAPA and the Bayesian intermittent model is used.',
    ])
  })

  it('goes on fading where demand has become much rarer', () => {
    const series = Array.from({ length: 60 }, (_, t) => (t < 40 ? (t % 2) * 6 : t % 7 === 0 ? 6 : 0))
    const { mean } = fitted({ series, nonNegative: true }).forecast({ horizon: 12 })
    expect(mean[0]).toBeLessThan(1.5)
    expect(mean[11]!).toBeLessThan(0.95 * mean[0]!)
  })

  it('lets the forecast of an item fade that has fallen silent', () => {
    const series = [...Array.from({ length: 24 }, (_, t) => 40 + (t % 5)), ...new Array(12).fill(0)]
    const found = fitted({ series, seasonLength: 12, nonNegative: true })
    expect(found.notes.join(' ')).toContain('No demand in the last 12 periods')
    expect(found.forecast({ horizon: 1 }).mean[0]).toBeLessThan(4)
  })

  it('falls back on short series and gives the reason', () => {
    const few = fitted({ series: [4, 6, 5], seasonLength: 12 })
    expect(few.name).toBe('recent level')
    expect(few.forecast({ horizon: 2 }).mean[1]).toBe(5)
    expect(few.notes.join(' ')).toContain('Only 3 of at least 8 values')
    const rare = fitted({ series: [0, 6, 0, 0], seasonLength: 12, nonNegative: true })
    expect([rare.name, rare.forecast({ horizon: 1 }).mean[0]]).toEqual(['mean', 1.5])
    const season = fitted({ series: [4, 6, 5, 9, 4], seasonLength: 4 })
    // The level: 4, 5.4, 5.12, 7.836, 5.1508; the drift of none is none.
    expect([...season.forecast({ horizon: 4 }).mean]).toEqual([6, 5, 9, 4].map((last) => 0.25 * last + 0.75 * 5.1508))
  })

  it('leaves out the time before an item was there, and says so', () => {
    const series = [...new Array(30).fill(0), 48, 53, 47, 51, 50, 49]
    const found = fitted({ series, seasonLength: 12, nonNegative: true })
    expect(found.notes[0]).toContain('Nothing was sold in the first 30 periods')
    expect(found.forecast({ horizon: 1 }).mean[0]).toBeCloseTo(50, -1)
    const rare = [...new Array(10).fill(0), 5, 0, 0, 0, 0, 4, 0, 0, 0, 6]
    expect(fitted({ series: rare, nonNegative: true }).notes.join(' ')).not.toContain('Nothing was sold')
  })

  it('repeats a constant, and forecasts nothing where nothing ever sold', () => {
    expect([...fitted({ series: new Array(24).fill(7), seasonLength: 12 }).forecast({ horizon: 2 }).mean]).toEqual([
      7, 7,
    ])
    const nothing = fitted({ series: new Array(24).fill(0), nonNegative: true })
    expect([...nothing.forecast({ horizon: 2 }).intervals[1]!.hi]).toEqual([0, 0])
    expect(nothing.notes.join(' ')).toContain('All values equal 0')
  })

  it('finds the season of three years of weeks, though it grows', () => {
    const truth = (t: number) => (100 + t / 10) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 52))
    const series = Array.from({ length: 156 }, (_, t) => truth(t) + 5 * Math.sin(t * t))
    const { mean } = fitted({ series, seasonLength: 52 }).forecast({ horizon: 52 })
    for (const [h, value] of mean.entries()) expect(Math.abs(value / truth(156 + h) - 1)).toBeLessThan(0.1)
  })

  it('says how many values are missing and hardly moves when a few are', () => {
    const gappy = monthly.map((value, t) => (t === 20 || t === 41 ? Number.NaN : value))
    const found = fitted({ series: gappy, seasonLength: 12 })
    expect(found.notes.join(' ')).toContain('2 of 60 values are missing')
    const full = fitted({ series: monthly, seasonLength: 12 }).forecast({ horizon: 12 }).mean
    const mean = found.forecast({ horizon: 12 }).mean
    for (let h = 0; h < 12; h++) expect(Math.abs(mean[h]! / full[h]! - 1)).toBeLessThan(0.05)
  })

  it('takes the next value without a refit, and leaves the old forecast as it was', () => {
    const found = fitted({ series: monthly.slice(0, 59), seasonLength: 12 })
    const before = [...found.forecast({ horizon: 3 }).mean]
    const after = found.update(monthly[59]!)
    expect([...found.forecast({ horizon: 3 }).mean]).toEqual(before)
    const anew = fitted({ series: monthly, seasonLength: 12 }).forecast({ horizon: 3 }).mean
    const { mean } = after.forecast({ horizon: 3 })
    for (const [h, value] of mean.entries()) expect(Math.abs(value / anew[h]! - 1)).toBeLessThan(0.02)
  })

  it('keeps demand at zero or above when it falls away', () => {
    const { mean, intervals } = fitted({
      series: Array.from({ length: 30 }, (_, t) => 30 - t + (t % 3)),
      nonNegative: true,
    }).forecast({ horizon: 12 })
    expect(Math.min(...mean, ...intervals[1]!.lo)).toBeGreaterThanOrEqual(0)
  })

  it('takes the week as the season of hours where it is clear beyond the day', () => {
    const series = Array.from({ length: 600 }, (_, t) => {
      const day = 100 + 30 * Math.sin((Math.PI * t) / 12) + ((t * 37) % 11)
      return t % 168 >= 120 ? 0.6 * day : day
    })
    const found = fitted({ series: series.slice(0, 552), seasonLength: 24 })
    expect(found.notes).toContain('A season of 168 was found beside that of 24.')
    for (const [h, value] of found.forecast({ horizon: 48 }).mean.entries())
      expect(Math.abs(value - series[552 + h]!)).toBeLessThan(20)
  })
})
