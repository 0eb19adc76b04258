import { expect, test } from 'vitest'
import { type Known, ownPlan } from './own-plan.ts'

const seller = (tenure: number | null, at: number) => ({ id: `seller ${at}`, name: `Seller ${at}`, tenure })

const known: Known = {
  from: '2027-01-01',
  sellers: [null, null, null, 2].map(seller),
  wonBefore: Array.from({ length: 12 }, () => 300_000),
  ramped: 100_000,
  ramp: Array.from({ length: 12 }, (_, nth) => ({
    month: nth + 1,
    hires: 1,
    share: Math.min(1, (nth + 1) / 4),
    low: null,
    high: null,
  })),
}
const asked = { growth: 0.5, targetMinor: null, presence: 0.9, hires: [] }

test('the target needs so many ramped people, there are fewer, and hires by a month would close the gap', () => {
  const plan = ownPlan(known, asked)
  // 3.6 M + 50 % = 5.4 M; a ramped head brings 0.9 x 100,000 a month: 5 heads are needed all year.
  expect(plan.targetMinor).toBe(5_400_000)
  expect(plan.neededHeads).toBeCloseTo(5, 12)
  // Three ramped all year, the fourth at 0.75 in January and ramped from then on.
  expect(plan.rampedHeads).toBeCloseTo(3 + (0.75 + 11) / 12, 12)
  expect(plan.months[0]).toMatchObject({ heads: 4, rampedHeads: 3.75, target: 450_000, capacity: 337_500 })
  // The people behind the figure of a month bring it together.
  expect(plan.sellers.map(({ shares }) => shares[0])).toEqual([1, 1, 1, 0.75])
  expect(plan.months.reduce((total, { target }) => total + target, 0)).toBe(plan.targetMinor)
  // One who starts in January brings 0.25 + 0.5 + 0.75 + 9 months; 12 months x 5 less 47.75 ramped months are missing.
  expect(plan.hiresNeeded[0]).toEqual({ month: 0, hires: Math.ceil((60 - 47 + 0.25 - 0.0) / 10.5) })
})

test('a scenario of hires stands beside the plan as it is', () => {
  const plan = ownPlan(known, { ...asked, hires: [{ month: 1, heads: 2 }] })
  expect(plan.months[0]!.withHires!.heads).toBe(4)
  expect(plan.months[1]!.withHires!.rampedHeads).toBeCloseTo(4.5, 12)
  expect(plan.scenarioGapMinor!).toBeGreaterThan(plan.gapMinor)
})

test('without hires that ramped, all sellers of the last year tell what a head brings; without sales nothing does', () => {
  expect(ownPlan({ ...known, ramped: null }, asked)).toMatchObject({
    perHeadBasis: 'all sellers, last 12 months',
    perHeadMinor: Math.round(3_600_000 / 38),
  })
  expect(ownPlan({ ...known, ramped: null, wonBefore: known.wonBefore.map(() => 0) }, asked)).toMatchObject({
    perHeadMinor: null,
    neededHeads: null,
    hiresNeeded: [],
  })
})

test('with too few hires to tell a ramp, new people ramp evenly over six months', () => {
  const plan = ownPlan(
    { ...known, sellers: [null, null].map(seller), ramp: [] },
    { ...asked, hires: [{ month: 0, heads: 1 }] },
  )
  expect(plan.rampBasis).toBe('evenly over six months')
  expect(plan.months.map(({ withHires }) => withHires!.rampedHeads - 2).slice(0, 7)).toEqual(
    [1, 2, 3, 4, 5, 6, 6].map((each) => expect.closeTo(each / 6, 10)),
  )
})
