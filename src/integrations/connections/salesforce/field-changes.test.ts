import { expect, test } from 'vitest'
import { statesWithFields } from './field-changes.ts'

const state = (at: string, stage: string) => ({ at, values: { stage } })

test('what fields were then follows from what they are now and every change since', () => {
  const states = [state('2026-02-01', 'Proposal'), state('2026-01-01', 'Prospecting'), state('2026-04-01', 'Won')]
  const changes = [
    { field: 'owner', at: '2026-03-01', before: 'Bo', after: 'Cleo' },
    { field: 'owner', at: '2026-02-01', before: 'Ada', after: 'Bo' },
    { field: 'step', at: '2026-03-01', before: '', after: 'Sign' },
    { field: 'step', at: '2025-12-01', before: 'Call', after: '' }, // before the deal was there
  ]
  const told = statesWithFields({ states, changes, now: { owner: 'Cleo', step: 'Sign' } })
  expect(told.map(({ at, values: { stage, owner, step } }) => [at, stage, owner, step])).toEqual([
    ['2026-01-01', 'Prospecting', 'Ada', ''],
    ['2026-02-01', 'Proposal', 'Bo', ''],
    ['2026-03-01', 'Proposal', 'Cleo', 'Sign'],
    ['2026-04-01', 'Won', 'Cleo', 'Sign'],
  ])
})

test('a deal whose fields never changed was always as it is', () => {
  const told = statesWithFields({ states: [state('2026-01-01', 'Prospecting')], changes: [], now: { owner: 'Ada' } })
  expect(told).toEqual([{ at: '2026-01-01', values: { stage: 'Prospecting', owner: 'Ada' } }])
})
