import { type Fraction, fraction, lessTimes, one, over, plus, zero } from './fraction.ts'

/** A set of people whose sum or score is published. */
export type Published = { name: string; members: readonly string[] }

/** A group of fewer than k people whose own figure follows from what is published. */
export type Conflict = { members: string[]; formula: { name: string; times: string }[] }

/** Conflicts of published sets, and whether the search for unions of small groups came to its end. */
export type LinearCheck = { conflicts: Conflict[]; complete: boolean }

/** Steps beyond which the search for unions of small groups stops; a single group is always found. */
const MOST_STEPS = 200_000

/**
 * Finds groups of fewer than k people whose own sum follows from published sums by adding and subtracting them with any
 * factors, not only by differences of pairs. People who are in the same sets are one atom; a group of atoms is isolated
 * when its indicator lies in the row space of the published sets, which is decided exactly, in fractions. Minimal groups only.
 */
export function linearCheck(published: readonly Published[], k: number): LinearCheck {
  const atoms = atomsOf(published)
  const basis = reduced(published.map(({ members }) => rowOf(new Set(members), atoms)))
  const vectors = nullVectors(basis, atoms.length)
  const { groups, complete } = isolated({ sizes: atoms.map((atom) => atom.length), vectors, k })
  const conflicts = groups.map((group) => ({
    members: group.flatMap((at) => atoms[at]!).sort(),
    formula: formulaFor({ group, basis, published }),
  }))
  return { conflicts, complete }
}

/** The conflicts alone, for sets that are few or a partition. */
export function linearConflicts(published: readonly Published[], k: number): Conflict[] {
  return linearCheck(published, k).conflicts
}

/** How much work the elimination is: sets x sets x kinds of people. */
export function linearEffort(published: readonly Published[]): number {
  return published.length ** 2 * atomsOf(published).length
}

/** People by the sets that they are in. */
function atomsOf(published: readonly Published[]): string[][] {
  const signature = new Map<string, string>()
  published.forEach(({ members }, at) => {
    for (const member of new Set(members)) signature.set(member, `${signature.get(member) ?? ''}${at},`)
  })
  return [...Map.groupBy(signature.keys(), (member) => signature.get(member)!).values()]
}

function rowOf(members: ReadonlySet<string>, atoms: readonly string[][]): Fraction[] {
  return atoms.map(([first]) => (members.has(first!) ? one : zero))
}

type Basis = {
  rows: Fraction[][]
  /** How each row came from the published ones. */
  from: Fraction[][]
  pivots: number[]
}

/** Gauss-Jordan elimination in exact fractions, with the way each row was made. */
function reduced(matrix: Fraction[][]): Basis {
  const rows = matrix.map((row) => [...row])
  const from = matrix.map((_, i) => matrix.map((__, j) => (i === j ? one : zero)))
  const pivots: number[] = []
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const top = pivots.length
    const found = rows.findIndex((row, i) => i >= top && row[column]!.num !== 0n)
    if (found < 0) continue
    for (const list of [rows, from]) [list[top], list[found]] = [list[found]!, list[top]!]
    const pivot = rows[top]![column]!
    rows[top] = rows[top]!.map((value) => over(value, pivot))
    from[top] = from[top]!.map((value) => over(value, pivot))
    clearColumn({ rows, from, top, column })
    pivots.push(column)
  }
  return { rows: rows.slice(0, pivots.length), from: from.slice(0, pivots.length), pivots }
}

function clearColumn(at: { rows: Fraction[][]; from: Fraction[][]; top: number; column: number }): void {
  const { rows, from, top, column } = at
  for (let i = 0; i < rows.length; i++) {
    const factor = rows[i]![column]!
    if (i === top || factor.num === 0n) continue
    rows[i] = rows[i]!.map((value, j) => lessTimes(value, factor, rows[top]![j]!))
    from[i] = from[i]!.map((value, j) => lessTimes(value, factor, from[top]![j]!))
  }
}

type Vector = ReadonlyMap<number, Fraction>

/** One sparse vector per atom: an indicator lies in the row space when the vectors of its atoms add up to zero. */
function nullVectors({ rows, pivots }: Basis, columns: number): Vector[] {
  const rowOfPivot = new Map(pivots.map((pivot, row) => [pivot, row]))
  return Array.from({ length: columns }, (_, column) => {
    const row = rowOfPivot.get(column)
    if (row === undefined) return new Map([[column, one]])
    const entries = rows[row]!.flatMap((value, at): [number, Fraction][] =>
      value.num === 0n || rowOfPivot.has(at) ? [] : [[at, lessTimes(zero, one, value)]],
    )
    return new Map(entries)
  })
}

/**
 * Groups of small atoms whose vectors add up to zero. Whatever is left of a sum in some place must be taken away by another
 * atom with something in that place: only those are tried, the place with the fewest of them first.
 */
function isolated(of: { sizes: readonly number[]; vectors: readonly Vector[]; k: number }): {
  groups: number[][]
  complete: boolean
} {
  const { sizes, vectors, k } = of
  const small = sizes.flatMap((size, at) => (size < k ? [at] : []))
  const byPlace = new Map<number, number[]>()
  for (const at of small)
    for (const place of vectors[at]!.keys()) byPlace.set(place, [...(byPlace.get(place) ?? []), at])
  const found = new Map<string, number[]>()
  const seen = new Set<string>()
  let steps = 0
  function search(chosen: readonly number[], size: number, sum: Vector): void {
    if (sum.size === 0) {
      found.set(chosen.join(), [...chosen])
      return
    }
    const place = [...sum.keys()].reduce((a, b) => (byPlace.get(b)!.length < byPlace.get(a)!.length ? b : a))
    for (const at of byPlace.get(place)!) {
      if (size + sizes[at]! >= k || chosen.includes(at)) continue
      if (steps++ >= MOST_STEPS) return
      const next = [...chosen, at].sort((a, b) => a - b)
      if (seen.has(next.join())) continue
      seen.add(next.join())
      search(next, size + sizes[at]!, added(sum, vectors[at]!))
    }
  }
  for (const at of small) if (vectors[at]!.size === 0) found.set(`${at}`, [at])
  for (const at of small) if (vectors[at]!.size > 0) search([at], sizes[at]!, vectors[at]!)
  const groups = [...found.values()].filter(
    (group) =>
      ![...found.values()].some((other) => other.length < group.length && other.every((at) => group.includes(at))),
  )
  return { groups, complete: steps < MOST_STEPS }
}

function added(sum: Vector, more: Vector): Vector {
  const total = new Map(sum)
  for (const [place, value] of more) {
    const next = plus(total.get(place) ?? zero, value)
    if (next.num === 0n) total.delete(place)
    else total.set(place, next)
  }
  return total
}

/** With which factors the published sets add up to the group. */
function formulaFor(of: { group: number[]; basis: Basis; published: readonly Published[] }): Conflict['formula'] {
  const { group, basis, published } = of
  const wanted = new Set(group)
  const factors = published.map(() => zero)
  basis.pivots.forEach((pivot, row) => {
    if (!wanted.has(pivot)) return
    for (let i = 0; i < factors.length; i++) factors[i] = plus(factors[i]!, basis.from[row]![i]!)
  })
  return factors.flatMap((factor, i) =>
    factor.num === 0n ? [] : [{ name: published[i]!.name, times: written(factor) }],
  )
}

function written(value: Fraction): string {
  const { num, den } = fraction(value.num, value.den)
  return den === 1n ? `${num}` : `${num}/${den}`
}
