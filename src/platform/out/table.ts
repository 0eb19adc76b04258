export type OutValue = string | number | null

/** A column of a file that leaves the product. */
export type OutColumn = {
  header: string
  /** Numbers are exact decimal text or numbers; a percent is a share; a day is `2026-11-23`. */
  kind: 'text' | 'number' | 'percent' | 'day'
  /** Decimals that are always shown. */
  digits?: number
  unit?: string
  definition?: string
  /** There, but out of sight, as keys are that only the way back needs. */
  hidden?: true
  /** Its values add up: the sheet of definitions sums them, as a formula. */
  adds?: true
}

/** A table that leaves the product, and what one must know to read it: what it is, as of when, what it leaves out. */
export type OutTable = {
  name: string
  columns: OutColumn[]
  rows: Iterable<OutValue[]> | AsyncIterable<OutValue[]>
  about: { label: string; text: string }[]
  /** How many rows there are, where sums over them are to stand in a workbook as live formulas. */
  summed?: number
  /** What a workbook keeps of itself, to be compared with when it comes back changed. */
  left?: Left
}

/** The cells of a table that may be changed, as they were when it left: their heads, their columns, and a line a row, its key first. */
export type Left = {
  /** Of which list, and of what in it. */
  list: string
  scope: string
  /** The head of the column of keys. */
  key: string
  heads: string[]
  columns: string[]
  rows: Iterable<string[]>
}
