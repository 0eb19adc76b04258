import { expect, test } from 'vitest'
import { differences, withNames } from './audit-story.ts'

const ada = '019ab000-0000-7000-8000-00000000000a'
const names = new Map([[ada, 'Ada North']])

test('ids of people in a summary become the names they have today', () => {
  expect(withNames(`Moved person ${ada} to the team East from 2026-01-01`, names)).toBe(
    'Moved Ada North to the team East from 2026-01-01',
  )
})

test('the id of somebody unknown is shortened, not hidden', () => {
  expect(withNames('Changed the login of user 019ab111-0000-7000-8000-00000000000b', names)).toBe(
    'Changed the login of user 019ab111',
  )
})

test('erased people are told apart by their ids', () => {
  const names = new Map([[ada, 'Erased person']])
  expect(withNames(`Carried out the erasure of person ${ada}`, names)).toBe(
    'Carried out the erasure of erased person 019ab000',
  )
})

test('a change is told field by field, from what to what, and only what differs', () => {
  const line = {
    before: { listPrice: '10', unit: 'each', managerId: null },
    after: { listPrice: '12.50', unit: 'each', managerId: ada },
  }
  expect(differences(line, names)).toEqual([
    { field: 'list price', from: '10', to: '12.50' },
    { field: 'manager', from: null, to: 'Ada North' },
  ])
})

test('a line with one side only tells that side', () => {
  expect(differences({ before: null, after: { name: 'East' } }, names)).toEqual([
    { field: 'name', from: null, to: 'East' },
  ])
})

test('money, numbers and days are written as the company writes them', () => {
  const write = {
    number: (value: number) => `#${value}`,
    money: (minor: number, currency: string | null) => `${minor / 100} ${currency}`,
    day: (day: string) => `on ${day}`,
    instant: (instant: string) => `at ${instant.slice(11, 16)}`,
  }
  const cause = `rule 019ab222-0000-7000-8000-00000000000c for ${ada} 2026-11-13T19:00:00.000Z`
  const after = { amountMinor: 250, currency: 'EUR', rows: 7, startsOn: '2026-01-01', cause }
  expect(differences({ before: null, after }, names, write).map(({ field, to }) => [field, to])).toEqual([
    ['amount', '2.5 EUR'],
    ['currency', 'EUR'],
    ['rows', '#7'],
    ['starts on', 'on 2026-01-01'],
    ['cause', 'rule 019ab222 for Ada North at 19:00'],
  ])
})
