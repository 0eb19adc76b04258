import { expect, it } from 'vitest'
import { pathTo, visibleNodes } from './tree-rows.ts'

const nodes = [
  { id: 'all', label: 'All', children: [{ id: 'bikes', label: 'Bikes', children: [{ id: 'road', label: 'Road' }] }] },
  { id: 'loose', label: 'Loose' },
]

it('a tree shows the children of open nodes only, each with its depth', () => {
  const rows = visibleNodes(nodes, new Set(['all']))
  expect(rows.map((row) => [row.node.id, row.depth, row.hasChildren, row.isOpen])).toEqual([
    ['all', 0, true, true],
    ['bikes', 1, true, false],
    ['loose', 0, false, false],
  ])
})

it('the way to a node leads from the root to its parent', () => {
  expect(pathTo(nodes, 'road')).toEqual(['all', 'bikes'])
  expect(pathTo(nodes, 'loose')).toEqual([])
  expect(pathTo(nodes, 'unknown')).toEqual([])
})
