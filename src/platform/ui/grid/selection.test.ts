import { describe, expect, it } from 'vitest'
import { linesOf, nextSort } from './column.ts'
import { asText, moved, rangeOf, type Selection, sumOf } from './selection.ts'

type Deal = { name: string; amount: number | null }
const columns = [
  { id: 'name', header: 'Deal', value: (deal: Deal) => deal.name },
  { id: 'amount', header: 'Amount', kind: 'number' as const, value: (deal: Deal) => deal.amount },
]
const rows: Deal[] = [
  { name: 'Ash\tBee', amount: 10 },
  { name: 'Cob', amount: null },
  { name: 'Dun', amount: -4 },
]
const size = { rows: 100, columns: 5, page: 20 }
const at = (row: number, column: number): Selection => ({ active: { row, column }, anchor: { row, column } })
const press = (selection: Selection, key: string, how: { shift?: boolean; jump?: boolean } = {}) =>
  moved({ selection, key, shift: how.shift ?? false, jump: how.jump ?? false, size })

describe('keys in a grid', () => {
  it('move one cell, stop at the edges, and jump to them with Ctrl', () => {
    expect(press(at(0, 0), 'ArrowDown')?.active).toEqual({ row: 1, column: 0 })
    expect(press(at(0, 0), 'ArrowUp')?.active).toEqual({ row: 0, column: 0 })
    expect(press(at(3, 1), 'ArrowDown', { jump: true })?.active).toEqual({ row: 99, column: 1 })
    expect(press(at(3, 1), 'PageDown')?.active).toEqual({ row: 23, column: 1 })
    expect(press(at(3, 1), 'End', { jump: true })?.active).toEqual({ row: 99, column: 4 })
    expect(press(at(3, 1), 'x')).toBeNull()
  })

  it('grow a range with Shift', () => {
    const grown = press(at(2, 2), 'ArrowUp', { shift: true })
    expect(rangeOf(grown ?? at(0, 0))).toEqual({ top: 1, bottom: 2, left: 2, right: 2 })
  })
})

describe('a range', () => {
  const all = { top: 0, bottom: 2, left: 0, right: 1 }

  it('is copied as rows and tabs, without breaking on tabs in values', () => {
    expect(asText(all, columns, rows)).toBe('Ash Bee\t10\nCob\t\nDun\t-4')
  })

  it('sums its numbers and counts only those there are', () => {
    expect(sumOf(all, columns, rows)).toEqual({ count: 2, sum: 6 })
  })
})

it('a heading stands before each new group', () => {
  const lines = linesOf(rows, (deal) => ({ key: deal.amount === null ? 'none' : 'some', label: '' }))
  expect(lines.map((line) => line.kind)).toEqual(['group', 'row', 'group', 'row', 'group', 'row'])
})

it('a header sorts numbers from the largest, text from A, then back, then not at all', () => {
  const [name, amount] = columns
  expect(nextSort(amount!, null)).toBe('amount:desc')
  expect(nextSort(amount!, 'amount:desc')).toBe('amount:asc')
  expect(nextSort(amount!, 'amount:asc')).toBeNull()
  expect(nextSort(name!, 'amount:asc')).toBe('name:asc')
})
