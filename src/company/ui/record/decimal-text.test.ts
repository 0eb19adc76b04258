import { expect, test } from 'vitest'
import { readDecimal, writeDecimal } from './decimal-text.ts'

test('a price is read as the locale writes it, exactly', () => {
  expect(readDecimal('1,234.50', 'en-US')).toBe('1234.50')
  expect(readDecimal('1.234,50', 'de-DE')).toBe('1234.50')
  expect(readDecimal('1 234,5', 'fr-FR')).toBe('1234.5')
  expect(readDecimal('12345678901234.000001', 'en-US')).toBe('12345678901234.000001')
})

test('a decimal point typed into a German field is still a decimal point', () => {
  expect(readDecimal('1.09', 'de-DE')).toBe('1.09')
})

test('what is no number is none', () => {
  expect(readDecimal('12,34,5', 'en-US')).toBeNull()
  expect(readDecimal('abc', 'en-US')).toBeNull()
  expect(readDecimal('', 'en-US')).toBeNull()
})

test('what was written into a field is read back the same', () => {
  for (const locale of ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE']) {
    expect(readDecimal(writeDecimal('1234.5', locale), locale)).toBe('1234.5')
  }
})
