import { expect, it } from 'vitest'
import { cleanNumber } from './clean-values.ts'

it('figures are what people expect of decimals, at any size and sign', () => {
  expect([422274.99999999994, 266.66666666666606, 0.1 + 0.2, -1.1 * 3, 2 / 3e7].map(cleanNumber)).toEqual([
    422275, 266.666666667, 0.3, -3.3, 6.66666666667e-8,
  ])
  expect(Object.is(cleanNumber(-0), 0)).toBe(true)
  for (const value of [0, 17, 1e15, 123456789.123, Number.POSITIVE_INFINITY]) expect(cleanNumber(value)).toBe(value)
})
