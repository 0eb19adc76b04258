import { describe, expect, it } from 'vitest'
import { calendarFacts } from './calendar-facts.ts'
import { civil, dayOf, weekday } from './day.ts'
import { easter, feastDay } from './feasts.ts'

const written = (day: number) => {
  const { year, month, date } = civil(day)
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

describe('Easter', () => {
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2016, '2016-03-27'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('of %i is on %s', (year, day) => expect(written(easter(year))).toBe(day))

  it('is always a Sunday between 22 March and 25 April', () => {
    for (let year = 1600; year < 2600; year++) {
      const day = easter(year)
      expect(weekday(day)).toBe(6)
      expect(day).toBeGreaterThanOrEqual(dayOf(year, 3, 22))
      expect(day).toBeLessThanOrEqual(dayOf(year, 4, 25))
    }
  })

  it.each([
    [2016, '2016-05-01'],
    [2023, '2023-04-16'],
    [2024, '2024-05-05'],
    [2025, '2025-04-20'],
    [2026, '2026-04-12'],
  ])('of the Orthodox churches in %i is on %s', (year, day) =>
    expect(written(feastDay('Orthodox Easter', year))).toBe(day),
  )

  it('carries the feasts that move with it', () => {
    expect(written(feastDay('Good Friday', 2026))).toBe('2026-04-03')
    expect(written(feastDay('Ascension', 2026))).toBe('2026-05-14')
    expect(written(feastDay('Whit Monday', 2026))).toBe('2026-05-25')
    expect(written(feastDay('Corpus Christi', 2026))).toBe('2026-06-04')
    expect(written(feastDay('Shrove Monday', 2026))).toBe('2026-02-16')
  })
})

describe('a calendar of months', () => {
  const facts = calendarFacts({
    ...{ grain: 'month', first: '2024-01-01', tradingDays: 'weekdays', length: true },
    feasts: [{ feast: 'Easter', before: 7 }],
    holidays: [{ name: 'Christmas', dates: ['2024-12-25', '2024-12-26', '2025-12-25'] }],
  })
  const column = (name: string) => facts.find((fact) => fact.name === name)!.columns[0]!

  it('counts weekdays against weekend days', () => {
    // November 2026: 21 weekdays, 9 days of weekends.
    expect(column('trading days').at(34)).toBeCloseTo(21 - 2.5 * 9, 12)
  })

  it('knows the leap day and that it averages out', () => {
    expect(column('length').at(1)).toBeCloseTo(0.7575, 12)
    expect(column('length').at(13)).toBeCloseTo(-0.2425, 12)
    expect(column('length').at(2)).toBe(0)
  })

  it('shares Easter between March and April, net of the usual', () => {
    // Easter 2024 was 31 March: its eight days lie in March; 2026 on 5 April: five in April, three in March.
    const march = column('Easter').at(26) - column('Easter').at(2)
    expect(march).toBeCloseTo(3 / 8 - 1, 12)
    expect(column('Easter').at(27) - column('Easter').at(3)).toBeCloseTo(5 / 8, 12)
    expect(column('Easter').at(7)).toBe(0)
  })

  it('counts holidays by their dates', () => {
    expect([11, 23, 35].map((t) => column('Christmas').at(t))).toEqual([2, 1, 0])
  })
})

describe('a calendar', () => {
  it('counts each day of the week against Sundays, for weeks, months and quarters', () => {
    const [fact] = calendarFacts({ grain: 'month', first: '2026-11-01', tradingDays: 'each' })
    expect(fact!.columns.map(({ at }) => at(0))).toEqual([0, -1, -1, -1, -1, -1])
    const [weeks] = calendarFacts({ grain: 'week', first: '2026-11-23', tradingDays: 'each' })
    for (const { at } of weeks!.columns) expect(at(5)).toBe(0)
  })

  it('says which date it cannot read', () => {
    expect(() => calendarFacts({ grain: 'month', first: '2026-02-30' })).toThrow('2026-02-30 is not a date')
    expect(() => calendarFacts({ grain: 'month', first: '2026-02-03' })).toThrow('Use for example 2026-02-01')
  })
})
