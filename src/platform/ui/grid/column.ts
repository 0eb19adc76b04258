import type { ReactNode } from 'react'

/** One column of a grid. */
export type Column<Row> = {
  id: string
  header: string
  /** Shown small beside the header: `USD`, `pcs`, `%`. */
  unit?: string
  /** What is sorted, summed and copied. */
  value: (row: Row) => string | number | null
  /** For money: the currency in whose whole minor units the value is; it is copied and summed as money. */
  currency?: (row: Row) => string
  /** How it is shown; left out, the value as text. */
  cell?: (row: Row) => ReactNode
  /** Numbers stand right, in tabular figures. */
  kind?: 'text' | 'number'
  /** Least width in pixels. */
  width?: number
  /** Takes the room that is left. */
  grow?: boolean
  /** Off until chosen in the column chooser. */
  hidden?: boolean
  sortable?: boolean
  /** Its place in the list on a phone: title and aside on the first line, the rest below. */
  phone?: 'title' | 'aside' | 'line' | 'off'
  /** The sum over all rows, also those not loaded, for the footer. */
  sum?: ReactNode
}

/** A heading above the rows of one group. */
export type RowGroup = { key: string; label: ReactNode; aside?: ReactNode }

export type GridLine<Row> = { kind: 'group'; group: RowGroup } | { kind: 'row'; row: Row; at: number }

/** The lines of a grid: its rows, with a heading before each new group. */
export function linesOf<Row>(rows: Row[], group?: (row: Row) => RowGroup): GridLine<Row>[] {
  const lines: GridLine<Row>[] = []
  let before: string | null = null
  for (const [at, row] of rows.entries()) {
    const heading = group?.(row)
    if (heading && heading.key !== before) {
      lines.push({ kind: 'group', group: heading })
      before = heading.key
    }
    lines.push({ kind: 'row', row, at })
  }
  return lines
}

/** The widths of all columns as a CSS grid template. */
export function template<Row>(columns: Column<Row>[]): string {
  return columns.map((column) => `minmax(${leastWidth(column)}px, ${column.grow ? '3fr' : '1fr'})`).join(' ')
}

/** What a grid needs before it scrolls sideways. */
export function fullWidth<Row>(columns: Column<Row>[]): number {
  return columns.reduce((sum, column) => sum + leastWidth(column), 0)
}

/** What a cell shows. */
export function shown<Row>(column: Column<Row>, row: Row): ReactNode {
  return column.cell ? column.cell(row) : (column.value(row) ?? '')
}

/** `amount:desc` <-> the column and its direction. */
export function readSort(text: string | null | undefined): { id: string; desc: boolean } | null {
  const [id, direction] = (text ?? '').split(':')
  return id ? { id, desc: direction === 'desc' } : null
}

/** The sort after a click on a header: ascending, descending (numbers the other way round), then none. */
export function nextSort<Row>(column: Column<Row>, text: string | null | undefined): string | null {
  const now = readSort(text)
  const [first, second] = column.kind === 'number' ? ['desc', 'asc'] : ['asc', 'desc']
  if (now?.id !== column.id) return `${column.id}:${first}`
  return now.desc === (first === 'desc') ? `${column.id}:${second}` : null
}

function leastWidth<Row>(column: Column<Row>): number {
  return column.width ?? (column.grow ? 220 : column.kind === 'number' ? 110 : 130)
}
