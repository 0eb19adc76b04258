import { expect, it } from 'vitest'
import { pathTo, treeMove, visibleNodes } from './tree-rows.ts'

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

it('arrow keys walk the rows, open and close nodes, and lead from a child to its parent', () => {
  const rows = visibleNodes(nodes, new Set(['all']))
  const press = (key: string, from: string) => treeMove({ key, nodes, rows, from })
  expect(press('ArrowDown', 'all')).toEqual({ to: 'bikes' })
  expect(press('ArrowRight', 'bikes')).toEqual({ open: 'bikes' })
  expect(press('ArrowLeft', 'all')).toEqual({ close: 'all' })
  expect(press('ArrowLeft', 'bikes')).toEqual({ to: 'all' })
  expect(press('End', 'all')).toEqual({ to: 'loose' })
  expect(press('a', 'all')).toBeNull()
})
