import { describe, expect, it } from 'vitest'
import { nextSort } from './column.ts'
import { inside, moved, nextPlace, rangeOf, type Selection } from './selection.ts'

const size = { rows: 100, columns: 5, page: 20 }
const at = (row: number, column: number): Selection => ({ active: { row, column }, anchor: { row, column } })
const press = (selection: Selection, key: string, how: { shift?: boolean; jump?: boolean } = {}) =>
  moved({ selection, key, shift: how.shift ?? false, jump: how.jump ?? false, size })

describe('keys in a grid', () => {
  it('move one cell, stop at the edges, and jump to them with Ctrl', () => {
    expect(press(at(0, 0), 'ArrowDown')?.active).toEqual({ row: 1, column: 0 })
    expect(press(at(99, 0), 'ArrowDown')?.active).toEqual({ row: 99, column: 0 })
    expect(press(at(3, 1), 'ArrowDown', { jump: true })?.active).toEqual({ row: 99, column: 1 })
    expect(press(at(3, 1), 'ArrowUp', { jump: true })?.active).toEqual({ row: 0, column: 1 })
    expect(press(at(3, 1), 'PageDown')?.active).toEqual({ row: 23, column: 1 })
    expect(press(at(3, 1), 'End')?.active).toEqual({ row: 3, column: 4 })
    expect(press(at(3, 1), 'End', { jump: true })?.active).toEqual({ row: 99, column: 4 })
    expect(press(at(3, 1), 'x')).toBeNull()
  })

  it('go up from the first row into the head, along it, and down again', () => {
    expect(press(at(0, 2), 'ArrowUp')?.active).toEqual({ row: -1, column: 2 })
    expect(press(at(-1, 2), 'ArrowRight')?.active).toEqual({ row: -1, column: 3 })
    expect(press(at(-1, 2), 'ArrowDown')?.active).toEqual({ row: 0, column: 2 })
    expect(press(at(0, 2), 'ArrowUp', { shift: true })?.active).toEqual({ row: 0, column: 2 })
  })

  it('grow a range with Shift', () => {
    const grown = press(at(2, 2), 'ArrowUp', { shift: true })
    expect(rangeOf(grown ?? at(0, 0))).toEqual({ top: 1, bottom: 2, left: 2, right: 2 })
  })

  it('walk in the direction of reading, to the end and no further', () => {
    expect(nextPlace({ row: 1, column: 4 }, { by: 1, size })).toEqual({ row: 2, column: 0 })
    expect(nextPlace({ row: 1, column: 0 }, { by: -1, size })).toEqual({ row: 0, column: 4 })
    expect(nextPlace({ row: 99, column: 4 }, { by: 1, size })).toBeNull()
  })
})

it('a selection stays inside a grid that became smaller', () => {
  expect(inside(at(99, 4), { rows: 10, columns: 2 })).toEqual(at(9, 1))
})

it('a header sorts numbers from the largest, text from A, then back, then not at all', () => {
  const name = { id: 'name', header: 'Deal', value: () => '' }
  const amount = { id: 'amount', header: 'Amount', kind: 'number' as const, value: () => 0 }
  expect(nextSort(amount, null)).toBe('amount:desc')
  expect(nextSort(amount, 'amount:desc')).toBe('amount:asc')
  expect(nextSort(amount, 'amount:asc')).toBeNull()
  expect(nextSort(name, 'amount:asc')).toBe('name:asc')
})
