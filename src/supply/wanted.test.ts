import { expect, test } from 'vitest'
import type { ExpectedItem } from '#demand/expected.sql.ts'
import { expectedAs, wantedAssumptions } from './wanted.ts'

const months = ['2026-11-01', '2026-12-01', '2027-01-01']
const item = (itemId: string, mean: number[]): ExpectedItem => ({
  ...{ itemId, startsOn: months, mean, wape: null },
  ...{ lo80: mean.map((x) => x * 0.8), hi80: mean.map((x) => x * 1.2), lo95: mean, hi95: mean },
})
const familyOf = new Map([
  ['a', 'drinks'],
  ['b', 'drinks'],
  ['c', 'parts'],
])
const cell = (familyId: string, at: number, units: number) => ({ familyId, startsOn: months[at]!, units })

test('a stated demand is shared out in proportion, family by family, and adds up; months that have begun stay', () => {
  const expected = [item('a', [10, 30, 0]), item('b', [20, 10, 0]), item('c', [5, 5, 5])]
  const cells = [cell('drinks', 0, 900), cell('drinks', 1, 60), cell('drinks', 2, 35), cell('unsold', 1, 12)]
  const wanted = { ref: 'x', says: 'consensus of November 2026', cells }
  const told = expectedAs(expected, { wanted, familyOf, today: '2026-11-23' })
  expect(told.expected.map(({ mean }) => mean)).toEqual([
    [10, 45, 20],
    [20, 15, 15],
    [5, 5, 5],
  ])
  expect(told.expected[0]!.hi80[1]).toBeCloseTo(54, 9)
  expect([told.met, told.unplaced]).toEqual([2, [cell('unsold', 1, 12)]])
  expect(expected[0]!.mean).toEqual([10, 30, 0])
  expect(wantedAssumptions(wanted, told)[0]!.says).toBe(
    'Demand is the consensus of November 2026: 2 family-months, shared out to items as demand expects them. Months that have begun are as demand expects them. 12 units in 1 family-months are left out: nothing of those families is expected of any item.',
  )
})
