import type { CellValue, WriteSheet } from 'hucre/xlsx'
import type { Cell } from '../consensus/cells.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import type { Pack, PackPart } from './contract.ts'

type Formula = { row: number; column: number; formula: string; result: number }

/** A pack as a workbook whose sums are formulas: revenue is units times price, families and months are sums of the plan. */
export async function packXlsx(pack: Pack, cells: readonly Cell[], nameOf: NameOf): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const sheets = [
    planSheet(pack, cells, nameOf),
    sumSheet('Families', pack, cells, nameOf),
    sumSheet('Months', pack, cells, nameOf),
  ]
  const tables = pack.parts.filter((part) => part.kind === 'table' && part.heading !== 'Families')
  const used = new Set(sheets.map(({ name }) => name))
  const others = tables.map((part) => tableSheet(part as Extract<PackPart, { kind: 'table' }>, pack, used))
  return writeXlsx({
    sheets: [aboutSheet(pack, cells), ...sheets, ...others],
    defaultFont: { name: 'Calibri', size: 11 },
    properties: { title: `${pack.title}, ${pack.cycle}`, company: pack.company },
  })
}

const planHead = [
  'Family',
  'Month',
  'Statistical',
  'Sales',
  'Customers',
  'Finance',
  'Units',
  'Price',
  'Revenue',
  'Budget',
  'Difference',
]

function planSheet(pack: Pack, cells: readonly Cell[], nameOf: NameOf): WriteSheet {
  const major = majorOf(pack)
  const formulas: Formula[] = []
  const rows = cells.map((cell, at): CellValue[] => {
    const line = at + 2
    formulas.push(
      {
        row: at + 1,
        column: 8,
        formula: `ROUND(G${line}*H${line},${pack.minorDigits})`,
        result: major(cell.revenueMinor ?? 0),
      },
      {
        row: at + 1,
        column: 10,
        formula: `I${line}-J${line}`,
        result: major((cell.revenueMinor ?? 0) - (cell.budgetMinor ?? 0)),
      },
    )
    const { statistical, sales, customer, finance, units, price, budgetMinor } = cell
    const budget = budgetMinor === null ? null : major(budgetMinor)
    return [
      nameOf(cell.familyId),
      cell.month,
      statistical,
      sales,
      customer,
      finance,
      units,
      price === null ? null : Number(price),
      null,
      budget,
      null,
    ]
  })
  return sheetOf('Plan', [planHead, ...rows], formulas)
}

function sumSheet(name: 'Families' | 'Months', pack: Pack, cells: readonly Cell[], nameOf: NameOf): WriteSheet {
  const major = majorOf(pack)
  const keyOf = (cell: Cell) => (name === 'Families' ? nameOf(cell.familyId)! : cell.month)
  const by = name === 'Families' ? 'A' : 'B'
  const groups = [...Map.groupBy(cells, keyOf)]
  const end = cells.length + 1
  const columns = [
    { letter: 'G', of: (cell: Cell) => cell.units ?? 0 },
    { letter: 'I', of: (cell: Cell) => cell.revenueMinor ?? 0, isMoney: true },
    { letter: 'J', of: (cell: Cell) => cell.budgetMinor ?? 0, isMoney: true },
  ]
  const total = (own: readonly Cell[], { of, isMoney }: (typeof columns)[number]) => {
    const sum = own.reduce((all, cell) => all + of(cell), 0)
    return isMoney ? major(sum) : sum
  }
  const formulas = groups.flatMap(([, own], at) =>
    columns.map((column, nth) => ({
      row: at + 1,
      column: nth + 1,
      formula: `SUMIFS(Plan!$${column.letter}$2:$${column.letter}$${end},Plan!$${by}$2:$${by}$${end},$A${at + 2})`,
      result: total(own, column),
    })),
  )
  const sums = columns.map((column, nth) => {
    const letter = 'BCD'[nth]
    return {
      row: groups.length + 1,
      column: nth + 1,
      formula: `SUM(${letter}2:${letter}${groups.length + 1})`,
      result: total(cells, column),
    }
  })
  const head = [name === 'Families' ? 'Family' : 'Month', 'Units', 'Revenue', 'Budget']
  return sheetOf(
    name,
    [head, ...groups.map(([key]) => [key, null, null, null]), ['All', null, null, null]],
    [...formulas, ...sums],
  )
}

function tableSheet(
  { heading, columns, rows }: Extract<PackPart, { kind: 'table' }>,
  pack: Pack,
  used: Set<string>,
): WriteSheet {
  const major = majorOf(pack)
  const name = heading
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 28)
    .trim()
  const free = used.has(name) ? `${name} 2` : name
  used.add(free)
  const body = rows.map((row) =>
    columns.map(({ kind }, at): CellValue => {
      const value = row[at] ?? null
      return kind === 'money' && typeof value === 'number' ? major(value) : value
    }),
  )
  return sheetOf(free, [columns.map(({ label }) => label), ...body], [])
}

function aboutSheet(pack: Pack, cells: readonly Cell[]): WriteSheet {
  const major = majorOf(pack)
  const revenue = major(cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0))
  const rows: CellValue[][] = [
    [`${pack.title}, ${pack.cycle}`, null],
    ['Company', pack.company],
    ['In short', pack.answer],
    ['Currency', pack.currency],
    ['Made', pack.madeAt],
    ['Plan', pack.hash ? `approved, ${pack.hash}` : 'draft'],
    ['Revenue', null],
    ['Left out', 'Items without a family, and family-months without a price'],
  ]
  const formula = { row: 6, column: 1, formula: `SUM(Plan!$I$2:$I$${cells.length + 1})`, result: revenue }
  return sheetOf('About', rows, [formula])
}

function sheetOf(name: string, rows: CellValue[][], formulas: readonly Formula[]): WriteSheet {
  const cells = new Map(
    formulas.map(({ row, column, formula, result }) => [
      `${row},${column}`,
      { formula, formulaResult: result, value: result, type: 'formula' as const },
    ]),
  )
  const widths = (rows[0] ?? []).map((head, at) => ({
    width: at === 0 ? 28 : Math.max(14, String(head ?? '').length + 2),
  }))
  return { name, rows, cells, columns: widths, freezePane: { rows: 1 } }
}

function majorOf({ minorDigits }: Pick<Pack, 'minorDigits'>): (minor: number) => number {
  return (minor) => Math.round(minor) / 10 ** minorDigits
}
