import { expect, test } from 'vitest'
import { type LeadFacts, leadMeasures } from './measures.ts'

const base: LeadFacts = {
  ...{
    key: 'Web',
    label: 'Web',
    status: 'new',
    createdDay: '2026-01-10',
    firstTouchDay: null,
    hoursToFirstTouch: null,
  },
  ...{ qualifiedDay: null, convertedDay: null, daysToConversion: null, disqualifiedDay: null, untouchedDays: 3 },
}
const won: LeadFacts = {
  ...{ ...base, status: 'converted', firstTouchDay: '2026-01-10', hoursToFirstTouch: 2, qualifiedDay: '2026-01-20' },
  ...{ convertedDay: '2026-02-03', daysToConversion: 24, untouchedDays: null },
}
const lost: LeadFacts = {
  ...{
    ...base,
    key: 'Fair',
    label: 'Fair',
    status: 'disqualified',
    firstTouchDay: '2026-01-12',
    hoursToFirstTouch: 40,
  },
  ...{ disqualifiedDay: '2026-02-10', untouchedDays: null },
}
const worked: LeadFacts = { ...base, key: 'Fair', label: 'Fair', status: 'contacted', untouchedDays: 30 }
const leads = [base, won, lost, worked]

test('a cohort is followed to today: rates of what was created, with what is still open', () => {
  const { total } = leadMeasures(leads, { from: '2026-01-01', to: '2026-01-31', untouchedDays: 7 })
  expect(total.cohort).toEqual({
    ...{ created: 4, contacted: 3, qualified: 1, converted: 1, disqualified: 1, open: 2 },
    ...{
      contactRate: 0.75,
      qualificationRate: 0.25,
      conversionRate: 0.25,
      openShare: 0.5,
      conversionRateOfDecided: 0.5,
    },
    ...{ medianHoursToFirstTouch: 21, touchedWithinOneDayShare: 0.25, medianDaysToConversion: 24 },
    ...{ firstTouchUnknown: 1, untouched: 1 },
  })
  expect(total.events).toEqual({ created: 4, contacted: 2, qualified: 1, converted: 0, disqualified: 0 })
})

test('by month, each event counts in its own month; a month without leads has no rate', () => {
  const { groups } = leadMeasures(leads, {
    ...{ from: null, to: null, untouchedDays: 7 },
    periodOf: (day) => ({ key: `${day.slice(0, 7)}-01`, label: day.slice(0, 7) }),
  })
  expect(groups.map(({ label, events }) => [label, events.created, events.converted, events.disqualified])).toEqual([
    ['2026-01', 4, 0, 0],
    ['2026-02', 0, 1, 1],
  ])
  expect(groups[1]!.cohort.conversionRate).toBeNull()
})

test('by source, groups are the values, the largest first', () => {
  const { groups } = leadMeasures([...leads, base], { from: null, to: null, untouchedDays: 7 })
  expect(groups.map(({ key, cohort }) => [key, cohort.created])).toEqual([
    ['Web', 3],
    ['Fair', 2],
  ])
})
