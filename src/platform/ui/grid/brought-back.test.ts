import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { xlsxStream } from '../../out/xlsx.ts'
import { broughtBack, type Sheet, type SheetCell } from './brought-back.ts'
import type { Column } from './column.ts'
import { outAndBack, outTable } from './out-table.ts'

type Deal = { id: string; name: string; minor: number | null; close: string | null; odds: number }
const columns: Column<Deal>[] = [
  { id: 'name', header: 'Deal', value: ({ name }) => name, edit: text('name', true) },
  {
    ...{ id: 'amount', header: 'Amount', kind: 'number', value: ({ minor }) => minor, currency: () => 'USD' },
    edit: { kind: 'money', value: ({ minor }) => minor, currency: () => 'USD', apply: (deal) => deal },
  },
  { id: 'close', header: 'Close', value: ({ close }) => close, edit: { ...text('close'), kind: 'day' } },
  {
    ...{ id: 'odds', header: 'Odds', kind: 'number', value: ({ odds }) => odds },
    edit: {
      kind: 'percent',
      value: ({ odds }) => odds,
      apply: (deal) => deal,
      locked: ({ name }) => (name === 'Fir' ? 'Fir is won.' : null),
    },
  },
]
const left: Deal[] = [
  { id: 'k1', name: 'Ash', minor: 1_234_50, close: '2026-11-30', odds: 0.25 },
  { id: 'k2', name: 'Elm', minor: 70_00, close: null, odds: 0.5 },
  { id: 'k3', name: 'Fir', minor: null, close: '2026-12-24', odds: 1 },
]
const origin = { list: 'deals', scope: 'Q4' }
const rowId = ({ id }: Deal) => id

function text(field: 'name' | 'close', required = false) {
  return { kind: 'text' as const, value: (deal: Deal) => deal[field], apply: (deal: Deal) => deal, required }
}

/** The workbook as it left, read as any reader does. */
async function workbook(): Promise<Sheet[]> {
  const table = outTable({ name: 'Deals', columns, rows: left, about: [] })
  const stream = xlsxStream(outAndBack({ table, origin, columns, rows: left, keyOf: rowId }))
  const { sheets } = await readXlsx(new Uint8Array(await new Response(stream).arrayBuffer()))
  return sheets.map(({ name, rows }) => ({ name, rows: rows as SheetCell[][] }))
}

const back = (sheets: Sheet[], now = left, where = origin) =>
  broughtBack(sheets, { origin: where, columns, rows: now, rowId, keyOf: rowId, locale: 'en-US' })

it('a workbook that nobody touched changes nothing', async () => {
  expect(back(await workbook())).toEqual({ changes: [], conflicts: [], refused: [], keyless: 0, unknown: 0 })
})

it('what was changed in the workbook comes back exactly, whatever the order of rows and columns', async () => {
  const [sheet, ...others] = await workbook()
  const [head, ash, elm, fir] = sheet!.rows
  ash![1] = 0.1 + 0.2 // a formula's dust is no cent
  elm![2] = new Date('2026-12-31T00:00:00Z')
  elm![3] = 0.6
  const turned = [head, fir, elm, ash].map((line) => [line![4]!, ...line!.slice(0, 4)])
  expect(back([{ name: 'Deals', rows: turned }, ...others])).toMatchObject({
    changes: [
      {
        row: 'Elm',
        column: 'Close',
        here: 'empty',
        change: { id: 'k2', column: 'close', from: null, to: '2026-12-31' },
      },
      { row: 'Elm', column: 'Odds', here: '50 %', file: '60 %', change: { to: 0.6 } },
      { row: 'Ash', column: 'Amount', here: '$1,234.50', file: '$0.30', change: { to: 30 } },
    ],
    conflicts: [],
    refused: [],
  })
})

it('what was changed here meanwhile is a conflict, unless both say the same; what stayed in the workbook takes nothing back', async () => {
  const sheets = await workbook()
  const [, ash, elm] = sheets[0]!.rows
  ash![1] = 2000
  elm![1] = 80
  const now = [{ ...left[0]!, minor: 1_500_00 }, { ...left[1]!, minor: 80_00, odds: 0.9 }, left[2]!]
  expect(back(sheets, now)).toMatchObject({
    changes: [],
    conflicts: [{ row: 'Ash', here: '$1,500.00', file: '$2,000.00', change: { from: 1_500_00, to: 2_000_00 } }],
  })
})

it('what cannot be is told with its reason: locked cells, half a cent, no days, rows twice; strange rows are counted', async () => {
  const sheets = await workbook()
  const { rows } = sheets[0]!
  const [, ash, elm, fir] = rows
  ash![1] = 12.345
  ash![2] = 'soon'
  elm![0] = null
  fir![3] = 0.5
  rows.push([...elm!.slice(0, 3), 0.7, 'k2'], ['New', 5, null, 0.1, null], ['Gone', 5, null, 0.1, 'k9'])
  const found = back(sheets)
  expect(found).toMatchObject({ changes: [], keyless: 1, unknown: 1 })
  const refused = (found as Exclude<typeof found, string>).refused.map(({ row, column, says }) => [row, column, says])
  expect(refused).toEqual([
    ['Ash', 'Amount', expect.stringMatching(/cent|decimals/)],
    ['Ash', 'Close', expect.stringContaining('soon')],
    ['Elm', 'Deal', 'This cannot be empty.'],
    ['Fir', 'Odds', 'Fir is won.'],
    ['Elm', 'Deal', 'This row stands twice in the workbook.'],
    ['Elm', 'Odds', 'This row stands twice in the workbook.'],
  ])
})

it('a workbook of another list, of another period, or that lost its keys is refused in words', async () => {
  const sheets = await workbook()
  expect(back(sheets, left, { list: 'items', scope: '' })).toBe('This workbook is of another list (deals).')
  expect(back(sheets, left, { ...origin, scope: 'Q1' })).toMatch(/showed something else/)
  expect(back([{ name: 'Sheet1', rows: [['a']] }])).toMatch(/does not say how it left/)
  const keyless = sheets.map((sheet, at) =>
    at === 0 ? { ...sheet, rows: sheet.rows.map((line) => line.slice(0, 4)) } : sheet,
  )
  expect(back(keyless)).toMatch(/the column “Key”/)
})
