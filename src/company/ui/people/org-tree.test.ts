import { expect, test } from 'vitest'
import type { Person } from '../../people/contract.ts'
import { leaders, orgTree } from './org-tree.ts'

function person(id: string, manager: string | null, reports = 0): Person {
  return {
    id,
    name: id,
    externalId: null,
    email: null,
    title: null,
    hiredOn: null,
    timeZone: null,
    leftOn: null,
    erasedAt: null,
    manager: manager === null ? null : { id: manager, name: manager },
    team: null,
    role: null,
    reports,
  }
}

test('people stand under their managers, leaders first, each exactly once', () => {
  const tree = orgTree(
    [person('rep', 'lead'), person('aide', 'head'), person('lead', 'head', 1), person('head', null, 2)],
    () => '',
  )
  expect(tree.map((node) => node.label)).toEqual(['head'])
  expect(tree[0]?.children?.map((node) => node.label)).toEqual(['lead', 'aide'])
  expect(leaders(tree)).toEqual(['head', 'lead'])
})

test('who reports to somebody not in the list stands at the top; a circle loses nobody', () => {
  const tree = orgTree([person('rep', 'gone'), person('a', 'b', 1), person('b', 'a', 1)], () => '')
  expect(tree.map((node) => node.label)).toEqual(['rep', 'a'])
  expect(tree[1]?.children?.map((node) => node.label)).toEqual(['b'])
})
