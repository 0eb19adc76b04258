import type { Column } from './column.ts'
import type { CellRead, CellValue } from './edit.ts'
import { readCell, valueText } from './edit.ts'
import type { Range } from './selection.ts'

/** One cell changed by hand. */
export type CellChange<Row> = { row: Row; id: string; column: string; from: CellValue; to: CellValue }

/** A pasted or typed text that needs a look before it is written: refused, or understood in one of two ways. */
export type Doubtful = {
  line: number
  column: string
  header: string
  text: string
  read: CellRead
  shown: () => string
}

export type Plan<Row> = {
  changes: CellChange<Row>[]
  refused: Doubtful[]
  doubtful: Doubtful[]
  /** Pasted cells that would lie outside the grid. */
  outside: number
  range: Range
}

type Sheet<Row> = {
  rowAt: (line: number) => { row: Row; id: string } | null
  lines: number
  columns: Column<Row>[]
  locale: string
}

/** What pasting a block would change: one value fills the range, a block is repeated where the range is a multiple of it. */
export function planPaste<Row>(block: string[][], range: Range, sheet: Sheet<Row>): Plan<Row> {
  const height = block.length
  const width = Math.max(...block.map((line) => line.length))
  const across = repeats(range.right - range.left + 1, width)
  const down = repeats(range.bottom - range.top + 1, height)
  const target = {
    top: range.top,
    left: range.left,
    bottom: Math.min(sheet.lines - 1, range.top + height * down - 1),
    right: Math.min(sheet.columns.length - 1, range.left + width * across - 1),
  }
  const plan = planCells(target, sheet, (line, column) => block[line % height]?.[column % width])
  const outside = height * down * width * across - (target.bottom - target.top + 1) * (target.right - target.left + 1)
  return { ...plan, outside, range: target }
}

/** What writing a text into each cell of a range would change; `textAt` gives it by line and column inside the range. */
export function planCells<Row>(
  range: Range,
  sheet: Sheet<Row>,
  textAt: (line: number, column: number) => string | undefined,
): Plan<Row> {
  const plan: Plan<Row> = { changes: [], refused: [], doubtful: [], outside: 0, range }
  for (let column = range.left; column <= range.right; column++) planColumn(plan, { column, range, sheet, textAt })
  return plan
}

function planColumn<Row>(
  plan: Plan<Row>,
  at: { column: number; range: Range; sheet: Sheet<Row>; textAt: (line: number, column: number) => string | undefined },
): void {
  const { range, sheet } = at
  const column = sheet.columns[at.column]!
  const { id, header, edit } = column
  const doubtful: Doubtful[] = []
  let isSettled = false
  for (let line = range.top; line <= range.bottom; line++) {
    const found = sheet.rowAt(line)
    const text = at.textAt(line - range.top, at.column - range.left)
    if (!found || text === undefined) continue
    const { row } = found
    const read: CellRead = edit
      ? readCell(text, edit, { row, locale: sheet.locale })
      : { kind: 'refused', says: `${header} cannot be edited here.` }
    if (read.kind === 'refused' || !edit) {
      plan.refused.push({ line, column: id, header, text, read, shown: () => '' })
      continue
    }
    const shown = () => meaningOf(read, (value) => valueText(value, edit, { row, locale: sheet.locale }))
    if (read.doubt) doubtful.push({ line, column: id, header, text, read, shown })
    else if (isTelling(text)) isSettled = true
    const from = edit.value(row)
    if (from !== read.value) plan.changes.push({ row, id: found.id, column: id, from, to: read.value })
  }
  if (!isSettled) plan.doubtful.push(...doubtful)
}

function meaningOf(read: CellRead & { kind: 'value' }, written: (value: CellValue) => string): string {
  return read.other === null ? written(read.value) : `${written(read.value)}, not ${written(read.other)}`
}

/** A number with both marks, or one mark twice, tells how its whole column is written. */
function isTelling(text: string): boolean {
  return (text.includes(',') && text.includes('.')) || /(,.*,|[.].*[.])/.test(text)
}

function repeats(cells: number, block: number): number {
  return cells % block === 0 ? cells / block : 1
}
