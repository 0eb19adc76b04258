import { expect, test } from 'vitest'
import { drawnYear } from './fiscal-year.ts'

test('a week counts to the month that holds its fourth day, and today is marked in month and week', () => {
  const [quarter] = drawnYear({
    today: '2026-01-01',
    quarters: [{ label: 'Q1 2026', startsOn: '2026-01-01', endsOn: '2026-04-01' }],
    months: [
      { label: 'Jan 2026', startsOn: '2026-01-01', endsOn: '2026-02-01' },
      { label: 'Feb 2026', startsOn: '2026-02-01', endsOn: '2026-03-01' },
    ],
    weeks: [
      { label: 'W01 2026', startsOn: '2025-12-29', endsOn: '2026-01-05' },
      { label: 'W05 2026', startsOn: '2026-01-26', endsOn: '2026-02-02' },
      { label: 'W06 2026', startsOn: '2026-02-02', endsOn: '2026-02-09' },
    ],
  })
  expect(quarter?.months.map((month) => month.weeks.map((week) => week.label))).toEqual([['1', '5'], ['6']])
  expect(quarter?.months.map((month) => month.isNow)).toEqual([true, false])
  expect(quarter?.months[0]?.weeks[0]?.isNow).toBe(true)
})
