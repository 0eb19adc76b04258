import type { CategoryColumn, Column, NumericColumn } from '../table.ts'

/**
 * How a column becomes bins. Numeric: bin b holds values up to `edges[b]`, one more bin what is above all edges, the last
 * bin what is missing. Category: a bin for each level, one for rare and unknown ones, the last for missing values.
 */
export type Encoding =
  | { readonly kind: 'numeric'; readonly name: string; readonly edges: readonly number[] }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] }
  | RateEncoding

/** A category by its smoothed outcome rate, which then is binned like a number; unknown levels have the rate of all. */
export interface RateEncoding {
  readonly kind: 'rate'
  readonly name: string
  readonly levels: readonly string[]
  readonly rates: readonly number[]
  readonly unknown: number
  readonly edges: readonly number[]
}

/** Bins a byte can hold; two are kept for rare and missing values. */
const mostBins = 254
/** A level seen less often counts as rare. */
const rareBelow = 5
const sampleSize = 200_000

/** Learns the bins of a column from its values. */
export function learnEncoding(column: Column): Encoding {
  const { name } = column
  if (column.kind === 'numeric') return { kind: 'numeric', name, edges: edgesOf(column) }
  return { kind: 'category', name, levels: levelsOf(column) }
}

/** How many bins an encoding has, the last one for missing values. */
export function binCountOf(encoding: Encoding): number {
  return (encoding.kind === 'category' ? encoding.levels.length : encoding.edges.length) + 2
}

/** Turns a value into its bin; made once per column, called for each row. */
export function binOf(encoding: Encoding): (value: number | string | null) => number {
  if (encoding.kind === 'category') {
    const bins = new Map(encoding.levels.map((level, bin) => [level, bin]))
    const rare = encoding.levels.length
    return (value) => (value === null || value === '' ? rare + 1 : (bins.get(String(value)) ?? rare))
  }
  const edges = Float64Array.from(encoding.edges)
  if (encoding.kind === 'rate') {
    const known = new Map(encoding.levels.map((level, i) => [level, firstAtLeast(edges, encoding.rates[i]!)]))
    const unknown = firstAtLeast(edges, encoding.unknown)
    return (value) => (value === null || value === '' ? edges.length + 1 : (known.get(String(value)) ?? unknown))
  }
  return (value) => (typeof value !== 'number' || Number.isNaN(value) ? edges.length + 1 : firstAtLeast(edges, value))
}

/** The bins of a whole column. */
export function encode(column: Column, encoding: Encoding): Uint8Array {
  const bin = binOf(encoding)
  const { values } = column
  const bins = new Uint8Array(values.length)
  for (let row = 0; row < bins.length; row++) bins[row] = bin(values[row]!)
  return bins
}

/** Edges between distinct values where these are few, else at evenly spaced ranks of a sample. */
export function edgesOf({ values }: Pick<NumericColumn, 'values'>): number[] {
  const stride = Math.max(1, Math.floor(values.length / sampleSize))
  const present: number[] = []
  for (let row = 0; row < values.length; row += stride) {
    const value = values[row]!
    if (!Number.isNaN(value)) present.push(value)
  }
  const sorted = Float64Array.from(present).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (distinct.length <= mostBins) return Array.from(distinct.subarray(1), (value, i) => between(distinct[i]!, value))
  const edges: number[] = []
  for (let k = 1; k < mostBins; k++) {
    const low = sorted[Math.floor((k * sorted.length) / mostBins) - 1]!
    const high = sorted[Math.floor((k * sorted.length) / mostBins)]!
    const edge = low < high ? between(low, high) : low
    if (edges.length === 0 || edge > edges.at(-1)!) edges.push(edge)
  }
  return edges
}

/** A number from `low` up to but not including `high`. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2
  return middle > low && middle < high ? middle : low
}

/** The commonest levels, by count and then by name. */
function levelsOf({ values }: CategoryColumn): string[] {
  const counts = new Map<string, number>()
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const common = [...counts].filter(([, count]) => count >= rareBelow)
  common.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return common.slice(0, mostBins).map(([level]) => level)
}

/** The first place whose edge is at least the value. */
export function firstAtLeast(edges: ArrayLike<number>, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
