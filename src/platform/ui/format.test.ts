import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatChange,
  formatDay,
  formatDecimal,
  formatDecimalMoney,
  formatInstant,
  formatMoment,
  formatMoney,
  formatMonth,
  formatShort,
  formatShortMoney,
  formatWholeMoney,
} from './format.ts'

const us = { locale: 'en-US', currency: 'USD', timeZone: 'America/New_York' }
const de = { locale: 'de-DE', currency: 'EUR', timeZone: 'Europe/Berlin' }

it('a month is written as the company writes it, whatever the time zone of the reader', () => {
  expect(formatMonth('2026-12-01', us)).toBe('Dec 2026')
  expect(formatMonth('2027-01', de)).toBe('Jan. 2027')
})

describe('money', () => {
  it('is written in full, in the order and with the signs of the locale', () => {
    expect(formatMoney(1_000_553_400, us)).toBe('$10,005,534.00')
    expect(formatMoney(-123_456, de)).toBe('-1.234,56\u00a0€')
  })

  it('has the digits of its currency', () => {
    expect(formatMoney(1005, { locale: 'en-US', currency: 'JPY' })).toBe('¥1,005')
    expect(formatMoney(5, us)).toBe('$0.05')
  })

  it('stays exact to the cent up to the largest safe number', () => {
    expect(formatMoney(9_007_199_254_740_991, us)).toBe('$90,071,992,547,409.91')
  })

  it('never differs from its minor units by a cent', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (minor) => {
        const digits = formatMoney(minor, us).replace(/[^\d]/g, '')
        expect(BigInt(digits)).toBe(BigInt(Math.abs(minor)))
      }),
    )
  })

  it('refuses a fraction of a minor unit', () => {
    expect(() => formatMoney(1.5, us)).toThrow('Money must be whole minor units; got 1.5.')
  })

  it('from decimal text is rounded once, for display', () => {
    expect(formatDecimalMoney('29358677.220700', us)).toBe('$29,358,677.22')
  })

  it('is shortened with a space before the unit', () => {
    expect(formatShortMoney(410_000_000, us)).toBe('$4.1\u202fM')
    expect(formatShortMoney(410_000_000, de)).toBe('4,1\u00a0Mio.\u00a0€')
  })
})

describe('estimates of money', () => {
  it('are written in whole units, with the sign of the currency where the locale puts it', () => {
    expect(formatWholeMoney(46_766_771.4, us)).toBe('$46,766,771')
    expect(formatWholeMoney(-46_766_771.6, de)).toBe('-46.766.772\u00a0€')
  })
})

describe('numbers and dates', () => {
  it('are shortened, signed and kept exact as the locale writes them', () => {
    expect(formatShort(4_123_000, us)).toBe('4.12\u202fM')
    expect(formatShort(312, us)).toBe('312')
    expect(formatChange(1204, us)).toBe('+1,204')
    expect(formatChange(0, us)).toBe('0')
    expect(formatDecimal('1204.5000', de)).toBe('1.204,5000')
  })

  it('show the day itself, whatever the time zone, and instants in the zone of the company', () => {
    expect(formatDay('2026-11-23', us)).toBe('Nov 23, 2026')
    expect(formatDay('2026-11-23', de)).toBe('23.11.2026')
    expect(formatInstant('2026-11-23T02:30:00Z', us)).toContain('Nov 22, 2026')
  })

  it('show the day alone where no time of it is known', () => {
    expect(formatMoment('2026-11-22T05:00:00Z', us)).toBe('Nov 22, 2026')
    expect(formatMoment('2026-11-22T05:00:01Z', us)).toContain('12:00')
  })
})
