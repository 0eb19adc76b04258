import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { multiply, roundDecimal, toMinor } from '#platform/numbers/decimal.ts'
import { currencyBeside, readInFile } from '#platform/numbers/in-file.ts'
import { isTotals, isUnknown } from './blank.ts'
import { readDay } from './day.ts'
import { dayEvidence } from './day-evidence.ts'
import { decimalPoint } from './decimal-point.ts'
import { readInstant, readLocalDay } from './instant.ts'
import { readPeriod } from './period-words.ts'
import { isSalesforceId, longSalesforceId } from './salesforce-id.ts'
import { withoutMark } from './text-mark.ts'
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
    ['CHF 12’500.-', '.', '12500'],
    ['1.234,— €', ',', '1234'],
    ['1 00 000', '.', '100000'],
    ['500,00 zł', ',', '500.00'],
    ['0.1234567890123456789', '.', '0.1234567890123456789'],
  ] as const)('%s with decimal "%s" is %s', (text, point, value) => {
    expect(readInFile(text, { point })).toBe(value)
  })

  test.each([
    '',
    'abc',
    '1.2.3',
    '1,23',
    '--5',
    '12 pieces',
    '1,2345',
    '100-200',
    '~500',
    '1 2',
    '2.5k',
    '3 Mio.',
    '1.234,50',
  ])('"%s" is refused', (text) => {
    expect(readInFile(text, { point: '.' })).toBeUndefined()
  })

  test('a scale moves the point exactly', () => {
    expect(readInFile('1100.04', { point: '.', scale: 6 })).toBe('1100040000')
  })

  test('any amount in cents survives being written in both styles', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (cents) => {
        const magnitude = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
        const [whole, fraction] = [magnitude.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','), magnitude.slice(-2)]
        const sign = cents < 0n ? '-' : ''
        const us = readInFile(`${sign}${whole}.${fraction}`, { point: '.' })!
        const de = readInFile(`${sign}${whole.replaceAll(',', '.')},${fraction}`, { point: ',' })!
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

describe('periods in words', () => {
  const january = { kind: 'month', startMonth: 1 } as const
  test.each([
    ['Q2 2026', '2026-04-01'],
    ['2026-Q4', '2026-10-01'],
    ['FY26', '2026-01-01'],
    ['2026', '2026-01-01'],
    ['Okt 2026', '2026-10-01'],
    ['March 26', '2026-03-01'],
    ['2026-07', '2026-07-01'],
    ['12/2026', '2026-12-01'],
    ['Q5 2026', undefined],
    ['soon', undefined],
  ])('%s begins on %s', (text, day) => {
    expect(readPeriod(text, january)?.from).toBe(day)
  })

  test('quarters and years are those of the company, by the names it gives them', () => {
    expect(readPeriod('FY27 Q1', { kind: 'month', startMonth: 7 })).toEqual({ from: '2026-07-01', to: '2026-09-30' })
    expect(readPeriod('FY27 H2', { kind: 'month', startMonth: 7 })).toEqual({ from: '2027-01-01', to: '2027-06-30' })
    expect(readPeriod('Q1 2024', { kind: '4-5-4', startMonth: 2, weekStart: 7 })?.from).toBe('2024-02-04')
  })
})

describe('days', () => {
  test('days with points and days with slashes have orders of their own', () => {
    const { style, certain } = dayEvidence(['13.01.2026', '01.02.2026', '12/24/2026'])
    expect(certain).toBe(true)
    expect(readDay('01.02.2026', style)).toEqual({ day: '2026-02-01' })
    expect(readDay('12/24/2026', style)).toEqual({ day: '2026-12-24' })
    expect(dayEvidence(['13.01.2026', '03/04/2026']).certain).toBe(false)
    expect(dayEvidence(['13/01/2026', '12/24/2026'])).toMatchObject({ certain: false, contradicts: true })
    expect(readDay('Di, 31.12.2024', dayEvidence(['Di, 31.12.2024']).style)).toEqual({ day: '2024-12-31' })
  })

  test.each([
    ['2016-10-20', {}, '2016-10-20'],
    ['20.10.2016', { order: 'dmy' }, '2016-10-20'],
    ['10/20/2016', { order: 'mdy' }, '2016-10-20'],
    ['20131229', {}, '2013-12-29'],
    ['2016-10-20T23:59:00.000+0000', {}, '2016-10-20'],
    ['3. Oct 2016', {}, '2016-10-03'],
    ['March 7, 2016', {}, '2016-03-07'],
    ['7 Mxr 2016', {}, undefined],
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
  expect(['TRUE', 'nein', 'Wahr', 'Faux', 'maybe'].map(readYesNo)).toEqual([true, false, true, false, undefined])
})

test('a Salesforce id of 15 characters gets the checksum of its capitals', () => {
  expect(longSalesforceId('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC')
  expect(isSalesforceId('001A0000006Vm9uIAC')).toBe(true)
  expect(isSalesforceId('001A0000006Vm9uAAA')).toBe(false)
})

test.each([
  ['31-Dec-24', '2024-12-31'],
  ['Tue 31 Dec 2024', '2024-12-31'],
  ['Dienstag, 31. Dezember 2024', '2024-12-31'],
  ['2024/3/5', '2024-03-05'],
  ['5 août 2024', '2024-08-05'],
  ['Dic 5, 2024', '2024-12-05'],
  ['martes, 7 de octubre de 2025', '2025-10-07'],
  ['mar. 4 mars 2025', '2025-03-04'],
  ['Mar 4, 2025', '2025-03-04'],
  ['12 października 2025', '2025-10-12'],
  ['2025年3月1日', '2025-03-01'],
  ['2025. 3. 1.', '2025-03-01'],
])('%s is the day %s', (text, day) => {
  expect(readDay(text, {})).toMatchObject({ day })
})

test('an instant falls on the day that it is where the company is', () => {
  const day = (text: string, zone: string) => readLocalDay(text, { order: 'mdy' }, zone)
  expect(day('2024-03-31T11:30Z', 'Pacific/Auckland')).toEqual({ day: '2024-04-01' })
  expect(day('1790805600000', 'Europe/Berlin')).toEqual({ day: '2026-10-01' })
  expect(day('2026-09-30 23:30', 'Europe/Berlin')).toMatchObject({ day: '2026-09-30' })
  expect(readInstant('2026-07-01 12:00', {}, 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z')
  expect(readInstant('2026-01-01 12:00', {}, 'America/New_York')).toBe('2026-01-01T17:00:00.000Z')
})

test.each([
  ['$100', 'EUR', 'USD'],
  ['C$100', 'EUR', 'CAD'],
  ['$100', 'AUD', 'AUD'],
  ['80 GBP', 'EUR', 'GBP'],
  ['EUR 1000', 'USD', 'EUR'],
  ['¥1000', 'EUR', 'JPY'],
  ['12.5', 'EUR', undefined],
])('"%s" in a company in %s is in %s', (text, home, currency) => {
  expect(currencyBeside(text, home)).toBe(currency)
})

test('letters of a zone behind a time count, as its offset does', () => {
  const day = (text: string) => readLocalDay(text, {}, 'Europe/Berlin')
  expect(day('2026-01-13 23:30:00 EST')).toEqual({ day: '2026-01-14' })
  expect(day('2026-01-13T23:30:00-0500')).toEqual({ day: '2026-01-14' })
  expect(day('2026-07-01 00:30:00 JST')).toEqual({ day: '2026-06-30' })
  expect(day('2026-01-13 11:30 PM')).toEqual({ day: '2026-01-13', time: '11:30 PM' })
})

test('what people write for "nobody" is nobody', () => {
  const none =
    'Unassigned,(none),.,??,TBC,No owner,(No owner),[Unassigned],<NA>,\\N,--,undefined,n.v.t.,s/d,#BEZUG!,(Leer)'
  for (const text of none.split(',')) expect(isUnknown(text), text).toBe(true)
  const some = 'Nobody Ltd,Unknown Pleasures,N,Total Tools,Leer,(A) Team,#1 Tools,Tango!'
  for (const text of some.split(',')) expect(isUnknown(text), text).toBe(false)
})

test('a mark for text is none of it', () => {
  const values = ["'00123", "'=SUM", "'-5", "'47 Brand", "O'Neil", "'s"]
  expect(values.map(withoutMark)).toEqual(['00123', '=SUM', '-5', "'47 Brand", "O'Neil", "'s"])
})

test('a line of totals holds its word and numbers, nothing else', () => {
  const isOne = (...values: string[]) => isTotals(values, (text) => /^[\d.]+$/.test(text))
  expect(isOne('Grand Total', '', '30.00')).toBe(true)
  expect(isOne('Total (12 records)')).toBe(true)
  expect(isOne('', 'Summe', '5')).toBe(true)
  expect(isOne('Total', 'Energy', 'France')).toBe(false)
  expect(isOne('Totalgas', '5')).toBe(false)
})
