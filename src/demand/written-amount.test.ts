import { expect, test } from 'vitest'
import { amountWriter } from './written-amount.ts'

test('money is written as on screen, units with their word', () => {
  const of = { unit: 'each', currency: 'EUR' }
  expect(amountWriter({ ...of, measure: 'money', locale: 'en-US' })(12_034.6)).toBe('€12,035')
  expect(amountWriter({ ...of, measure: 'money', locale: 'de-DE' })(12_034.6)).toBe('12.035\u00a0€')
  expect(amountWriter({ ...of, measure: 'units', locale: 'de-DE' })(12_034.6)).toBe('12.035 units')
  expect(amountWriter({ ...of, unit: '', measure: 'units', locale: 'en-US' })(5)).toBe('5')
})
