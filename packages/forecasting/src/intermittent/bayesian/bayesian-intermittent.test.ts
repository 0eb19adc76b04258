import { describe, expect, it } from 'vitest'
import type { Values } from '../../contract.ts'
import { quantilesOf } from '../../intervals/distribution.ts'
import { randomFrom } from '../../numerics/random.ts'
import { bayesianIntermittent, learnPrior } from './bayesian-intermittent.ts'
import { pairs, slopes, wanders } from './filter.ts'
import type { IntermittentPrior } from './prior.ts'

type Chance = (i: number, t: number) => number

/** Histories of 60 periods with sizes of 1 to 4, whose chances come from `chance`. */
function simulated(given: { count: number; seed: number; chance: Chance }): Float64Array[] {
  const random = randomFrom(given.seed)
  return Array.from({ length: given.count }, (_, i) =>
    Float64Array.from({ length: 60 }, (_, t) =>
      random.uniform() < given.chance(i, t) ? 1 + Math.floor(4 * random.uniform()) : 0,
    ),
  )
}

function meansOf(series: Values, prior?: IntermittentPrior): Float64Array {
  const fitted = bayesianIntermittent().fit(series, prior ? { prior } : {})
  return fitted.kind === 'fitted' ? fitted.forecast({ horizon: 12 }).mean : new Float64Array(12)
}

/** How far the forecasts of the next 12 periods together are from what their chances make of sizes of 2.5. */
function biasOf(given: { set: readonly Float64Array[]; chance: Chance; prior?: IntermittentPrior }): number {
  let [forecast, expected] = [0, 0]
  for (const [i, series] of given.set.entries()) {
    for (const [h, mean] of meansOf(series, given.prior).entries()) {
      forecast += mean
      expected += 2.5 * given.chance(i, 60 + h)
    }
  }
  return forecast / expected - 1
}

const steady: IntermittentPrior = {
  pairs: Array.from({ length: pairs }, (_, pair) => (pair === slopes.indexOf(0) * wanders.length ? 1 : 0)),
  ...{ recent: [], hazard: 0, hazardAhead: 0, sizes: [1, 0, 0], taught: 0, level: 1 },
}

const quiet = new Array<number>(12).fill(0)

describe('the Bayesian intermittent model', () => {
  it('is the mean of the history where the chance is known to be steady', () => {
    const series = Array.from({ length: 48 }, (_, t) => (t % 4 === 1 ? 2 + (t % 3) : 0))
    const mean = series.reduce((sum, value) => sum + value / series.length, 0)
    expect(meansOf(series, steady)[11]! / mean).toBeCloseTo(1, 1)
  })

  it('weighs inactivity by Bayes: sold in nearly every period, then three without', () => {
    const series = [...new Array<number>(57).fill(1), 0, 0, 0]
    // After 57 of 57 the next three are without a demand with probability 1/58, 2/59, 3/60 (a chance alike on the log odds).
    const lives = [1, 1 / 58, (1 / 58) * (2 / 59), (1 / 58) * (2 / 59) * (3 / 60)]
    const alive = 0.99 ** 3 * lives[3]!
    const ended = 0.01 * (lives[0]! + 0.99 * lives[1]! + 0.99 ** 2 * lives[2]!)
    const expected = ((alive / (alive + ended)) * 57) / 60
    expect(meansOf(series, { ...steady, hazard: 0.01 })[0]! / expected).toBeGreaterThan(0.3)
    expect(meansOf(series, { ...steady, hazard: 0.01 })[0]! / expected).toBeLessThan(3)
  })

  it('says little of a rare seller by inactivity, nearly all of a frequent one; of missing periods nothing', () => {
    const rare = Array.from({ length: 60 }, (_, t) => (t % 10 === 9 ? 1 : 0))
    const frequent = new Array<number>(60).fill(1)
    const left = (series: number[], after: number[]) => meansOf([...series, ...after])[0]! / meansOf(series)[0]!
    expect(left(rare, quiet)).toBeGreaterThan(0.5)
    expect(left(frequent, quiet)).toBeLessThan(1e-4)
    expect(left(frequent, new Array<number>(12).fill(Number.NaN))).toBeGreaterThan(0.8)
  })

  it('takes one period at a time exactly as a refit would', () => {
    const [series] = simulated({ count: 1, seed: 5, chance: () => 0.3 })
    let fitted = bayesianIntermittent().fit(series!)
    for (const value of [0, 3, 0, Number.NaN, 2]) {
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      fitted = fitted.update(value)
    }
    const whole = bayesianIntermittent().fit([...series!, 0, 3, 0, Number.NaN, 2])
    if (fitted.kind === 'declined' || whole.kind === 'declined') throw new Error('declined')
    const [one, other] = [fitted, whole].map((each) => each.forecast({ horizon: 6, levels: [80] }))
    expect(one!.intervals[0]!.hi).toEqual(other!.intervals[0]!.hi)
    for (let h = 0; h < 6; h++) expect(one!.mean[h]! / other!.mean[h]!).toBeCloseTo(1, 9)
  })

  it('forgets what was not sold for 5,000 periods, without running out of numbers', () => {
    const mean = meansOf([1, 1, 0, 1, ...new Array<number>(5000).fill(0)])
    expect(mean.every((value) => value >= 0 && value < 1e-3)).toBe(true)
  })

  it('declines what is never sold or negative', () => {
    expect(bayesianIntermittent().fit([0, 0, 0])).toMatchObject({ kind: 'declined' })
    expect(bayesianIntermittent().fit([0, -2, 3])).toMatchObject({ reason: expect.stringContaining('got -2') })
  })
})

