import type { z } from 'zod'
import type { Endpoint } from './http/contract.ts'
import type { PermissionName } from './registry.ts'

/** Asks an endpoint that reads as the receiver of a digest; throws a refusal in its words. */
export type Asks = <E extends Endpoint>(
  endpoint: E,
  given?: { params?: Readonly<Record<string, string>>; query?: Readonly<Record<string, unknown>> },
) => Promise<z.output<E['reply']>>

/** How what is sent writes values: by the company's locale and currency. */
export type Writing = {
  /** The receiver's company day. */
  today: string
  currency: string
  /** Whole minor units as exact money; in company currency where no other is given. */
  money: (minor: number | null, currency?: string) => string
  /** Shortened, for sentences. */
  short: (minor: number) => string
  /** An estimate in whole units of the company currency. */
  whole: (amount: number) => string
  number: (value: number, digits?: number) => string
  percent: (share: number | null, digits?: number) => string
  day: (day: string | null) => string
  /** A count with its noun: `1 deal`, `1,204 deals`. */
  counted: (count: number, one: string, many?: string) => string
}

export type ToldRow = {
  /** The same when the row is told again: by it a digest knows what is new. */
  key: string
  cells: string[]
  /** Where it opens, below the base of the workspace. */
  path: string | null
}

/** A view in words: a sentence, and the first rows of a table. */
export type Told = {
  says: string
  columns: readonly { header: string; isNumber?: boolean }[]
  rows: readonly ToldRow[]
  /** Rows there are in all. */
  count: number
}

/** A screen, or a tab of one, that can be sent: what stands there, told in a mail's width. */
export type DigestView = {
  key: string
  title: string
  /** Its address below the base of the workspace, and the tab it stands on; the first tab needs no name in the address. */
  at: { path: string; tab?: string; isFirstTab?: true }
  /** What of the address narrows it. */
  takes: readonly string[]
  /** Who may have it. */
  permission: PermissionName
  tell: (asking: { ask: Asks; search: Readonly<Record<string, string>>; write: Writing }) => Promise<Told>
}

/** How many rows a digest compares and may tell of one view. */
export const MOST_TOLD = 100

/** A table of rows that are told by columns, each with its header and what it writes of a row. */
export function table<Row>(
  rows: readonly Row[],
  told: {
    columns: readonly { header: string; isNumber?: boolean; cell: (row: Row) => string }[]
    keyOf: (row: Row) => string
    pathOf?: (row: Row) => string | null
    /** Rows there are in all, where these are only the first. */
    count?: number
  },
): Omit<Told, 'says'> {
  const { columns, keyOf, pathOf, count = rows.length } = told
  return {
    columns: columns.map(({ header, isNumber }) => ({ header, ...(isNumber && { isNumber }) })),
    rows: rows.slice(0, MOST_TOLD).map((row) => ({
      key: keyOf(row),
      cells: columns.map(({ cell }) => cell(row)),
      path: pathOf?.(row) ?? null,
    })),
    count,
  }
}

/** No table: the sentence says it all. */
export const noTable: Omit<Told, 'says'> = { columns: [], rows: [], count: 0 }
