import type { ReactNode } from 'react'
import type { CellEdit } from './edit.ts'

/** One column of a grid. */
export type Column<Row> = {
  id: string
  header: string
  /** What it is called in a file that leaves, where the header alone says too little without its grid. */
  fileHeader?: string
  /** Shown small beside the header: `USD`, `pcs`, `%`. */
  unit?: string
  /** What is sorted, summed and copied; exact decimal text counts as a number where `kind` says so. */
  value: (row: Row) => string | number | null
  /** For money: the currency in whose whole minor units the value is; it is copied and summed as money. */
  currency?: (row: Row) => string
  /** How it is shown; left out, the value as text. */
  cell?: (row: Row) => ReactNode
  /** Numbers stand right, in tabular figures. */
  kind?: 'text' | 'number'
  /** Shares and ratios do not add up: no sum of the selection. */
  adds?: boolean
  /** How its cells are edited; left out, they are locked. */
  edit?: CellEdit<Row>
  /** Least width in pixels. */
  width?: number
  /** Takes the room that is left. */
  grow?: boolean
  /** Off until chosen in the column chooser. */
  hidden?: boolean
  /** Shows only where all columns have room beside each other; it can be chosen all the same, and leaves with every export. */
  ifRoom?: boolean
  sortable?: boolean
  /** Its place in the list on a phone: title and aside on the first line, the rest below. */
  phone?: 'title' | 'aside' | 'line' | 'off'
  /** The sum over all rows, also those not loaded, for the footer. */
  sum?: ReactNode
  /** What the column means, for the sheet of definitions of an export and the head's tooltip. */
  definition?: string
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
