import { daysBetween } from '@drumbeat/periods'
import { expect, test } from 'vitest'
import { leftOf } from './budget.ts'
import { roundDay } from './recurring.ts'
import { planRounds, questionsFor } from './rotation.ts'

const bank = Array.from({ length: 60 }, (_, i) => `q${String(i).padStart(2, '0')}`)
const weeks = (count: number) =>
  Array.from({ length: count }, (_, nth) => roundDay({ first: '2026-01-05', every: 'week', nth }))

test('twelve people with five questions cover a bank of sixty in one round, and nobody sees one again within a quarter', () => {
  const rounds = planRounds({
    bank,
    members: Array.from({ length: 12 }, (_, i) => `m${i}`),
    days: weeks(30),
    perMember: 5,
  })
  expect(new Set(rounds[0]!.asked.flatMap(({ questions }) => questions)).size).toBe(60)
  const last = new Map<string, string>()
  for (const { day, asked } of rounds) {
    for (const { member, questions } of asked) {
      expect(questions.length).toBeLessThanOrEqual(5)
      for (const question of questions) {
        const before = last.get(member + question)
        if (before) expect(daysBetween({ from: before, to: day })).toBeGreaterThanOrEqual(91)
        last.set(member + question, day)
      }
    }
  }
})

test('a round takes rested questions, those that waited longest first, from different drivers', () => {
  const asked = [
    { id: 'a1', driver: 'a', lastAskedOn: null },
    { id: 'a2', driver: 'a', lastAskedOn: null },
    { id: 'b1', driver: 'b', lastAskedOn: '2026-01-01' },
    { id: 'c1', driver: 'c', lastAskedOn: '2026-03-01' },
  ]
  expect(questionsFor(asked, { day: '2026-04-02', count: 3 })).toEqual(['a1', 'b1', 'a2'])
  expect(questionsFor(asked, { day: '2026-04-01', count: 3 })).toEqual(['a1', 'a2'])
})

test('a survey of the 31st is on the last day of shorter months and on the 31st again', () => {
  const days = [0, 1, 2, 3].map((nth) => roundDay({ first: '2026-01-31', every: 'month', nth }))
  expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  expect(roundDay({ first: '2026-11-30', every: 'quarter', nth: 1 })).toBe('2027-02-28')
  expect(roundDay({ first: '2028-01-31', every: 'month', nth: 1 })).toBe('2028-02-29')
})

test('the budget counts what was asked in the last four weeks', () => {
  const asked = [
    { day: '2026-05-01', questions: 10 },
    { day: '2026-05-20', questions: 7 },
  ]
  expect(leftOf(asked, '2026-05-28')).toBe(3)
  expect(leftOf(asked, '2026-05-29')).toBe(13)
})
