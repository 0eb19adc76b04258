import type { Table } from '../table.ts'
import { binCountOf, type Encoding, encode } from './encoding.ts'

/** A table as bytes, one array a column. */
export interface Binned {
  readonly rows: number
  readonly bins: readonly Uint8Array[]
  readonly binCounts: readonly number[]
  readonly isCategory: readonly boolean[]
}

/** Bins the columns of a table in the order of the encodings. */
export function binTable(table: Table, encodings: readonly Encoding[]): Binned {
  const byName = new Map(table.columns.map((column) => [column.name, column]))
  return {
    rows: table.rows,
    bins: encodings.map((encoding) => encode(byName.get(encoding.name)!, encoding)),
    binCounts: encodings.map(binCountOf),
    isCategory: encodings.map(({ kind }) => kind === 'category'),
  }
}

/** The named rows of a binned table. */
export function binnedRows(binned: Binned, rows: Uint32Array): Binned {
  const bins = binned.bins.map((column) => {
    const picked = new Uint8Array(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!
    return picked
  })
  return { ...binned, rows: rows.length, bins }
}
