import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import { type Random, randomFrom } from '../numerics/random.ts'
import type { AutoRequest } from '../selection/request.ts'
import { applyFindings, type Finding, reject } from './finding.ts'
import { type TreatOptions, treatHistory } from './treat-history.ts'

function treated(series: ArrayLike<number>, options?: TreatOptions) {
  const found = treatHistory(series, options)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

/** Months with a wave of 30 %, growth and 5 % noise; the truth without noise beside them. */
function months(length: number, seed = 3) {
  const random = randomFrom(seed)
  const truth = Float64Array.from({ length }, (_, t) => (400 + 2 * t) * (1 + 0.3 * Math.sin((Math.PI * t) / 6)))
  return { truth, series: truth.map((value) => value * (1 + 0.05 * random.normal())) }
}

function poisson(random: Random, rate: number): number {
  const limit = random.uniform()
  let k = 0
  let chance = Math.exp(-rate)
  for (let sum = chance; sum < limit && k < 200; sum += chance) chance *= rate / ++k
  return k
}

const kinds = (findings: readonly Finding[]) => findings.map(({ index, kind }) => `${kind} at ${index}`)

describe('a history', () => {
  it('that is clean has something found in at most one of a hundred', () => {
    const random = randomFrom(17)
    let alarms = 0
    for (let i = 0; i < 300; i++) {
      let level = 6
      const wander = 0.08 * random.uniform()
      const series = Array.from({ length: 24 + (i % 90) }, (_, t) => {
        level += wander * random.normal()
        return Math.exp(level + 0.3 * Math.sin((Math.PI * t) / 6) + 0.1 * random.normal())
      })
      if (treated(series, { seasonLength: i % 2 === 0 ? 12 : 1 }).findings.length > 0) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(3)
  })

  it('with wild values has them found, and what was there before is nearly restored', () => {
    const { series, truth } = months(72)
    const harmed = series.map((value, t) => (t === 30 ? value * 4 : t === 50 ? value * 0.3 : value))
    const { findings, series: repaired } = treated(harmed, { seasonLength: 12 })
    expect(kinds(findings)).toEqual(['outlier at 30', 'outlier at 50'])
    for (const t of [30, 50]) expect(Math.abs(repaired[t]! / truth[t]! - 1)).toBeLessThan(0.12)
    expect(findings[0]).toMatchObject({ value: harmed[30], accepted: true })
    expect(findings[0]!.strength).toBeGreaterThan(10)
    expect(findings[0]!.reason).toMatch(/^\d+ is \d+\.\d standard deviations from the \d+/)
  })

  it('whose level jumped has its earlier values brought to the new level', () => {
    const { series } = months(84)
    const harmed = series.map((value, t) => (t < 40 ? value / 1.8 : value))
    const { findings, series: repaired } = treated(harmed, { seasonLength: 12 })
    expect(kinds(findings)).toEqual(['level shift at 40'])
    expect(findings[0]!.shift!.by).toBeGreaterThan(1.6)
    expect(findings[0]!.shift!.by).toBeLessThan(2)
    expect(findings[0]!.used).toBe(harmed[40])
    for (let t = 40; t < 84; t++) expect(repaired[t]).toBe(harmed[t])
  })

  it('with two empty periods has a stock-out found', () => {
    const { series } = months(60)
    const harmed = series.map((value, t) => (t === 41 || t === 42 ? 0 : value))
    expect(kinds(treated(harmed, { seasonLength: 12 }).findings)).toEqual(['stock-out at 41', 'stock-out at 42'])
  })

  it('that is empty every January has no stock-out, nor has one of small counts with zeros by chance', () => {
    const quiet = months(60).series.map((value, t) => (t % 12 === 0 ? 0 : value))
    expect(treated(quiet, { seasonLength: 12 }).findings).toEqual([])
    const random = randomFrom(11)
    for (let i = 0; i < 40; i++) {
      const counts = Array.from({ length: 60 }, () => poisson(random, 4))
      expect(treated(counts, { seasonLength: 12 }).findings).toEqual([])
    }
  })

  it('whose last period is not yet whole has it found and filled', () => {
    const { series, truth } = months(61)
    const { findings, series: repaired } = treated(series.with(60, 0.15 * truth[60]!), { seasonLength: 12 })
    expect(kinds(findings)).toEqual(['partial period at 60'])
    expect(Math.abs(repaired[60]! / truth[60]! - 1)).toBeLessThan(0.15)
  })

  it('of months whose last value is wildly high has it taken down, as it is mostly wild; a person may reject that', () => {
    const { series } = months(61)
    const harmed = series.with(60, 4 * series[60]!)
    const { findings, series: repaired } = treated(harmed, { seasonLength: 12 })
    expect(findings).toMatchObject([{ index: 60, kind: 'outlier', accepted: true }])
    expect(repaired[60]! / series[60]!).toBeCloseTo(1, 0)
    expect(applyFindings(harmed, findings.map(reject))).toEqual(harmed)
  })

  it('of years whose last value is high has it left, as it is mostly a new level, unless beyond all measure', () => {
    const years = Float64Array.from({ length: 20 }, (_, t) => 100 + ((t * 7) % 5))
    expect(treated(years.with(19, 170)).findings).toMatchObject([{ index: 19, kind: 'outlier', accepted: false }])
    expect(treated(years.with(19, 900)).findings).toMatchObject([{ index: 19, kind: 'outlier', accepted: true }])
  })

  it('of 24 months of 120 with 12,000 at its end makes no trend of it', () => {
    const flat = Float64Array.from({ length: 24 }, (_, t) => 120 + ((t * 7) % 5)).with(23, 12_000)
    const fitted = auto({ series: flat, seasonLength: 12 })
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    expect(Math.max(...fitted.forecast({ horizon: 12 }).mean)).toBeLessThan(200)
  })

  it('that fell silent is not filled up again', () => {
    const series = Float64Array.from({ length: 40 }, (_, t) => (t < 35 ? 100 + ((t * 7) % 11) : 0))
    expect(treated(series).findings).toEqual([])
  })

  it('without noise has nothing found in its rounding', () => {
    const wave = Array.from({ length: 46 }, (_, t) => Math.round(100 + 30 * Math.sin((Math.PI * t) / 6)))
    expect(treated(wave, { seasonLength: 12 }).findings).toEqual([])
    expect(treated(wave.map((_, t) => 3 * t + 1)).findings).toEqual([])
  })

  it('takes flagged periods for stock-outs, never downwards', () => {
    const { series } = months(60)
    const available = Array.from(series, (_, t) => t !== 20 && t !== 33)
    const given = series.with(20, 10).with(33, 3000)
    const { findings, series: repaired } = treated(given, { seasonLength: 12, available })
    expect(kinds(findings)).toEqual(['stock-out at 20', 'stock-out at 33'])
    expect(repaired[20]).toBeGreaterThan(200)
    expect(repaired[33]).toBe(3000)
  })

  it('keeps what people decided before', () => {
    const { series } = months(72)
    const harmed = series.with(30, 4000)
    const decided = treated(harmed, { seasonLength: 12 }).findings.map(reject)
    expect(treated(harmed, { seasonLength: 12, decided }).series).toEqual(harmed)
  })
})

describe('treatment', () => {
  const value = fc.oneof(
    fc.double({ min: 0.1, max: 1000, noNaN: true }),
    fc.constantFrom(0, 1e5, 1e12, Number.NaN, -50),
  )
  const histories = fc.array(value, { minLength: 1, maxLength: 50 })
  const seasons = fc.constantFrom(1, 4, 12)

  it('changes nothing without a finding, and rejecting all gives back the history', () => {
    fc.assert(
      fc.property(histories, seasons, (series, seasonLength) => {
        const found = treatHistory(series, { seasonLength })
        if (found.kind === 'declined') return
        expect(found.series).toEqual(applyFindings(series, found.findings))
        expect(applyFindings(series, found.findings.map(reject))).toEqual(Float64Array.from(series))
        for (const { used, strength } of found.findings) {
          expect(Number.isFinite(used)).toBe(true)
          expect(strength).toBeGreaterThan(4)
        }
        if (!found.findings.some(({ accepted, shift }) => accepted && shift)) {
          const touched = new Set(found.findings.map(({ index }) => index))
          for (const [t, given] of series.entries()) if (!touched.has(t)) expect(found.series[t]).toBe(given)
        }
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  it('finds the same in any unit', () => {
    fc.assert(
      fc.property(histories, seasons, (series, seasonLength) => {
        const once = treatHistory(series, { seasonLength })
        const scaled = treatHistory(
          series.map((each) => each * 1024),
          { seasonLength },
        )
        if (once.kind === 'declined' || scaled.kind === 'declined') return
        expect(kinds(scaled.findings)).toEqual(kinds(once.findings))
      }),
      { seed: 8, numRuns: 200 },
    )
  })
})

describe('auto on a harmed history', () => {
  const { series } = months(72)
  const harmed = series.with(70, 4000)
  const forecast = (given: AutoRequest) => {
    const fitted = auto({ seasonLength: 12, ...given })
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    return { fitted, mean: fitted.forecast({ horizon: 12 }).mean }
  }
  const distance = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, each, h) => sum + Math.abs(each - b[h]!), 0) / b.reduce((sum, each) => sum + each, 0)

  it('treats it and lists what it found; without treatment or with the finding rejected it does not', () => {
    const clean = forecast({ series }).mean
    const { fitted, mean } = forecast({ series: harmed })
    expect(kinds(fitted.findings)).toEqual(['outlier at 70'])
    expect(distance(mean, clean)).toBeLessThan(0.03)
    const none = forecast({ series: harmed, treat: 'none' })
    expect(none.fitted.findings).toEqual([])
    expect(distance(none.mean, clean)).toBeGreaterThan(0.06)
    expect(forecast({ series: harmed, treat: fitted.findings.map(reject) }).mean).toEqual(none.mean)
  })

  it('knows of periods with nothing to sell, and keeps what was decided', () => {
    const available = Array.from(series, (_, t) => t !== 20)
    const { fitted } = forecast({ series: series.with(20, 120), available })
    expect(kinds(fitted.findings)).toEqual(['stock-out at 20'])
    const decided = forecast({ series: harmed }).fitted.findings.map(reject)
    expect(forecast({ series: harmed, decided }).mean).toEqual(forecast({ series: harmed, treat: 'none' }).mean)
  })
})
