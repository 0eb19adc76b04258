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
    expect(sumOf(all, columns, rows)).toEqual({ count: 2, sum: 6, currency: null })
  })

  it('of money is copied and summed as money, exact, and never across currencies', () => {
    type Sale = { name: string; minor: number; currency: string }
    const sales = [
      { name: 'Elm', minor: 2_676_805, currency: 'USD' },
      { name: 'Fir', minor: -5, currency: 'USD' },
      { name: 'Ivy', minor: 70, currency: 'JPY' },
    ]
    const money = [
      columns[0]! as { id: string; header: string; value: (sale: { name: string }) => string },
      {
        id: 'm',
        header: 'M',
        kind: 'number' as const,
        value: (sale: Sale) => sale.minor,
        currency: (sale: Sale) => sale.currency,
      },
    ]
    expect(asText(all, money, sales, ',')).toBe('Elm\t26768,05\nFir\t-0,05\nIvy\t70')
    expect(sumOf({ ...all, bottom: 1 }, money, sales)).toEqual({ count: 2, sum: 2_676_800, currency: 'USD' })
    expect(sumOf(all, money, sales)).toEqual({ count: 3, sum: null, currency: null })
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
