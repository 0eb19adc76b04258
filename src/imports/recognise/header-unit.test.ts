import { expect, test } from 'vitest'
import { currencyOfHeader, scaleOfHeader, withoutUnit } from './header-unit.ts'

test('a header says the currency and the thousands of its amounts', () => {
  const said = (header: string) => [withoutUnit(header), currencyOfHeader(header), scaleOfHeader(header)]
  expect(said('Amount (USD)')).toEqual(['Amount', 'USD', 0])
  expect(said('Amount (k€)')).toEqual(['Amount', 'EUR', 3])
  expect(said('Betrag (T€)')).toEqual(['Betrag', 'EUR', 3])
  expect(said('Umsatz in T€')).toEqual(['Umsatz', 'EUR', 3])
  expect(said('Revenue (USD m)')).toEqual(['Revenue', 'USD', 6])
  expect(said('Revenue [$000]')).toEqual(['Revenue', 'USD', 3])
  expect(said('Sales (in thousands)')).toEqual(['Sales', undefined, 3])
  expect(said('Weight [kg]')).toEqual(['Weight', undefined, 0])
  expect(said('Weight [t]')).toEqual(['Weight', undefined, 0])
  expect(said('Length (m)')).toEqual(['Length', undefined, 0])
  expect(said('Amount (MXN)')).toEqual(['Amount', 'MXN', 0])
  expect(said('Amount (KWD)')).toEqual(['Amount', 'KWD', 0])
  expect(said('Amount EUR')).toEqual(['Amount', 'EUR', 0])
})
