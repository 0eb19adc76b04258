import { describe, expect, it } from 'vitest'
import { arranged, fitting, placed, reordered, resized } from './layout.ts'
import { linesOf } from './lines.ts'
import { sortedRows } from './sorted.ts'

type Node = { id: string; above: string | null; family: string; units: string | null }
const nodes: Node[] = [
  { id: 'a', above: null, family: 'Bikes', units: '10' },
  { id: 'b', above: 'a', family: 'Bikes', units: '9.5' },
  { id: 'c', above: 'b', family: 'Parts', units: null },
  { id: 'd', above: 'gone', family: 'Parts', units: '100' },
]
const rowId = (node: Node) => node.id
const names = (lines: ReturnType<typeof linesOf<Node>>) =>
  lines.map((line) => (line.kind === 'group' ? `[${line.group.key}]` : line.id))

describe('the lines of a grid', () => {
  const group = (node: Node) => ({ key: node.family, label: node.family })

  it('have a heading before each new group, and hide the rows of a closed one', () => {
    expect(names(linesOf({ rows: nodes, rowId, group, closed: new Set() }))).toEqual([
      '[Bikes]',
      'a',
      'b',
      '[Parts]',
      'c',
      'd',
    ])
    expect(names(linesOf({ rows: nodes, rowId, group, closed: new Set(['Bikes']) }))).toEqual([
      '[Bikes]',
      '[Parts]',
      'c',
      'd',
    ])
  })

  it('hang below one another in a tree; a row whose parent is not there stands at the top', () => {
    const parent = (node: Node) => node.above
    const lines = linesOf({ rows: nodes, rowId, parent, closed: new Set() })
    expect(lines.map((line) => line.kind === 'row' && [line.id, line.branch?.level])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
      ['d', 1],
    ])
    expect(names(linesOf({ rows: nodes, rowId, parent, closed: new Set(['a']) }))).toEqual(['a', 'd'])
  })
})

it('rows are sorted by number where they are numbers, what is empty last either way', () => {
  const columns = [{ id: 'units', header: 'Units', kind: 'number' as const, value: (node: Node) => node.units }]
  const ids = (sort: string | null) => sortedRows(nodes, columns, sort).map(rowId)
  expect(ids('units:asc')).toEqual(['b', 'a', 'd', 'c'])
  expect(ids('units:desc')).toEqual(['d', 'a', 'b', 'c'])
  expect(ids(null)).toEqual(['a', 'b', 'c', 'd'])
})

describe('the columns of a grid', () => {
  const columns = ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    header: id,
    value: () => '',
    width: 100,
    hidden: id === 'd',
  }))
  const ids = (layout: object) => arranged(columns, layout).map(({ id }) => id)

  it('are moved, hidden and shown, and keep their order when one comes back', () => {
    const moved = reordered(columns, {}, { id: 'c', to: 0 })
    expect(ids(moved)).toEqual(['c', 'a', 'b'])
    expect(ids({ ...moved, visible: { a: false, d: true } })).toEqual(['c', 'b', 'd'])
    expect(ids({ ...moved, visible: { a: true } })).toEqual(['c', 'a', 'b'])
  })

  it('share the room that is left; one that was resized keeps its width', () => {
    const some = columns.slice(0, 3)
    expect(placed(some, {}, 600).map(({ width }) => width)).toEqual([200, 200, 200])
    const wider = resized({}, 'a', 250)
    expect(placed(some, wider, 650).map(({ left, width, frozen }) => [left, width, frozen])).toEqual([
      [0, 250, true],
      [250, 200, false],
      [450, 200, false],
    ])
    expect(placed(some, {}, 100).map(({ width }) => width)).toEqual([100, 100, 100])
    expect(resized({}, 'a', 3).widths).toEqual({ a: 48 })
  })

  it('that only show if there is room give way, the last first, unless somebody chose them', () => {
    const some = columns.slice(0, 3).map((column, at) => ({ ...column, ifRoom: at > 0 }))
    const shown = (room: number, layout = {}) => fitting(some, layout, room).map(({ id }) => id)
    expect(shown(0)).toEqual(['a', 'b', 'c'])
    expect(shown(225)).toEqual(['a', 'b', 'c'])
    expect(shown(224)).toEqual(['a', 'b'])
    expect(shown(100)).toEqual(['a'])
    expect(shown(224, { visible: { c: true } })).toEqual(['a', 'c'])
    expect(shown(10, { visible: { b: true, c: true } })).toEqual(['a', 'b', 'c'])
  })

  it('of text give way where that keeps every column in sight; numbers and those that were resized do not', () => {
    const money = { id: 'money', header: 'Money', kind: 'number' as const, width: 100, value: () => 1 }
    const some = [...columns.slice(0, 3), money]
    expect(placed(some, {}, 340).map(({ width }) => width)).toEqual([80, 80, 80, 100])
    expect(placed(some, { widths: { a: 100 } }, 360).map(({ width }) => width)).toEqual([100, 80, 80, 100])
    expect(placed(some, {}, 200).map(({ width }) => width)).toEqual([100, 100, 100, 100])
  })
})
