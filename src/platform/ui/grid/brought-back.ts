import { dayAfter } from '@drumbeat/periods'
import { shifted } from '#platform/numbers/exact.ts'
import { leftName } from '../../out/sheet-xml.ts'
import type { CellChange } from './changes.ts'
import type { Column } from './column.ts'
import { type CellEdit, readCell, valueText } from './edit.ts'
import { leftOf, type Origin } from './out-table.ts'

export type SheetCell = string | number | boolean | Date | null
export type Sheet = { name: string; rows: SheetCell[][] }

/** A cell of a workbook that differs from what stands here, in words. */
export type Difference<Row> = { row: string; column: string; here: string; file: string; change: CellChange<Row> }

/** What bringing a workbook back would do. */
export type Return<Row> = {
  /** Changed in the workbook, and here still as it left. */
  changes: Difference<Row>[]
  /** Changed in the workbook, and meanwhile here as well. */
  conflicts: Difference<Row>[]
  /** Changed in the workbook to what cannot be. */
  refused: { row: string; column: string; file: string; says: string }[]
  /** Rows of the workbook without a key, or with one that is not in this list now. */
  keyless: number
  unknown: number
}

type Here<Row> = {
  origin: Origin
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** What a row is known by in the workbook. */
  keyOf: (row: Row) => string
  locale: string
}

/** Compares a workbook with what left and with what stands here now; in words why it is none of this list, where it is not. */
export function broughtBack<Row>(sheets: readonly Sheet[], here: Here<Row>): Return<Row> | string {
  const left = readLeft(sheets)
  if (!left)
    return 'This workbook does not say how it left. Download the list as an Excel workbook, change that, and bring it back as .xlsx.'
  if (left.list !== here.origin.list) return `This workbook is of another list (${left.list}).`
  if (left.scope !== here.origin.scope)
    return 'This workbook left this screen when it showed something else: another period, node or version. Go there and bring it back there.'
  const found = sheetOfRows(sheets, left)
  if (!found) return `No sheet of this workbook has the column “${left.key}”, by which its rows are known again.`
  return compared({ left, found, here })
}

type LeftRead = Origin & { key: string; heads: string[]; columns: string[]; was: Map<string, string[]> }

function readLeft(sheets: readonly Sheet[]): LeftRead | null {
  const rows = sheets.find(({ name, rows: [first] }) => name === leftName && first?.[0] === leftName)?.rows
  if (!rows) return null
  const texts = (at: number) => (rows[at] ?? []).map((cell) => String(cell ?? ''))
  const [, list = '', scope = ''] = texts(0)
  const lines = rows.slice(3).map((_, at): [string, string[]] => {
    const [key = '', ...cells] = texts(at + 3)
    return [key, cells]
  })
  const [key = '', ...heads] = texts(1)
  return { list, scope, key, heads, columns: texts(2).slice(1), was: new Map(lines) }
}

type RowsRead = { key: number; at: number[]; lines: SheetCell[][] }

/** The sheet with the keys, and where its columns stand now: -1 where one was taken out. */
function sheetOfRows(sheets: readonly Sheet[], left: Pick<LeftRead, 'key' | 'heads'>): RowsRead | null {
  for (const { name, rows } of sheets) {
    const [first = [], ...lines] = rows
    const texts = first.map((cell) => String(cell ?? '').trim())
    const key = texts.lastIndexOf(left.key)
    if (name !== leftName && key >= 0) return { key, at: left.heads.map((head) => texts.indexOf(head)), lines }
  }
  return null
}

