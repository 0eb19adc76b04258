import { expect, test } from 'vitest'
import { cutOf, elapsedBy, weekdaysOf } from './fill.ts'

const november = { startsOn: '2026-11-01', endsOn: '2026-11-30', label: 'Nov 2026' } // begins on a Sunday, has 21 working days
const working = weekdaysOf([100, 100, 100, 100, 100, 0, 0])

test('where nobody orders on weekends, a month is as far as its working days', () => {
  expect(elapsedBy(november, { through: '2026-11-13', weekdays: working })).toBeCloseTo(10 / 21, 2)
  expect(elapsedBy(november, { through: '2026-11-15', weekdays: working })).toBeCloseTo(10 / 21, 2)
  expect(elapsedBy(november, { through: '2026-11-30', weekdays: working })).toBe(1)
  expect(elapsedBy(november, { through: '2026-10-31', weekdays: working })).toBe(0)
})

test('where every day is alike, a month is as far as its days', () => {
  const even = weekdaysOf([0, 0, 0, 0, 0, 0, 0])
  expect(elapsedBy(november, { through: '2026-11-15', weekdays: even })).toBeCloseTo(0.5, 12)
  expect(cutOf(november, { elapsed: 0.5, weekdays: even })).toBe('2026-11-15')
})

test('an earlier month is cut where it was as far', () => {
  const october = { startsOn: '2026-10-01', endsOn: '2026-10-31', label: 'Oct 2026' } // 22 working days
  expect(cutOf(october, { elapsed: 10 / 21, weekdays: working })).toBe('2026-10-14')
  expect(cutOf(october, { elapsed: 0, weekdays: working })).toBe('2026-09-30')
  expect(cutOf(october, { elapsed: 1, weekdays: working })).toBe('2026-10-31')
})
