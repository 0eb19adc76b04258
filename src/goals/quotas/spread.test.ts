import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prorated, spread, spreadQuotas } from './spread.ts'

test('parts sum exactly to what is spread, whatever the weights and the rounding', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.nat(2_000_000_000), weights, fc.constantFrom(1, 100, 100_000), (total, given, step) => {
      const parts = spread(
        total,
        given.map((weight, at) => ({ key: `${at}`, weight })),
        step,
      )
      expect(parts.reduce((sum, each) => sum + each, 0)).toBe(total)
    }),
  )
})

test('a target is spread over people by potential and over quarters by season, with its over-assignment', () => {
  const quarters = [
    { key: 'Q1', weight: 1 },
    { key: 'Q2', weight: 3 },
  ]
  const found = spreadQuotas({
    targetMinor: 1_000_00,
    overAssignment: 0.1,
    stepMinor: 1_00,
    subjects: [
      { key: 'Ada', weight: 2 },
      { key: 'Bo', weight: 1 },
    ],
    periods: quarters,
  })
  expect(found).toEqual({
    assignedMinor: 1_100_00,
    subjects: [
      {
        key: 'Ada',
        amountMinor: 733_00,
        periods: [
          { key: 'Q1', amountMinor: 183_00 },
          { key: 'Q2', amountMinor: 550_00 },
        ],
      },
      {
        key: 'Bo',
        amountMinor: 367_00,
        periods: [
          { key: 'Q1', amountMinor: 92_00 },
          { key: 'Q2', amountMinor: 275_00 },
        ],
      },
    ],
  })
})

test('a quota that changes hands within its period is prorated by days, and the two parts sum to it', () => {
  expect(prorated(100_00, { held: 30, whole: 90 })).toEqual({ heldMinor: 33_33, restMinor: 66_67 })
})
