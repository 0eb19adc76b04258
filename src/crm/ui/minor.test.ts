import fc from 'fast-check'
import { expect, it } from 'vitest'
import { majorOf, minorOf } from './minor.ts'

it('money typed is money kept, to the cent, in any currency', () => {
  expect(minorOf('1234.5', 'USD')).toBe(1234_50)
  expect(minorOf('1 234,56', 'EUR')).toBe(1234_56)
  expect(minorOf('-0.07', 'USD')).toBe(-7)
  expect(minorOf('1005', 'JPY')).toBe(1005)
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
      expect(minorOf(majorOf(minor, currency), currency)).toBe(minor)
    }),
  )
})

it('what is no amount, or finer than the currency, is refused rather than rounded', () => {
  expect(minorOf('', 'USD')).toBeNull()
  expect(minorOf('twelve', 'USD')).toBeNull()
  expect(minorOf('1.005', 'USD')).toBeNull()
  expect(minorOf('1.5', 'JPY')).toBeNull()
  expect(minorOf('99999999999999999', 'USD')).toBeNull()
})
