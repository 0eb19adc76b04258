import { expect, test } from 'vitest'
import { capacityOf, hiresNeeded, plannedMonths } from './capacity.ts'
import { rampOf } from './ramp.ts'

test('7 ramped people x 150,000 x 0.85 and 3 ramping x 150,000 x 0.4 can bring 1,072,500', () => {
  const one = { presence: '1', ramp: '1' }
  const found = capacityOf([
    { ...one, name: 'ramped', heads: '7', quota: '150000', attainment: '0.85' },
    { ...one, name: 'ramping', heads: '3', quota: '150000', attainment: '0.4' },
  ])
  expect(found).toMatchObject({ total: '1072500', groups: [{ capacity: '892500' }, { capacity: '180000' }] })
})

test('a hire counts by the ramp curve, a leaver until the month of leaving, and the gap is told in money and heads', () => {
  const seats = [
    { startsIn: -20, endsIn: 2 },
    { startsIn: 1, endsIn: null },
  ]
  const months = plannedMonths({
    seats,
    ramp: [0, 0.5, 1],
    quotaPerMonth: 100,
    presence: 1,
    attainment: 1,
    targets: [100, 100, 100, 100],
  })
  expect(months.map(({ heads, rampedHeads, gap, gapHeads }) => [heads, rampedHeads, gap, gapHeads])).toEqual([
    [1, 1, 0, 0],
    [2, 1, 0, 0],
    [1, 0.5, -50, -0.5],
    [1, 1, 0, 0],
  ])
})

test('the later the hires start, the more of them are needed, until they come too late', () => {
  const given = { seats: [], ramp: [0, 1], quotaPerMonth: 100, presence: 1, attainment: 1, targets: [100, 100, 100] }
  expect(hiresNeeded(given)).toEqual([
    { month: 0, hires: 2 },
    { month: 1, hires: 3 },
    { month: 2, hires: null },
  ])
})

test('a planted ramp of four months is found in a company’s own hires', () => {
  const months = Array.from({ length: 24 }, (_, k) => 1000 * Math.min(1, (k + 1) / 4))
  const { ramped, months: curve } = rampOf(
    Array.from({ length: 5 }, (_, nth) => ({ personId: `${nth}`, months })),
    1,
  )
  expect(ramped).toBe(1000)
  expect(curve.slice(0, 5).map(({ share }) => share)).toEqual([0.25, 0.5, 0.75, 1, 1])
})