function compared<Row>({ left, found, here }: { left: LeftRead; found: RowsRead; here: Here<Row> }): Return<Row> {
  const { columns, rows, rowId, keyOf } = here
  const result: Return<Row> = { changes: [], conflicts: [], refused: [], keyless: 0, unknown: 0 }
  const edited = left.columns.map((id) => columns.find((column) => column.id === id && column.edit))
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const now = new Map([...leftOf({ columns, rows, keyOf }).rows].map(([key, ...cells]) => [key!, cells]))
  const places = columns.filter(({ edit }) => edit).map(({ id }) => id)
  const seen = new Set<string>()
  for (const line of found.lines) {
    const key = String(line[found.key] ?? '').trim()
    if (!key) {
      result.keyless += line.some((cell) => cell !== null && cell !== '') ? 1 : 0
      continue
    }
    const [row, was] = [byKey.get(key), left.was.get(key)]
    if (!row || !was) {
      result.unknown += 1
      continue
    }
    const twice = seen.has(key)
    seen.add(key)
    for (const [at, column] of edited.entries()) {
      const place = found.at[at]!
      const cell = line[place] ?? null
      if (!column || place < 0 || isSame(cell, was[at] ?? '')) continue
      const stands = now.get(key)?.[places.indexOf(column.id)] ?? ''
      note(result, { column, row, id: rowId(row), cell, twice, here, moved: stands !== (was[at] ?? ''), stands })
    }
  }
  return result
}

/** Puts a cell that was changed in the workbook where it belongs. */
function note<Row>(
  result: Return<Row>,
  given: {
    column: Column<Row>
    row: Row
    id: string
    cell: SheetCell
    twice: boolean
    here: Here<Row>
    moved: boolean
    stands: string
  },
): void {
  const { column, row, id, cell, twice, moved, stands } = given
  const { columns, locale } = given.here
  const edit = column.edit!
  if (isSame(cell, stands)) return // both sides changed it to the same
  const name = String(columns[0]!.value(row) ?? '')
  const words = { row: name, column: column.header }
  const read = twice
    ? ({ kind: 'refused', says: 'This row stands twice in the workbook.' } as const)
    : readSheetCell(cell, edit, { row, locale })
  if (read.kind === 'refused') {
    result.refused.push({ ...words, file: textOf(cell), says: read.says })
    return
  }
  const from = edit.value(row)
  if (from === read.value) return
  const shown = (value: typeof from) => valueText(value, edit, { row, locale })
  const change = { row, id, column: column.id, from, to: read.value }
  const difference = { ...words, here: shown(from), file: shown(read.value), change }
  if (moved) result.conflicts.push(difference)
  else result.changes.push(difference)
}

/** Reads a cell of a workbook; its numbers and days are what they are, only text is read as people write it. */
function readSheetCell<Row>(cell: SheetCell, edit: CellEdit<Row>, { row, locale }: { row: Row; locale: string }) {
  if (typeof cell === 'string') return readCell(cell, edit, { row, locale })
  if (cell === null) return readCell('', edit, { row, locale })
  if (edit.kind === 'day') return readCell(dayOf(cell) ?? textOf(cell), edit, { row, locale })
  if (typeof cell !== 'number') return readCell(textOf(cell), edit, { row, locale })
  const exact = exactText(cell)
  return readCell(edit.kind === 'percent' ? shifted(exact, 2) : exact, edit, { row, locale: 'en-US' })
}

/** Whether a cell still says what left: numbers as numbers, days as days, text as text. */
function isSame(cell: SheetCell, was: string): boolean {
  if (cell === null || cell === '') return was === ''
  if (cell instanceof Date) return dayOf(cell) === was
  if (typeof cell === 'number') return (was !== '' && Number(was) === cell) || dayOf(cell) === was
  return String(cell).trim() === was.trim()
}

/** A day of a workbook: as such, or as the number by which workbooks count them. */
function dayOf(cell: SheetCell): string | null {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  const isSerial = typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 2_958_466
  return isSerial ? dayAfter('1899-12-30', cell) : null
}

/** A number without the dust of binary fractions: workbooks keep fifteen digits. */
function exactText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? Number(value.toPrecision(15)).toFixed(12) : text
}

function textOf(cell: SheetCell): string {
  return cell instanceof Date ? (dayOf(cell) ?? '') : String(cell ?? '')
}
