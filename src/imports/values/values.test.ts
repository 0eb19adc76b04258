import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayEvidence, readDay, readInstant } from './day.ts'
import { decimalPoint, multiply, readDecimal, roundDecimal, toMinor } from './decimal.ts'
import { isSalesforceId, longSalesforceId } from './salesforce-id.ts'
import { readYesNo } from './yes-no.ts'

describe('decimals', () => {
  test.each([
    ['1234.5', '.', '1234.5'],
    ['1,234.50', '.', '1234.50'],
    ['1.234,50 €', ',', '1234.50'],
    ['$ (1,234.50)', '.', '-1234.50'],
    ['12-', '.', '-12'],
    ["CHF 1'234.05", '.', '1234.05'],
    ['1 234,5', ',', '1234.5'],
    ['12.5%', '.', '0.125'],
    ['1.5E+3', '.', '1500'],
    ['12,34,567.8', '.', '1234567.8'],
    ['.5', '.', '0.5'],
    ['-0', '.', '-0'],
    ['USD 7', '.', '7'],
    ['0.1234567890123456789', '.', '0.1234567890123456789'],
  ] as const)('%s with decimal "%s" is %s', (text, point, value) => {
    expect(readDecimal(text, { point })).toBe(value)
  })

  test.each(['', 'abc', '1.2.3', '1,23', '--5', '12 pieces', '1,2345'])('"%s" is refused', (text) => {
    expect(readDecimal(text, { point: '.' })).toBeUndefined()
  })

  test('a scale moves the point exactly', () => {
    expect(readDecimal('1100.04', { point: '.', scale: 6 })).toBe('1100040000')
  })

  test('any amount in cents survives being written in both styles', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (cents) => {
        const magnitude = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
        const [whole, fraction] = [magnitude.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','), magnitude.slice(-2)]
        const sign = cents < 0n ? '-' : ''
        const us = readDecimal(`${sign}${whole}.${fraction}`, { point: '.' })!
        const de = readDecimal(`${sign}${whole.replaceAll(',', '.')},${fraction}`, { point: ',' })!
        expect(us).toBe(de)
        expect(BigInt(toMinor(us, 2).minor)).toBe(cents)
      }),
    )
  })

  test('rounding is half away from zero and says when something was lost', () => {
    expect(roundDecimal('2.345', 2)).toEqual({ value: '2.35', exact: false })
    expect(roundDecimal('-2.345', 2)).toEqual({ value: '-2.35', exact: false })
    expect(roundDecimal('0.300000', 2)).toEqual({ value: '0.30', exact: true })
    expect(toMinor('10.5', 2)).toEqual({ minor: '1050', exact: true })
    expect(toMinor('-0.001', 2)).toEqual({ minor: '0', exact: false })
  })

  test('products are exact', () => {
    expect(multiply('0.1', '-0.2')).toBe('-0.02')
    expect(multiply('2024.994', '3')).toBe('6074.982')
  })

  test('the column decides its decimal point from all samples', () => {
    expect(decimalPoint(['12', '1.234', '1.234,5']).point).toBe(',')
    expect(decimalPoint(['1,234', '1,234,567']).point).toBe('.')
    expect(decimalPoint(['3,5']).point).toBe(',')
    expect(decimalPoint(['1.234']).certain).toBe(false)
  })
})

describe('days', () => {
  test.each([
    ['2016-10-20', {}, '2016-10-20'],
    ['20.10.2016', { order: 'dmy' }, '2016-10-20'],
    ['10/20/2016', { order: 'mdy' }, '2016-10-20'],
    ['20131229', {}, '2013-12-29'],
    ['2016-10-20T23:59:00.000+0000', {}, '2016-10-20'],
    ['3. Oct 2016', {}, '2016-10-03'],
    ['March 7, 2016', {}, '2016-03-07'],
    ['7 Mär 2016', {}, undefined],
    ['20.10.16', { order: 'dmy', shortYears: true }, '2016-10-20'],
    ['20.10.16', { order: 'dmy' }, undefined],
    ['03/04/2016', {}, undefined],
    ['2016-02-30', {}, undefined],
    ['42663', { serials: true }, '2016-10-20'],
    ['42663', {}, undefined],
    ['1476921600000', {}, '2016-10-20'],
  ] as const)('%s with %o is %s', (text, style, day) => {
    const read = readDay(text, style)
    expect('day' in read ? read.day : undefined).toBe(day)
  })

  test('the column decides day or month first and says by which value', () => {
    expect(dayEvidence(['03/04/2016', '25/04/2016'])).toMatchObject({
      style: { order: 'dmy' },
      certain: true,
      share: 1,
      reason: '"25/04/2016" can only be day first',
    })
    expect(dayEvidence(['03/04/2016', '04/25/2016']).style.order).toBe('mdy')
    expect(dayEvidence(['03/04/2016', '05/06/2016']).certain).toBe(false)
    expect(dayEvidence(['25/04/2016', '04/25/2016']).certain).toBe(false)
    expect(dayEvidence(['25.04.16', '26.04.16']).style).toEqual({ order: 'dmy', shortYears: true })
    expect(dayEvidence(['42663', '42664']).style.serials).toBe(true)
  })

  test('instants keep their zone', () => {
    expect(readInstant('2016-10-20T23:59:00.000+0200', {})).toBe('2016-10-20T21:59:00.000Z')
    expect(readInstant('10/20/2016 4:05 PM', { order: 'mdy' })).toBe('2016-10-20T16:05:00.000Z')
  })
})

test('yes and no in the words of several programs', () => {
  expect([readYesNo('TRUE'), readYesNo('nein'), readYesNo('maybe')]).toEqual([true, false, undefined])
})

test('a Salesforce id of 15 characters gets the checksum of its capitals', () => {
  expect(longSalesforceId('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC')
  expect(isSalesforceId('001A0000006Vm9uIAC')).toBe(true)
  expect(isSalesforceId('001A0000006Vm9uAAA')).toBe(false)
})
