import type { CategoryColumn } from '../table.ts'
import { edgesOf, firstAtLeast, type RateEncoding } from './encoding.ts'

/** Rows of all outcomes that a level's own are mixed with. */
const prior = 20
const folds = 5
/** A level seen less often keeps the rate of all. */
const rareBelow = 5

/** Rows and ones by level and fold: place `level * folds + fold`. */
interface Tallies {
  readonly levels: Map<string, number>
  /** Each row's level; -1 where it is missing. */
  readonly levelOf: Int32Array
  readonly rows: Float64Array
  readonly ones: Float64Array
}

/**
 * Learns a category's smoothed outcome rates, and the bins of the rows they were learned from. A row's own bin comes from
 * the rows of the other folds, so that no outcome speaks for itself; a deal's versions share a fold.
 */
export function learnRates(given: { column: CategoryColumn; outcomes: Uint8Array; folds: Uint8Array }): {
  encoding: RateEncoding
  bins: Uint8Array
} {
  const { column, outcomes, folds: fold } = given
  const { values } = column
  const unknown = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length
  const tallies = talliesOf(values, outcomes, fold)
  const rates = new Float64Array(values.length)
  for (let row = 0; row < rates.length; row++) {
    const level = tallies.levelOf[row]!
    rates[row] = level < 0 ? Number.NaN : rateOf(tallies, level, unknown, fold[row])
  }
  const edges = edgesOf({ values: rates })
  const bins = new Uint8Array(rates.length)
  for (let row = 0; row < bins.length; row++) {
    bins[row] = Number.isNaN(rates[row]!) ? edges.length + 1 : firstAtLeast(edges, rates[row]!)
  }
  const known = [...tallies.levels].filter(([, level]) => sumOf(tallies.rows, level) >= rareBelow)
  return {
    encoding: {
      kind: 'rate',
      name: column.name,
      unknown,
      edges,
      levels: known.map(([name]) => name),
      rates: known.map(([, level]) => rateOf(tallies, level, unknown)),
    },
    bins,
  }
}

/** A fold for each row; rows of one group share theirs. */
export function foldsOf(rows: number, groups: ArrayLike<number> | undefined, order: Uint32Array): Uint8Array {
  if (!groups) return Uint8Array.from({ length: rows }, (_, row) => order[row]! % folds)
  const byGroup = new Map<number, number>()
  return Uint8Array.from({ length: rows }, (_, row) => {
    const group = groups[row]!
    const fold = byGroup.get(group) ?? order[byGroup.size]! % folds
    byGroup.set(group, fold)
    return fold
  })
}

function talliesOf(values: ArrayLike<string | null>, outcomes: Uint8Array, fold: Uint8Array): Tallies {
  const levels = new Map<string, number>()
  const levelOf = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const level = value === null || value === '' ? -1 : (levels.get(value) ?? levels.size)
    if (level === levels.size) levels.set(value!, level)
    levelOf[row] = level
  }
  const [rows, ones] = [new Float64Array(levels.size * folds), new Float64Array(levels.size * folds)]
  for (let row = 0; row < values.length; row++) {
    if (levelOf[row]! < 0) continue
    const place = levelOf[row]! * folds + fold[row]!
    rows[place] = rows[place]! + 1
    ones[place] = ones[place]! + outcomes[row]!
  }
  return { levels, levelOf, rows, ones }
}

/** The smoothed rate of a level, without the rows of one fold where that is given. */
function rateOf({ rows, ones }: Tallies, level: number, unknown: number, without?: number): number {
  const place = level * folds + (without ?? 0)
  const [lessRows, lessOnes] = without === undefined ? [0, 0] : [rows[place]!, ones[place]!]
  return (sumOf(ones, level) - lessOnes + prior * unknown) / (sumOf(rows, level) - lessRows + prior)
}

function sumOf(counts: Float64Array, level: number): number {
  let sum = 0
  for (let place = level * folds; place < (level + 1) * folds; place++) sum += counts[place]!
  return sum
}