describe('prior learned from related series', () => {
  it('forecast that a fading goes on: the total of 300 series is nearly right, and far too high without them', () => {
    const chance: Chance = (i, t) => 1 / (1 + Math.exp(0.2 + (i % 5) / 4 + 0.02 * t))
    const set = simulated({ count: 300, seed: 21, chance })
    expect(Math.abs(biasOf({ set, chance, prior: learnPrior(set) }))).toBeLessThan(0.08)
    expect(biasOf({ set, chance })).toBeGreaterThan(0.15)
  })

  it('leave steady demand as it is', () => {
    const chance: Chance = (i) => 0.15 + (i % 5) / 10
    const set = simulated({ count: 300, seed: 22, chance })
    expect(Math.abs(biasOf({ set, chance, prior: learnPrior(set) }))).toBeLessThan(0.03)
  })

  it('know when items ended together: half of them five periods ago', () => {
    const chance: Chance = (i, t) => (i % 2 === 0 && t >= 55 ? 0 : 0.4)
    const set = simulated({ count: 200, seed: 23, chance })
    const prior = learnPrior(set)
    expect(prior.recent[4]).toBeGreaterThan(0.35)
    expect(prior.recent[4]).toBeLessThan(0.6)
    expect(Math.max(...prior.recent.slice(6))).toBeLessThan(0.1)
    const sold = (rest: number, known?: IntermittentPrior) =>
      set.reduce((sum, series, i) => sum + (i % 2 === rest ? meansOf(series, known)[0]! / 100 : 0), 0)
    expect(sold(0, prior)).toBeLessThan(0.1)
    expect(sold(0)).toBeGreaterThan(0.4)
    expect(sold(1, prior)).toBeGreaterThan(0.85)
    expect(prior.pairs.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
  })

  it('are the usual ones where nothing was read', () => {
    const { hazard, pairs: some } = learnPrior([])
    expect(hazard).toBeCloseTo(learnPrior([[0, 0, 0]]).hazard, 12)
    expect(some).toHaveLength(pairs)
  })
})

describe('its quantiles', () => {
  it('count one more size than was seen, by hand', () => {
    const series = [5, 7, 5, 7]
    const fitted = bayesianIntermittent().fit(series, { prior: steady })
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const chance = fitted.forecast({ horizon: 1 }).mean[0]! / 6
    // Four of five sizes are 5 or 7 alike; the fifth is geometric with mean 6: 5 or less with probability 1 - (5/6)^5.
    const five = 1 - chance + chance * (0.8 * 0.5 + 0.2 * (1 - (5 / 6) ** 5))
    const at = (p: number) => quantilesOf({ fitted, horizon: 1, probabilities: [p] }).values[0]![0]
    expect([at(five - 1e-4), at(five + 1e-4)]).toEqual([5, 6])
    expect(at((1 - chance) * 0.99)).toBe(0)
  })

  it('count in the unit that sizes are multiples of, at any scale', () => {
    const series = Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 12 * (1 + (t % 2)) : 0))
    const upper = (scale: number) => {
      const fitted = bayesianIntermittent().fit(series.map((value) => value * scale))
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      return fitted.forecast({ horizon: 1, levels: [95] }).intervals[0]!.hi[0]!
    }
    expect(upper(1) % 12).toBe(0)
    expect(upper(0.1) / upper(1)).toBeCloseTo(0.1, 9)
  })

  it('are passed as often as they say: 90 and 97.5 % with the prior of the set', () => {
    const chance: Chance = (i, t) => (t > 30 + i / 5 ? 0.1 : 0.2 + (i % 4) / 8)
    const set = simulated({ count: 300, seed: 24, chance })
    const prior = learnPrior(set)
    const probabilities = [0.9, 0.975]
    const [below, within] = [
      [0, 0],
      [0, 0],
    ]
    for (const [s, series] of set.entries()) {
      const fitted = bayesianIntermittent().fit(series, { prior })
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      const { values } = quantilesOf({ fitted, horizon: 12, probabilities })
      for (let h = 0; h < 12; h++) {
        for (const i of [0, 1]) {
          const [next, q] = [chance(s, 60 + h), values[i]![h]!]
          below[i]! += (q === 0 ? 0 : 1 - next * (1 - Math.min(4, q - 1) / 4)) / (12 * set.length)
          within[i]! += (1 - next * (1 - Math.min(4, q) / 4)) / (12 * set.length)
        }
      }
    }
    for (const i of [0, 1]) {
      expect(below[i]).toBeLessThan(probabilities[i]! + 0.015)
      expect(within[i]).toBeGreaterThan(probabilities[i]! - 0.015)
    }
  })
})
