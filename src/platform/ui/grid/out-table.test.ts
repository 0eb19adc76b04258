import { expect, it } from 'vitest'
import type { Column } from './column.ts'
import { outTable } from './out-table.ts'

type Deal = { name: string; minor: number | null; currency: string; close: string | null; units: string | null }
const columns: Column<Deal>[] = [
  { id: 'name', header: 'Deal', value: (deal) => deal.name, definition: 'As your CRM calls it.' },
  { id: 'amount', header: 'Amount', kind: 'number', value: (deal) => deal.minor, currency: (deal) => deal.currency },
  { id: 'close', header: 'Close', value: (deal) => deal.close },
  { id: 'units', header: 'Units', unit: 'pcs', kind: 'number', value: (deal) => deal.units },
]
const dollars: Deal[] = [
  { name: 'Ash', minor: 1_234_50, currency: 'USD', close: '2026-11-23', units: '1.500' },
  { name: 'Bee', minor: null, currency: 'USD', close: null, units: null },
]
const out = (rows: Deal[]) => {
  const table = outTable({ name: 'Deals', columns, rows, about: [] })
  return { ...table, rows: [...(table.rows as Iterable<unknown>)] }
}

it('a grid leaves with exact money, days as days, units in the head and what its columns mean', () => {
  const { columns: heads, rows } = out(dollars)
  expect(heads).toEqual([
    { header: 'Deal', kind: 'text', definition: 'As your CRM calls it.' },
    { header: 'Amount', kind: 'number', digits: 2, adds: true, unit: 'USD' },
    { header: 'Close', kind: 'day' },
    { header: 'Units', unit: 'pcs', kind: 'number', adds: true },
  ])
  expect(rows).toEqual([
    ['Ash', '1234.50', '2026-11-23', '1.500'],
    ['Bee', null, null, null],
  ])
})

it('amounts in several currencies leave with their currency beside them', () => {
  const { columns: heads, rows } = out([...dollars, { ...dollars[0]!, minor: 70, currency: 'JPY' }])
  expect(heads.map(({ header }) => header)).toEqual(['Deal', 'Amount', 'Amount currency', 'Close', 'Units'])
  expect(rows[2]).toEqual(['Ash', '70', 'JPY', '2026-11-23', '1.500'])
})
