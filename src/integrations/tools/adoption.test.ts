import { expect, test } from 'vitest'
import { perUser } from './adoption.ts'

test('12,000.00 a year for 7 active users are 1,714.29 each, and of 10 seats 3 are not used', () => {
  expect(perUser({ costPerYearMinor: 1_200_000, seats: 10, activeUsers90: 7 })).toEqual({
    costPerActiveUserMinor: 171_429,
    whyNoCostPerUser: null,
    unusedSeats: 3,
  })
})

test('a half goes up, and a sum near the limit of exact numbers stays exact', () => {
  expect(perUser({ costPerYearMinor: 5, seats: null, activeUsers90: 2 }).costPerActiveUserMinor).toBe(3)
  expect(perUser({ costPerYearMinor: 9_007_199_254_740_991, seats: 1, activeUsers90: 1 }).costPerActiveUserMinor).toBe(
    9_007_199_254_740_991,
  )
})

test('what cannot be told is null with the reason, never zero', () => {
  expect(perUser({ costPerYearMinor: 100, seats: 5, activeUsers90: 0 })).toMatchObject({
    costPerActiveUserMinor: null,
    whyNoCostPerUser: 'Nobody signed in for 90 days.',
    unusedSeats: 5,
  })
  expect(perUser({ costPerYearMinor: null, seats: 5, activeUsers90: null })).toMatchObject({
    whyNoCostPerUser: 'No cost per year is known.',
    unusedSeats: null,
  })
})
