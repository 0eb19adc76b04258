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
}

/** A table that leaves the product, and what one must know to read it: what it is, as of when, what it leaves out. */
export type OutTable = {
  name: string
  columns: OutColumn[]
  rows: Iterable<OutValue[]> | AsyncIterable<OutValue[]>
  about: { label: string; text: string }[]
}
