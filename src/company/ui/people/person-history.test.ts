import { expect, test } from 'vitest'
import type { PersonDetail } from '../../people/contract.ts'
import { historyOf } from './person-history.ts'

test('the history tells each change once, newest first, with from and to, and an end that nothing follows', () => {
  const ada = { id: 'a', name: 'Ada' }
  const bob = { id: 'b', name: 'Bob' }
  const person = {
    hiredOn: '2025-01-01',
    leftOn: null,
    managers: [
      { id: '2', of: bob, startsOn: '2026-01-01', endsOn: '2026-06-01' },
      { id: '1', of: ada, startsOn: '2025-01-01', endsOn: '2026-01-01' },
    ],
    teams: [],
  } as unknown as PersonDetail
  expect(historyOf(person).map(({ on, what, from, to }) => [on, what, from, to])).toEqual([
    ['2026-06-01', 'no longer reports to', 'Bob', null],
    ['2026-01-01', 'changed manager', 'Ada', 'Bob'],
    ['2025-01-01', 'reports to', null, 'Ada'],
    ['2025-01-01', 'joined the company', null, null],
  ])
})
