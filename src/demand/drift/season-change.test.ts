import { auto } from '@drumbeat/forecasting'
import { describe, expect, test } from 'vitest'
import { fitTreated } from '../treated.ts'
import { findSeasonChange, withNewSeason } from './season-change.ts'

/** Normal deviates in pairs (Box & Muller 1958) from a linear congruential generator. */
function noise(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return (state + 1) / (2 ** 32 + 1)
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** Months around a hundred that grow by a third a year, with a peak in month `peak`, and another one from `changes` on. */
function months(given: { count: number; seed: number; spread: number; peaks: [number, number]; changes: number }) {
  const next = noise(given.seed)
  return Float64Array.from({ length: given.count }, (_, t) => {
    const peak = t < given.changes ? given.peaks[0] : given.peaks[1]
    const season = 0.5 * Math.cos((2 * Math.PI * (t - peak)) / 12)
    return 100 * Math.exp(0.004 * t + season + given.spread * next())
  })
}

const moved = (seed: number, count = 48) => months({ count, seed, spread: 0.1, peaks: [5, 8], changes: 36 })
const steady = (seed: number, count = 48) => months({ count, seed, spread: 0.1, peaks: [5, 5], changes: 36 })
const seeds = Array.from({ length: 200 }, (_, i) => 11 + 7919 * i)

describe('a season that changed', () => {
  test('is found where it changed, in nearly every series; a season that stayed in hardly any', () => {
    const found = seeds.map((seed) => findSeasonChange(moved(seed), 12))
    expect(found.filter((each) => each?.at === 36).length).toBeGreaterThan(195)
    const alarms = seeds.filter((seed) => findSeasonChange(steady(seed), 12))
    expect(alarms.length).toBeLessThanOrEqual(2)
  })

  test('is found again a year later', () => {
    expect(findSeasonChange(moved(3, 60), 12)?.at).toBe(36)
  })

  test('is not found in one odd month, in zeros, or in less than three years', () => {
    const odd = steady(5)
    odd[40]! *= 4
    expect(findSeasonChange(odd, 12)).toBeNull()
    const zeros = moved(5)
    zeros[20] = 0
    expect(findSeasonChange(zeros, 12)).toBeNull()
    expect(findSeasonChange(moved(5, 35), 12)).toBeNull()
  })

  test('brings the years before to its shape, near the truth, and keeps their sums about', () => {
    const values = moved(3)
    const change = findSeasonChange(values, 12)!
    const brought = withNewSeason(values, change)
    const truth = (t: number) =>
      Math.exp(0.5 * (Math.cos((2 * Math.PI * (t - 8)) / 12) - Math.cos((2 * Math.PI * (t - 5)) / 12)))
    for (let t = 0; t < 36; t++) expect(Math.abs(Math.log(brought[t]! / values[t]! / truth(t)))).toBeLessThan(0.45)
    expect(brought.slice(36)).toEqual(values.slice(36))
  })

  test('is forecast better for being found: models are chosen on years of one shape', () => {
    let [plain, found] = [0, 0]
    for (const seed of seeds.slice(0, 12)) {
      const all = moved(seed, 60)
      const known = all.slice(0, 48)
      const task = { from: 0, closed: 48, seasonLength: 12, decided: [], siblings: [], priors: [] }
      const treated = fitTreated(task, known)
      expect(treated.findings.some(({ kind, at, accepted }) => kind === 'season change' && at === 36 && accepted)).toBe(
        true,
      )
      plain += miss(all, auto({ series: known, seasonLength: 12, nonNegative: true }))
      found += miss(all, treated.fitted)
      const rejected = fitTreated({ ...task, decided: [{ at: 36, kind: 'season change', accepted: false }] }, known)
      expect(rejected.findings.find(({ kind }) => kind === 'season change')!.accepted).toBe(false)
    }
    expect(found).toBeLessThan(0.9 * plain)
  })
})

function miss(all: Float64Array, fitted: ReturnType<typeof fitTreated>['fitted']): number {
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  const { mean } = fitted.forecast({ horizon: 12 })
  return mean.reduce((sum, value, step) => sum + Math.abs(value - all[48 + step]!), 0)
}
