import { describe, expect, test } from 'vitest'
import { dayFrom, dayText, monthEnd, monthStart, quarterStart, weekday } from './days.ts'

describe('civil days', () => {
  test('read and write YYYY-MM-DD', () => {
    expect(dayText(dayFrom('2028-02-29'))).toBe('2028-02-29')
    expect(() => dayFrom('2026-02-30')).toThrow('"2026-02-30" is not a day')
    expect(() => dayFrom('2026-1-5')).toThrow('"2026-1-5" is not a day')
  })

  test('know their weekday: 23 November 2026 is a Monday', () => {
    expect(weekday(dayFrom('2026-11-23'))).toBe(0)
    expect(weekday(dayFrom('2026-11-22'))).toBe(6)
  })

  test('know the months and quarters around them, across years', () => {
    const day = dayFrom('2026-11-23')
    expect(dayText(monthStart(day, 2))).toBe('2027-01-01')
    expect(dayText(monthEnd(dayFrom('2028-02-03')))).toBe('2028-02-29')
    expect(dayText(quarterStart(day))).toBe('2026-10-01')
    expect(dayText(quarterStart(day, -12))).toBe('2023-10-01')
  })
})
