import { describe, expect, it } from 'vitest'
import { type Random, randomFrom } from '../random.ts'
import { bookingsChange } from './change.ts'
import { comingDeals } from './coming.ts'
import { commonSpread, conditionalChances, factorPoints } from './common-factor.ts'
import { bookingsDistribution } from './distribution.ts'

const open = [
  { id: 'A', chance: 0.8, amount: 40_000 },
  { id: 'B', chance: 0.35, amount: 90_000 },
  { id: 'C', chance: 0.1, amount: 250_000 },
  { id: 'D', chance: 0.5, amount: 15_000 },
]

describe('bookings of open deals', () => {
  it('are those of enumerating every way the deals can end', () => {
    const bookings = bookingsDistribution({ closed: 100_000, open })
    for (const amount of [105_000, 160_000, 220_000, 300_000, 420_000]) {
      expect(bookings.atLeast(amount)).toBeCloseTo(enumerated(amount, 0), 9)
    }
    expect(bookings.mean).toBeCloseTo(100_000 + 32_000 + 31_500 + 25_000 + 7500, 6)
  })

  it('share their luck: the same mean, wider, and still those of enumeration', () => {
    const [apart, together] = [0, 1.2].map((spread) => bookingsDistribution({ closed: 100_000, open, spread }))
    expect(together!.mean).toBe(apart!.mean)
    expect(together!.deviation).toBeGreaterThan(1.1 * apart!.deviation)
    expect(together!.atLeast(300_000)).toBeCloseTo(enumerated(300_000, 1.2), 9)
  })

  it('have parts that sum to the mean, and moves that sum to the change', () => {
    const before = bookingsDistribution({ closed: 100_000, open })
    const moved = [{ ...open[1]!, chance: 0.6 }, ...open.slice(2), { id: 'E', chance: 0.2, amount: 50_000 }]
    const after = bookingsDistribution({ closed: 140_000, open: moved })
    const { change, moves } = bookingsChange(before, after)
    expect(moves.reduce((sum, move) => sum + move.change, 0)).toBeCloseTo(change, 9)
    expect(moves.map(({ id }) => id)).toEqual(['(closed)', 'A', 'B', 'E'])
    expect(after.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(after.mean, 9)
  })

  it('of twenty thousand small deals have the deviation and the range of a binomial number of them', () => {
    const [count, chance, amount] = [20_000, 0.3, 1000]
    const many = Array.from({ length: count }, (_, nth) => ({ id: String(nth), chance, amount }))
    const { mean, deviation, quantile, atLeast } = bookingsDistribution({ closed: 0, open: many })
    const exact = amount * Math.sqrt(count * chance * (1 - chance))
    expect(mean).toBeCloseTo(count * chance * amount, 3)
    expect(deviation / exact).toBeCloseTo(1, 2)
    expect((quantile(0.9) - mean) / exact).toBeCloseTo(1.2816, 2)
    expect(atLeast(mean + 2 * exact)).toBeCloseTo(0.0228, 2)
  })

  it('of few small deals beside a large one are those of each by itself', () => {
    const large = { id: 'L', chance: 0.4, amount: 1_000_000 }
    const small = Array.from({ length: 12 }, (_, nth) => ({ id: String(nth), chance: 0.2, amount: 500 + nth }))
    const { mean, atLeast, quantile } = bookingsDistribution({ closed: 0, open: [large, ...small] })
    expect(mean).toBeCloseTo(400_000 + 0.2 * small.reduce((sum, each) => sum + each.amount, 0), 6)
    expect(atLeast(900_000)).toBeCloseTo(0.4, 5)
    expect(quantile(0.5)).toBeLessThan(5000)
  })

  it('without any open deal are what is closed', () => {
    const { mean, deviation, quantile, atLeast } = bookingsDistribution({ closed: 5000, open: [] })
    expect([mean, deviation, quantile(0.1), quantile(0.9), atLeast(5000), atLeast(5001)]).toEqual([
      5000, 0, 5000, 5000, 1, 0,
    ])
  })

  it('refuse chances and amounts that cannot be, naming the deal', () => {
    expect(() => bookingsDistribution({ closed: 0, open: [{ id: 'X', chance: 1.2, amount: 1 }] })).toThrow('Deal X')
    expect(() => bookingsDistribution({ closed: Number.NaN, open })).toThrow('NaN')
  })
})

describe('with amounts that change and deals still to come', () => {
  it('have the mean, spread and range of a seeded simulation', () => {
    const ratios = [0.5, 0.8, 0.9, 1, 1, 1.05, 1.3]
    const coming = { expected: 2.5, size: 4, amounts: [10_000, 20_000, 45_000] }
    const bookings = bookingsDistribution({ closed: 0, open, coming, ratios, spread: 0.7 })
    const draws = simulated({ ratios, coming, spread: 0.7, count: 100_000 })
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length)
    expect(bookings.mean / mean).toBeCloseTo(1, 1.7)
    expect(bookings.deviation / deviation).toBeCloseTo(1, 1.7)
    for (const p of [0.1, 0.5, 0.9])
      expect(bookings.atLeast(draws[Math.floor(p * draws.length)]!)).toBeCloseTo(1 - p, 1.7)
  })

  it('expect as many coming deals as the pace and the time left give', () => {
    const deals = Array.from({ length: 364 }, (_, day) => {
      const late = { on: day + 20, as: day % 2 ? ('won' as const) : ('lost' as const) }
      return { createdOn: day, amount: 1000, closed: late.on < 364 ? late : undefined }
    })
    const coming = comingDeals({ deals, today: 364, periodEnd: 364 + 60 })
    // One deal a day, half won after 20 days: those of the first 40 days are in time.
    expect(coming.expected).toBeCloseTo(20, 0)
    expect(comingDeals({ deals, today: 364, periodEnd: 364 }).expected).toBe(0)
  })
})

