import { parseDay } from '@drumbeat/periods'
import { describe, expect, it } from 'vitest'
import { layOut, readMoment } from './timeline.ts'

const values = [1, 2, 3, 4, 5, 6]

function laid(dates: readonly string[], given: { frequency?: 'month' | 'business-day'; seasonLength?: number } = {}) {
  const moments = dates.map((date) => parseDay(date)!)
  const found = layOut({ kind: 'date', moments, values: dates.map((_, i) => values[i % 6]!), ...given })
  return found instanceof Float64Array ? Array.from(found) : found.problem
}

describe('dates', () => {
  it.each([
    ['month ends', ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31', '2024-06-30']],
    ['last working days', ['2021-01-29', '2021-02-26', '2021-03-31', '2021-04-30', '2021-05-31', '2021-06-30']],
    ['first working days', ['2021-01-04', '2021-02-01', '2021-03-01', '2021-04-01', '2021-05-03', '2021-06-01']],
    [
      'the 30th, the 28th in February',
      ['2023-01-30', '2023-02-28', '2023-03-30', '2023-04-30', '2023-05-30', '2023-06-30'],
    ],
    ['ends of 4-4-5 periods', ['2024-01-28', '2024-02-25', '2024-03-31', '2024-04-28', '2024-05-26', '2024-06-30']],
    [
      'ends of 4-4-5 periods, one with a 53rd week',
      ['2023-10-28', '2023-11-25', '2024-01-06', '2024-02-03', '2024-03-02', '2024-04-06'],
    ],
    [
      'quarters of 13 and 14 weeks',
      ['2023-03-26', '2023-06-25', '2023-09-24', '2023-12-31', '2024-03-31', '2024-06-30'],
    ],
    ['years of 52 and 53 weeks', ['2019-12-28', '2021-01-02', '2022-01-01', '2022-12-31', '2023-12-30', '2024-12-28']],
    ['leap days and 28 February', ['2016-02-29', '2017-02-28', '2018-02-28', '2019-02-28', '2020-02-29', '2021-02-28']],
    ['quarter ends', ['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31', '2024-03-31', '2024-06-30']],
    ['weeks', ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05']],
    ['days', ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02', '2024-03-03']],
  ])('%s are told: none is missing', (_, dates) => {
    expect(laid(dates)).toEqual(values)
  })

  it.each([
    ['months', ['2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03']],
    ['months without a dash', ['202310', '202311', '202312', '202401', '202402', '202403']],
    ['days without dashes', ['20231130', '20231201', '20231202', '20231203', '20231204', '20231205']],
    ['integers that no calendar has', ['202311', '202312', '202313', '202314', '202315', '202316']],
  ])('%s are read as what they are', (_, texts) => {
    const read = texts.map((text) => readMoment(text)!)
    expect(layOut({ kind: read[0]!.kind, moments: read.map(({ value }) => value), values })).toEqual(
      Float64Array.from(values),
    )
  })

  it('leave a missing month missing, at any place of the month', () => {
    expect(laid(['2021-01-29', '2021-02-26', '2021-04-30', '2021-05-31'])).toEqual([1, 2, Number.NaN, 3, 4])
  })

  it('of weekdays are working days at a season of 5, days at one of 7', () => {
    const days = Array.from({ length: 20 }, (_, i) => 4 + Math.floor(i / 5) * 7 + (i % 5))
    const dates = days.map((day) =>
      day < 32 ? `2021-01-${String(day).padStart(2, '0')}` : `2021-02-${String(day - 31).padStart(2, '0')}`,
    )
    expect(laid(dates, { seasonLength: 5 })).toHaveLength(20)
    expect(laid(dates, { seasonLength: 7 })).toHaveLength(26)
    expect(laid(['2021-01-04', '2021-01-09'], { frequency: 'business-day' })).toContain('2021-01-09 is no working day')
  })

  it('that fit nothing are refused with the way out', () => {
    const odd = ['2024-01-03', '2024-01-20', '2024-03-02', '2024-03-29', '2024-05-11']
    expect(laid(odd)).toMatch(
      /^the dates \(2024-01-03, 2024-01-20, 2024-03-02, \.\.\.\) do not say.*Give --frequency day/,
    )
  })
})
