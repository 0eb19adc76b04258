import { expect, test } from 'vitest'
import { fiscalPeriods } from './calendar.ts'

test('a fiscal year from July holds its quarters and months without a gap', () => {
  const profile = { calendarKind: 'month', fiscalStartMonth: 7, weekStart: 1, locale: 'en-US' } as const
  const range = { from: '2026-07-01', to: '2027-06-30' }
  expect(fiscalPeriods(profile, { ...range, grain: 'year' })).toEqual([
    { label: 'FY27', startsOn: '2026-07-01', endsOn: '2027-07-01' },
  ])
  expect(fiscalPeriods(profile, { ...range, grain: 'quarter' }).map((period) => period.label)).toEqual([
    'FY27 Q1',
    'FY27 Q2',
    'FY27 Q3',
    'FY27 Q4',
  ])
  expect(fiscalPeriods(profile, { ...range, grain: 'month' })[0]).toEqual({
    label: 'Jul 2026',
    startsOn: '2026-07-01',
    endsOn: '2026-08-01',
  })
})

test('a 4-4-5 quarter from Sunday has months of 28, 28 and 35 days', () => {
  const profile = { calendarKind: '4-4-5', fiscalStartMonth: 1, weekStart: 0, locale: 'en-US' } as const
  const months = fiscalPeriods(profile, { grain: 'month', from: '2026-01-10', to: '2026-03-20' })
  const days = months.map(({ startsOn, endsOn }) => (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000)
  expect(days).toEqual([28, 28, 35])
  expect(new Date(`${months[0]?.startsOn}T00:00:00Z`).getUTCDay()).toBe(0)
})
