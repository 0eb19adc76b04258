import { expect, test } from 'vitest'
import { plainDigits, plainText } from './plain-text.ts'

test('signs that nobody sees are no part of a name, and every blank is one', () => {
  expect(plainText('\u200bX-1\u00a0')).toBe('X-1 ')
  expect(plainText('Nord\u00a0AG')).toBe('Nord AG')
  expect(plainText('Müller & Söhne')).toBe('Müller & Söhne')
})

test('digits of every script are digits', () => {
  expect(plainDigits('１２３．５')).toBe('123.5')
  expect(plainDigits('١٢٣٫٥٠')).toBe('123.50')
  expect(plainDigits('۱۲')).toBe('12')
  expect(plainDigits('१२')).toBe('12')
})
