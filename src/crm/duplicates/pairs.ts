import type { Pair } from './candidates.ts'
import type { Listed } from './comparables.sql.ts'
import type { DuplicatePair } from './contract.ts'

/** The pairs of a list whose two sides are there: those to decide, and those that somebody called different. */
export function pairsToDecide(
  pairs: readonly Pair[],
  rows: readonly Listed[],
  apart: ReadonlySet<string>,
): { open: DuplicatePair[]; apart: DuplicatePair[] } {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const side = (id: string) => {
    const { name, detail } = byId.get(id)!
    return { id, name, detail }
  }
  const seen = pairs
    .filter(({ a, b }) => byId.has(a) && byId.has(b))
    .map((pair) => ({ ...pair, a: side(pair.a), b: side(pair.b) }))
  const isApart = (pair: DuplicatePair) => apart.has(`${pair.a.id} ${pair.b.id}`)
  return { open: seen.filter((pair) => !isApart(pair)), apart: seen.filter(isApart) }
}
