import { expect, test } from 'vitest'
import type { CycleState } from '../cycle/state.ts'
import { supplyFrom } from './capture.ts'

const state = {
  ...{ facts: { families: ['drinks', 'parts'] }, firstMonth: '2026-11-01', horizon: 2, fenceMonths: 1 },
} as unknown as CycleState
const head = { number: 2, startsOn: ['2026-11-01', '2026-12-01'], labels: ['Nov 2026', 'Dec 2026'] } as never
const line = (familyId: string, measure: string, values: number[]) => ({ familyId, measure, values }) as never
const cause = (item: string, period: string, quantity: number, because: [string, number][]) => ({
  ...{ what: 'late', item, period, quantity },
  because: because.map(([rule, share]) => ({ rule, period: 'Nov 2026', share })),
})

test('a gap says which limit causes most of it, over all items of its family', () => {
  const lines = [line('drinks', 'made', [10, 20]), line('drinks', 'backlog', [0, 9]), line('parts', 'backlog', [3, 0])]
  const causes = [
    cause('a', 'Dec 2026', 4, [['hours of Cold line', 1]]),
    cause('b', 'Dec 2026', 6, [
      ['hours of Test bench', 0.9],
      ['hours of Cold line', 0.1],
    ]),
    cause('b', 'Nov 2026', 50, [['hours of Press', 1]]),
  ]
  const familyOf = new Map([
    ['a', 'drinks'],
    ['b', 'drinks'],
    ['c', 'parts'],
  ])
  const { gaps, feasible } = supplyFrom(state, head, { lines, explained: { causes, familyOf } })
  expect(gaps.map(({ familyId, month, units, cause: why, firm }) => [familyId, month, units, why, firm])).toEqual([
    ['drinks', '2026-12-01', 9, 'delivered late: hours of Test bench in Nov 2026', false],
    ['parts', '2026-11-01', 3, 'delivered late', true],
  ])
  expect(feasible).toBe(false)
})
