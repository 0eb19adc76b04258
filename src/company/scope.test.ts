import { expect, test } from 'vitest'
import { roles } from '#roles.ts'
import { scopeOf, treeBelow } from './scope.ts'

const lines = [
  { personId: 'rep', managerId: 'manager', startsOn: '2026-01-01', endsOn: '2026-07-01' },
  { personId: 'rep', managerId: 'other manager', startsOn: '2026-07-01', endsOn: null },
  { personId: 'second rep', managerId: 'manager', startsOn: '2026-01-01', endsOn: null },
  { personId: 'manager', managerId: 'head', startsOn: '2026-01-01', endsOn: null },
  { personId: 'other manager', managerId: 'head', startsOn: '2026-01-01', endsOn: null },
]

function scopeFor(role: string, personId: string | null, day: string) {
  const user = { id: 'u', name: 'U', email: 'u@example.com', role, personId }
  return scopeOf({ user, role: roles[role]!, lines, day })
}

test('a manager sees the people below as the tree stands on the day, at every depth', () => {
  expect(treeBelow({ personId: 'manager', lines, day: '2026-06-30' }).sort()).toEqual(['manager', 'rep', 'second rep'])
  expect(treeBelow({ personId: 'manager', lines, day: '2026-07-01' }).sort()).toEqual(['manager', 'second rep'])
  expect(treeBelow({ personId: 'head', lines, day: '2026-07-01' })).toHaveLength(5)
})

test('a rep sees their own deals only', () => {
  expect(scopeFor('rep', 'rep', '2026-07-01').sees.deals).toEqual(['rep'])
})

test('a user who is no person of the team sees nothing through a role that looks down the tree', () => {
  expect(scopeFor('sales-manager', null, '2026-07-01').sees.deals).toEqual([])
})

test('a supply planner sees orders and no deal', () => {
  expect(scopeFor('supply-planner', 'rep', '2026-07-01')).toMatchObject({ sees: { deals: [], orders: 'all' } })
})

test('a circle in the data does not hang', () => {
  const circle = [
    { personId: 'a', managerId: 'b', startsOn: '2026-01-01', endsOn: null },
    { personId: 'b', managerId: 'a', startsOn: '2026-01-01', endsOn: null },
  ]
  expect(treeBelow({ personId: 'a', lines: circle, day: '2026-02-01' }).sort()).toEqual(['a', 'b'])
})
