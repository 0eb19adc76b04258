import { describe, expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { fitHazard } from './fit.ts'
import { type DealHistory, snapshotOf } from './history.ts'
import { hazardScorer } from './outlook.ts'

const periodEnd = (day: number) => 91 * (Math.floor(day / 91) + 1)
const features = [{ name: 'sector', kind: 'category' as const }]

describe('the hazard of winning and losing', () => {
  const asOf = 1000
  const histories = lives(700, 3)
  const model = fitHazard({ histories, features, asOf, periodEnd })
  const scorer = hazardScorer(model, periodEnd)
  const stillOpen = histories.filter(({ createdOn, closed }) => createdOn <= asOf && closed!.on > asOf).slice(0, 5)

  it('gives chances that sum to 1, won and lost rising, whole weeks or not', () => {
    for (const history of stillOpen) {
      const chances = scorer.chances(snapshotOf(history, asOf), 45)
      expect(chances.at(-1)!.daysAhead).toBe(45)
      for (const [i, { won, lost, open }] of chances.entries()) {
        expect(won + lost + open).toBeCloseTo(1, 12)
        expect(won).toBeGreaterThanOrEqual(i === 0 ? 0 : chances[i - 1]!.won)
      }
      expect(scorer.winWithin(snapshotOf(history, asOf), 45)).toBe(chances.at(-1)!.won)
      expect(scorer.winWithin(snapshotOf(history, asOf), 0)).toBe(0)
    }
  })

  it('expects as many wins as deals born alike have, within four standard errors', () => {
    const fresh = lives(3000, 99)
    let [expected, variance, came] = [0, 0, 0]
    for (const history of fresh) {
      const chance = scorer.winWithin(snapshotOf(history, history.createdOn), 60)
      expected += chance
      variance += chance * (1 - chance)
      if (history.closed!.as === 'won' && history.closed!.on <= history.createdOn + 60) came++
    }
    // The model has errors of its own beside those of the draw, of the size of 700 deals learned from.
    expect(Math.abs(came - expected)).toBeLessThan(4 * Math.sqrt(variance * (1 + 3000 / 700)))
  })

  it('is not pulled up by deals that closed in the week that what is known cuts off', () => {
    // Every deal lives 50 days or more; half of those known for 52 closed on day 50, in a week that ends after day 52.
    const cut = Array.from({ length: 60 }, (_, i): DealHistory => {
      const closed = { on: i % 2 ? 50 : 90, as: i % 4 === 1 ? ('won' as const) : ('lost' as const) }
      return {
        id: `D${i}`,
        createdOn: 0,
        versions: [{ from: 0, values: { sector: 'x' }, expectedClose: null }],
        closed,
      }
    })
    const { baseRate } = fitHazard({ histories: cut, features, asOf: 52, periodEnd }).close
    // Three in seven of the weeks that hold day 50 end in time: about 0.03 of the rows; counted in all of them it were 0.07.
    expect(baseRate).toBeLessThan(0.045)
  })

  it('has reasons that sum to the log odds of winning in time, to 1e-9, and names what decides', () => {
    for (const history of stillOpen.slice(0, 3)) {
      const { logOdds, baseline, contributions, probability } = scorer.explain(snapshotOf(history, asOf), 45)
      expect(Math.abs(contributions.reduce((sum, part) => sum + part.logOdds, baseline) - logOdds)).toBeLessThan(1e-9)
      expect(probability).toBeCloseTo(scorer.winWithin(snapshotOf(history, asOf), 45), 9)
      expect(contributions.some(({ column }) => column === 'sector')).toBe(true)
    }
  })

  it('does not change when what happened after its day, or was written at closing, changes', () => {
    const altered = histories.map((history): DealHistory => {
      const closedOn = history.closed!.on
      const end = { from: closedOn, values: { sector: 'written at closing' }, expectedClose: closedOn }
      const later = { on: closedOn, as: history.closed!.as === 'won' ? ('lost' as const) : ('won' as const) }
      return { ...history, versions: [...history.versions, end], closed: closedOn > asOf ? later : history.closed }
    })
    expect(JSON.stringify(fitHazard({ histories: altered, features, asOf, periodEnd }))).toBe(JSON.stringify(model))
  })
})

describe('a snapshot', () => {
  const versions = [
    { from: 10, values: { sector: 'a' }, expectedClose: 60 },
    { from: 30, values: { sector: 'b' }, expectedClose: 90 },
    { from: 50, values: { sector: 'won!' }, expectedClose: 50 },
  ]
  const history: DealHistory = { id: 'D1', createdOn: 10, versions, closed: { on: 50, as: 'won' } }

  it('reads only what was known on its day', () => {
    expect(snapshotOf(history, 29)).toMatchObject({ values: { sector: 'a' }, pushes: 0, age: 19 })
    expect(snapshotOf(history, 49)).toMatchObject({ values: { sector: 'b' }, pushes: 1, unchangedDays: 19 })
  })

  it('is refused on the day of closing and before the first version', () => {
    expect(() => snapshotOf(history, 50)).toThrow('closed on day 50')
    expect(() => snapshotOf(history, 9)).toThrow('no version on day 9')
  })

  it('and columns that the hazard makes itself are refused', () => {
    const clash = [{ name: 'age', kind: 'numeric' as const }]
    expect(() => fitHazard({ histories: [history], features: clash, asOf: 60, periodEnd })).toThrow('"age"')
  })
})

/** Deals of two sectors with constant daily hazards: cafés win soon, offices lose. */
function lives(count: number, seed: number): DealHistory[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, i) => {
    const createdOn = random.whole(950)
    const sector = random.uniform() < 0.5 ? 'cafés' : 'offices'
    const on = createdOn + 1 + Math.floor(-50 * Math.log(1 - random.uniform()))
    const as = random.uniform() < (sector === 'cafés' ? 0.75 : 0.2) ? ('won' as const) : ('lost' as const)
    return {
      id: `D${i}`,
      createdOn,
      versions: [{ from: createdOn, values: { sector }, expectedClose: null }],
      closed: { on, as },
    }
  })
}
