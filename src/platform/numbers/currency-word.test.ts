import { expect, test } from 'vitest'
import { currencyCalled } from './currency-word.ts'

test('a currency is known by its code, its sign and its name', () => {
  expect(
    ['eur', 'RMB', '€', 'Euro', 'US Dollar', 'US-Dollar', 'British Pound', 'Schweizer Franken', 'Zł'].map(
      currencyCalled,
    ),
  ).toEqual(['EUR', 'CNY', 'EUR', 'EUR', 'USD', 'USD', 'GBP', 'CHF', 'PLN'])
  expect(['', 'open', 'Proposal', '100'].map(currencyCalled)).toEqual([undefined, undefined, undefined, undefined])
})
