import { expect, test } from 'vitest'
import { nounOf, usersOf } from './refresh.ts'

const uses = { overview: ['*'], crm: ['company'], goals: ['company', 'crm'], demand: ['company', 'crm'], company: [] }

test('a won deal refreshes the goals and the demand that use deals, and the overview of everything', () => {
  expect(usersOf('crm', uses)).toEqual(['overview', 'goals', 'demand'])
})

test('a new quota refreshes the overview alone', () => {
  expect(usersOf('goals', uses)).toEqual(['overview'])
})

test('a call is about the noun of its path', () => {
  expect(nounOf('/api/goals/attainment')).toBe('goals')
})
