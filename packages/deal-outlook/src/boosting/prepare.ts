import { randomFrom, shuffled } from '../random.ts'
import type { CategoryColumn, Table } from '../table.ts'
import type { Binned } from './binned.ts'
import { binCountOf, type Encoding, encode, learnEncoding } from './encoding.ts'
import { foldsOf, learnRates } from './outcome-rates.ts'

/** How categories enter the trees: as sets of levels, or columns of more than `fewLevels` levels by their outcome rate. */
export type CategoryHandling = 'sets' | 'rates'

/** Levels up to which a category always is split by sets. */
export const fewLevels = 8

/** Rows to learn from: what is known, what came of it, and which rows belong to one deal. */
export interface Learning {
  readonly table: Table
  readonly outcomes: Uint8Array
  readonly groups?: ArrayLike<number> | undefined
}

/** Learns how each column becomes bins, and bins the rows it learned from. */
export function prepare(given: Learning & { handling: CategoryHandling; seed: number }): {
  encodings: Encoding[]
  binned: Binned
} {
  const { table, outcomes, groups, handling, seed } = given
  const folds = foldsOf(table.rows, groups, shuffled(table.rows, randomFrom(seed)))
  const made = table.columns.map((column) => {
    if (handling === 'rates' && column.kind === 'category' && hasManyLevels(column)) {
      return learnRates({ column, outcomes, folds })
    }
    const encoding = learnEncoding(column)
    return { encoding, bins: encode(column, encoding) }
  })
  const encodings = made.map(({ encoding }) => encoding)
  const binned = {
    rows: table.rows,
    bins: made.map(({ bins }) => bins),
    binCounts: encodings.map(binCountOf),
    isCategory: encodings.map(({ kind }) => kind === 'category'),
  }
  return { encodings, binned }
}

/** Whether a category has more levels than are always split by sets. */
export function hasManyLevels({ values }: CategoryColumn): boolean {
  const seen = new Set<string>()
  for (let row = 0; row < values.length && seen.size <= fewLevels; row++) {
    const value = values[row]!
    if (value !== null && value !== '') seen.add(value)
  }
  return seen.size > fewLevels
}
