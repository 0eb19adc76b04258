import { expect, test } from 'vitest'
import { byPeriod, readValues } from './reading.ts'

const read = (csv: string) => {
  const { taken, refused } = readValues({ values: [], csv })
  return [taken.map(({ value }) => value), refused.map(({ code }) => code)]
}

test('a number in the marks of another country is refused, never read as another number', () => {
  expect(read('day,value\n2026-01-01,101.5\n2026-02-01,-3')).toEqual([[101.5, -3], []])
  expect(read('Tag;Wert\n2026-01-01;3,5\n2026-02-01;1.234,5\n2026-03-01;4')).toEqual([[4], ['no-number', 'no-number']])
  expect(read('2026-01-01,"1,234.5"\n2026-02-01, 0x10\n2026-03-01,')).toEqual([
    [],
    ['no-number', 'no-number', 'no-number'],
  ])
  expect(read('\ufeff2026-01-01\t7')).toEqual([[7], []])
})

test('a month is the mean of its values, one without any is a gap', () => {
  const values = [
    { day: '2026-01-05', value: 10 },
    { day: '2026-01-25', value: 14 },
    { day: '2026-03-01', value: 20 },
    { day: '2025-12-31', value: 99 },
  ]
  expect(byPeriod(values, ['2026-01-01', '2026-02-01', '2026-03-01'])).toEqual([12, Number.NaN, 20])
})
