import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from './day.ts'
import {
  isWorkingDay,
  type WorkingDays,
  workingDayBefore,
  workingDayFrom,
  workingDaysIn,
  workingDaysProblem,
} from './working-days.ts'

const day = (text: string) => parseDay(text)!
const calendar = (...holidays: string[]): WorkingDays => ({ weekend: [6, 7], holidays: new Set(holidays.map(day)) })

// The numbers are those of NETWORKDAYS and WORKDAY in a spreadsheet.
describe('working days', () => {
  it('leave out weekends and holidays', () => {
    const winter = calendar('2026-12-25', '2027-01-01')
    expect(workingDaysIn({ from: day('2026-12-01'), to: day('2026-12-31') }, winter)).toBe(22)
    expect(workingDaysIn({ from: day('2026-12-24'), to: day('2027-01-04') }, winter)).toBe(6)
    expect(workingDaysIn({ from: day('2026-12-24'), to: day('2026-12-01') }, winter)).toBe(0)
  })

  it('are counted from a day that need not be one', () => {
    expect(formatDay(workingDayFrom(day('2026-11-01'), 1, calendar()))).toBe('2026-11-02')
    expect(formatDay(workingDayFrom(day('2026-11-01'), 20, calendar('2026-11-26')))).toBe('2026-11-30')
    expect(formatDay(workingDayBefore(day('2026-11-02'), 1, calendar('2026-10-30')))).toBe('2026-10-29')
  })

  it('come later by one for each holiday put before them, whatever the day and the count', () => {
    const days = fc.integer({ min: 10_000, max: 40_000 })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), fc.array(days, { maxLength: 5 }), (from, count, free) => {
        const found = workingDayFrom(from, count, { weekend: [6, 7], holidays: new Set(free) })
        expect(isWorkingDay(found, { weekend: [6, 7], holidays: new Set(free) })).toBe(true)
        expect(workingDaysIn({ from, to: found }, { weekend: [6, 7], holidays: new Set(free) })).toBe(count)
        const moved = { weekend: [6, 7], holidays: new Set([...free, found]) }
        expect(workingDayFrom(from, count, moved)).toBeGreaterThan(found)
      }),
    )
  })

  it('say what is wrong with a week', () => {
    expect(workingDaysProblem({ weekend: [0] })).toContain('Weekday 0')
    expect(workingDaysProblem({ weekend: [1, 2, 3, 4, 5, 6, 7] })).toContain('at least one')
    expect(workingDaysProblem({ weekend: [5, 6] })).toBeUndefined()
  })
})
