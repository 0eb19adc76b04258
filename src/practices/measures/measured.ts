import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'

/** A row that a check is about: what it is called, what is wrong with it, and where it opens. */
export type Behind = { label: string; detail: string | null; to: string | null }

/** What a check was measured as; `value` is null where nothing can be told, and `cannotTell` says why. */
export type Measured = Told & {
  rows: readonly Behind[]
  /** What the check asks for besides. */
  second?: Told
}
type Told = { value: number | null; n: number; cannotTell: string | null }

/** Who asks, and for which day: windows end with it. */
export type Asking = { db: Db; scope: Scope; now: Date; asOf: string }

export type Measures = Readonly<Record<string, Measured>>

/** Rows that are kept behind one check. */
export const MOST_ROWS = 500

/** A share of `n` things; without any, nothing can be told. */
export function shareOf(counted: { hits: number; n: number; none: string; rows?: readonly Behind[] }): Measured {
  const { hits, n, none, rows = [] } = counted
  if (n === 0) return cannotTell(none)
  return { value: hits / n, n, cannotTell: null, rows: rows.slice(0, MOST_ROWS) }
}

/** Nothing is known, and why. */
export function cannotTell(why: string): Measured {
  return { value: null, n: 0, cannotTell: why, rows: [] }
}

/** A measure with what is asked besides; the rows of both stand behind it. */
export function withSecond(first: Measured, { rows, ...second }: Measured): Measured {
  return { ...first, second, rows: [...first.rows, ...rows].slice(0, MOST_ROWS) }
}
