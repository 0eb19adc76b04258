import { expect, test } from 'vitest'
import { dayInName, takenQuestion } from './taken-on.ts'

test('a day in the name of a file is the day of its values', () => {
  expect(dayInName('pipeline_2026-11-23.csv')).toBe('2026-11-23')
  expect(dayInName('deals 23.11.2026.xlsx')).toBe('2026-11-23')
  expect(takenQuestion('pipeline_20261123.csv')).toEqual([])
})

test('a name that speaks of a week, a month or a snapshot asks for the day, with those that are possible', () => {
  const days = (name: string) => takenQuestion(name)[0]?.choices.map(({ value }) => value)
  expect(days('pipeline 2026 KW48.csv')).toEqual(['2026-11-27', '2026-11-29', '2026-11-23'])
  expect(days('pipeline-2021-W01.csv')).toEqual(['2021-01-08', '2021-01-10', '2021-01-04'])
  expect(days('Pipeline Oct 2026.xlsx')).toEqual(['2026-10-31', '2026-10-01'])
  expect(days('opportunities_2024-02.csv')).toEqual(['2024-02-29', '2024-02-01'])
  expect(days('deals Dezember 2025.csv')).toEqual(['2025-12-31', '2025-12-01'])
  expect(days('weekly snapshot.csv')).toEqual([])
  expect(days('week 12.csv')).toEqual([])
})

test('other names ask nothing', () => {
  for (const name of [
    'deals.csv',
    'opportunities.csv',
    'Deals export.xlsx',
    'maybe.csv',
    'marketing deals.csv',
    'sales_pipeline.csv',
  ])
    expect(takenQuestion(name)).toEqual([])
})
