import { expect, test } from 'vitest'
import { milestone, monthStarts, monthsAfter, rampAgainstPlan, rampMonths } from './ramp.ts'

test('full months from 31 January end with the last days of shorter months, and a month that is not over does not count', () => {
  expect(monthStarts({ startsOn: '2028-01-31', today: '2028-04-29', most: 36 })).toEqual([
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
  ])
  expect(monthsAfter('2027-11-30', 3)).toBe('2028-02-29')
})

test('20, 45 and 90 of a full 100 against a plan of a quarter, a half and all is 155 of 175', () => {
  const plan = [0.25, 0.5, 1]
  const { months, againstPlan } = rampAgainstPlan({ closedMinor: [20, 45, 90], plan, fullMonthlyMinor: 100 })
  expect(months.map(({ share, plannedShare }) => [share, plannedShare])).toEqual([
    [0.2, 0.25],
    [0.45, 0.5],
    [0.9, 1],
  ])
  expect(againstPlan).toBeCloseTo(155 / 175, 12)
})

test('the last share of a plan holds on; without a quota or a full month nothing can be said', () => {
  const plan = [0.5, 1]
  expect(rampAgainstPlan({ closedMinor: [1, 1, 1], plan, fullMonthlyMinor: 2 }).againstPlan).toBeCloseTo(3 / 5, 12)
  const unknown = rampAgainstPlan({ closedMinor: [10], plan, fullMonthlyMinor: null })
  expect([unknown.againstPlan, unknown.months[0]!.share]).toEqual([null, null])
  expect(rampAgainstPlan({ closedMinor: [], plan, fullMonthlyMinor: 2 }).againstPlan).toBeNull()
})

test('full quota is reached in the first month that comes to it with the two after, not by one lucky month', () => {
  const of = (closedMinor: number[]) =>
    rampMonths({
      plan: [0.5, 1],
      months: rampAgainstPlan({ closedMinor, plan: [0.5, 1], fullMonthlyMinor: 100 }).months,
    })
  expect(of([120, 20, 40, 150, 90, 80])).toEqual({ plannedMonths: 2, takenMonths: 4 })
  expect(of([300, 0, 0])).toEqual({ plannedMonths: 2, takenMonths: 1 })
  expect(of([120, 100])).toEqual({ plannedMonths: 2, takenMonths: null })
})

test('what is due by day 60 is in time on it, late after it, and overdue from the day after on', () => {
  const at = (doneOn: string | null, today: string) => milestone({ startsOn: '2026-01-01', days: 60, doneOn, today })
  expect([at('2026-03-02', '2026-05-01'), at('2026-03-03', '2026-05-01')]).toEqual(['in time', 'late'])
  expect([at(null, '2026-03-02'), at(null, '2026-03-03')]).toEqual(['not yet', 'overdue'])
})
