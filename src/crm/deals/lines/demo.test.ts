import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from './demo.ts'

test('lines of an invented deal add up to its amount to the cent, or it has none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 1, max: 5000 }), (amount, quantity) => {
      const parts = partsOf(amount, quantity)
      if (!parts) return
      expect(parts.unit * quantity + parts.otherUnit * parts.others).toBe(amount)
      expect(Math.min(parts.unit, parts.otherUnit + 1)).toBeGreaterThan(0)
    }),
  )
  expect(partsOf(10_000, 3000)).toBeNull()
})
