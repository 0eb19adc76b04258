import { expect, test } from 'vitest'
import { lineAmount } from './amount.ts'

test('a line comes to quantity times price less discount, exact to the cent', () => {
  expect(lineAmount({ quantity: '3', unitPrice: '19.99', discount: null }, 2)).toBe(5997)
  // 7 × 0.105 = 0.735, half a cent goes away from zero; floats would say 0.73.
  expect(lineAmount({ quantity: '7', unitPrice: '0.105', discount: null }, 2)).toBe(74)
  expect(lineAmount({ quantity: '2.5', unitPrice: '1000', discount: '0.125' }, 2)).toBe(218_750)
  expect(lineAmount({ quantity: '2.5', unitPrice: '1001', discount: null }, 0)).toBe(2503)
  expect(lineAmount({ quantity: '1', unitPrice: '80', discount: '1' }, 2)).toBe(0)
})