describe('the common factor', () => {
  it('leaves each chance as it is on average', () => {
    for (const chance of [0.01, 0.3, 0.97]) {
      const chances = conditionalChances(chance, 1.1)
      expect(chances.reduce((sum, each) => sum + each, 0) / chances.length).toBeCloseTo(chance, 10)
    }
  })

  it('is found again from past periods, and near none where there is none', () => {
    for (const [spread, lo, hi] of [
      [0, 0, 0.25],
      [0.8, 0.55, 1.1],
    ] as const) {
      const random = randomFrom(5)
      const periods = Array.from({ length: 40 }, () => {
        const point = random.whole(factorPoints.length)
        const chances = Array.from({ length: 60 }, () => 0.1 + 0.7 * random.uniform())
        const won = chances.map((chance) => (random.uniform() < conditionalChances(chance, spread)[point]! ? 1 : 0))
        return { chances, won }
      })
      expect(commonSpread(periods)).toBeGreaterThanOrEqual(lo)
      expect(commonSpread(periods)).toBeLessThan(hi)
    }
  })
})

function enumerated(amount: number, spread: number): number {
  const chances = open.map(({ chance }) => conditionalChances(chance, spread))
  let sum = 0
  for (let mask = 0; mask < 2 ** open.length; mask++) {
    const total = open.reduce((all, deal, i) => all + ((mask >> i) & 1 ? deal.amount : 0), 100_000)
    if (total < amount) continue
    for (const [z] of factorPoints.entries()) {
      sum +=
        open.reduce((p, _, i) => p * ((mask >> i) & 1 ? chances[i]![z]! : 1 - chances[i]![z]!), 1) / factorPoints.length
    }
  }
  return sum
}

function simulated(given: {
  ratios: number[]
  coming: { expected: number; size: number; amounts: number[] }
  spread: number
  count: number
}): number[] {
  const { ratios, coming, spread, count } = given
  const random = randomFrom(77)
  const chances = open.map(({ chance }) => conditionalChances(chance, spread))
  const lucks = factorPoints.map((point) => Math.exp(spread * point))
  const meanLuck = lucks.reduce((sum, luck) => sum + luck, 0) / lucks.length
  const draws = Array.from({ length: count }, () => {
    const z = random.whole(factorPoints.length)
    let sum = 0
    for (const [i, deal] of open.entries()) {
      if (random.uniform() < chances[i]![z]!) sum += deal.amount * ratios[random.whole(ratios.length)]!
    }
    // A gamma rate of whole size is a sum of exponentials.
    let rate = 0
    for (let k = 0; k < coming.size; k++) rate -= Math.log(1 - random.uniform()) / coming.size
    let waited = exponential(random)
    for (; waited < (coming.expected * rate * lucks[z]!) / meanLuck; waited += exponential(random)) {
      sum += coming.amounts[random.whole(3)]!
    }
    return sum
  })
  return draws.sort((a, b) => a - b)
}

function exponential(random: Random): number {
  return -Math.log(1 - random.uniform())
}
