import { expect, it } from 'vitest'
import { followed } from './followed.ts'
import { linesOf } from './lines.ts'

const lines = (rows: string) => linesOf({ rows: [...rows], rowId: (row) => row, closed: new Set() })
const range = (from: number, to: number) => ({ anchor: { row: from, column: 2 }, active: { row: to, column: 2 } })

it('a range goes with its rows while they stand together, and is one cell where an edit has sorted them apart', () => {
  const old = lines('abcdef')
  expect(followed(range(1, 3), { old, lines: lines('xabcdef') })).toEqual(range(2, 4))
  expect(followed(range(1, 3), { old, lines: lines('abcdefgh') })).toEqual(range(1, 3))
  expect(followed(range(1, 3), { old, lines: lines('acefdb') })).toEqual(range(4, 4))
  expect(followed(range(1, 3), { old, lines: lines('aefxyz') })).toEqual(range(3, 3))
})
