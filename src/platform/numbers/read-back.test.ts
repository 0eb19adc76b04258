import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as write from '#platform/ui/format.ts'
import { decimalsOf, shifted, trimmed } from './exact.ts'
import { offeredLocales } from './locales.ts'
import { majorText, readMoney } from './minor.ts'
import { type Asked, readTyped } from './typed.ts'

const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'KWD', 'INR', 'SEK', 'PLN', 'BRL', 'CNY', 'KRW', 'CAD', 'ILS']
const places = fc.constantFrom(...offeredLocales)
const monies = fc.constantFrom(...currencies)
const texts = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
  .map(([minus, digits, places]) => trimmed((minus ? '-' : '') + shifted(String(digits), -places)))

function read(text: string, asked: Omit<Asked, 'negative'>): string {
  const typed = readTyped(text, { ...asked, negative: true })
  return typed.kind === 'read' ? typed.value : `${typed.kind}: ${text}`
}

describe('every number that a screen shows is read back as the same value', () => {
  it('money in full', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), monies, places, (minor, currency, locale) => {
        const shown = write.formatMoney(minor, { currency, locale })
        expect(readMoney(shown, { currency, locale, negative: true }), shown).toMatchObject({ kind: 'read', minor })
      }),
      { numRuns: 700 },
    )
  })

  it('exact text, grouped or as it stands in an input', () => {
    fc.assert(
      fc.property(texts, places, (text, locale) => {
        expect(read(write.formatDecimal(text, { locale }), { locale, as: 'number' })).toBe(text)
      }),
      { numRuns: 700 },
    )
  })

  it('numbers, changes with their sign, and shares in per cent', () => {
    const digits = fc.integer({ min: 0, max: 3 })
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), digits, places, (value, digits, locale) => {
        const whole = trimmed(value.toFixed(digits))
        const number = write.formatNumber(Number(whole), { locale, digits })
        expect(read(number, { locale, as: 'number' }), number).toBe(whole)
        const change = write.formatChange(Number(whole), { locale, digits })
        expect(read(change, { locale, as: 'number' }), change).toBe(whole)
        const share = write.formatPercent(Number(whole) / 1e6, { locale, digits: 4 })
        const again = Number(shifted(read(share, { locale, as: 'percent' }), -2))
        expect(write.formatPercent(again, { locale, digits: 4 })).toBe(share)
      }),
      { numRuns: 700 },
    )
  })

  it('shortened ones mean what they show', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), monies, places, (minor, currency, locale) => {
        const short = write.formatShort(minor, { locale })
        expect(write.formatShort(Number(read(short, { locale, as: 'number' })), { locale })).toBe(short)
        const money = write.formatShortMoney(minor, { currency, locale })
        const major = read(money, { locale, as: 'money', currency })
        const digits = majorText(0, currency).length - 1
        expect(decimalsOf(major), money).toBeLessThanOrEqual(Math.max(2, digits))
        expect(write.formatShortMoney(Number(shifted(major, Math.max(0, digits - 1))), { currency, locale })).toBe(
          money,
        )
      }),
      { numRuns: 700 },
    )
  })
})
