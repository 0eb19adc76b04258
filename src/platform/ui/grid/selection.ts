import { majorText } from '../format.ts'
import type { Column } from './column.ts'

export type Place = { row: number; column: number }
/** The active cell and where the selected range began. */
export type Selection = { active: Place; anchor: Place }
export type Range = { top: number; bottom: number; left: number; right: number }

/** Where a key leads; null when the key does not move. Shift keeps the anchor, so that a range grows. */
export function moved(input: {
  selection: Selection
  key: string
  shift: boolean
  jump: boolean
  size: { rows: number; columns: number; page: number }
}): Selection | null {
  const { selection, key, shift, jump, size } = input
  const step = steps(size)[key]
  if (!step) return null
  const { row, column } = selection.active
  const far = jump ? Number.MAX_SAFE_INTEGER : 1
  const active = {
    row: clamp(row + step.row * (step.row ? far : 1), size.rows - 1),
    column: clamp(column + step.column * (step.column ? far : 1), size.columns - 1),
  }
  if (jump && key === 'Home') active.row = 0
  if (jump && key === 'End') active.row = size.rows - 1
  return { active, anchor: shift ? selection.anchor : active }
}

/** The rectangle between anchor and active cell. */
export function rangeOf({ active, anchor }: Selection): Range {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  }
}

/** Whether a cell lies in the range. */
export function within(range: Range, { row, column }: Place): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right
}

/** The range as tab-separated text, as spreadsheets take it. */
export function asText<Row>(range: Range, columns: Column<Row>[], rows: Row[], mark = '.'): string {
  const taken = columns.slice(range.left, range.right + 1)
  return rows
    .slice(range.top, range.bottom + 1)
    .map((row) => taken.map((column) => cellText(column, row, mark)).join('\t'))
    .join('\n')
}

/** A number stands as a spreadsheet of the locale reads it: exact, without thousands, with its decimal mark. */
function cellText<Row>(column: Column<Row>, row: Row, mark: string): string {
  const value = column.value(row)
  if (typeof value === 'number') {
    return (column.currency ? majorText(value, column.currency(row)) : String(value)).replace('.', mark)
  }
  return String(value ?? '').replace(/[\t\r\n]+/g, ' ')
}

export type Sum = {
  count: number
  /** Of money in whole minor units; null where units or currencies are mixed, whose sum would say nothing. */
  sum: number | null
  currency: string | null
}

/** How many numbers the range holds, and their sum. */
export function sumOf<Row>(range: Range, columns: Column<Row>[], rows: Row[]): Sum {
  const taken = columns.slice(range.left, range.right + 1).filter((column) => column.kind === 'number')
  let count = 0
  let sum = 0
  const currencies = new Set<string | null>()
  for (const row of rows.slice(range.top, range.bottom + 1)) {
    for (const column of taken) {
      const value = column.value(row)
      if (value === null || value === '' || !Number.isFinite(Number(value))) continue
      count += 1
      currencies.add(column.currency?.(row) ?? null)
      sum += Number(value)
    }
  }
  const [currency = null] = currencies
  return { count, sum: currencies.size > 1 ? null : sum, currency: currencies.size > 1 ? null : currency }
}

function steps(size: { rows: number; columns: number; page: number }): Record<string, Place> {
  return {
    ArrowDown: { row: 1, column: 0 },
    ArrowUp: { row: -1, column: 0 },
    ArrowRight: { row: 0, column: 1 },
    ArrowLeft: { row: 0, column: -1 },
    PageDown: { row: size.page, column: 0 },
    PageUp: { row: -size.page, column: 0 },
    Home: { row: 0, column: -size.columns },
    End: { row: 0, column: size.columns },
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value))
}
