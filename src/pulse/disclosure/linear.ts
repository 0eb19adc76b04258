import { type Fraction, fraction, lessTimes, one, over, plus, zero } from './fraction.ts'

/** A set of people whose sum or score is published. */
export type Published = { name: string; members: readonly string[] }

/** A group of fewer than k people whose own figure follows from what is published. */
export type Conflict = { members: string[]; formula: { name: string; times: string }[] }

/** Set beyond which the search for unions of small groups stops; a single group is always found. */
const MOST_STEPS = 200_000

/**
 * Finds groups of fewer than k people whose own sum follows from published sums by adding and subtracting them with any
 * factors, not only by differences of pairs. People who are in the same sets are one atom; a group of atoms is isolated
 * when its indicator lies in the row space of the published sets, which is decided exactly, in fractions. Minimal groups only.
 */
export function linearConflicts(published: readonly Published[], k: number): Conflict[] {
  const atoms = atomsOf(published)
  const basis = reduced(published.map(({ members }) => rowOf(new Set(members), atoms)))
  const nullSpace = nullSpaceOf(basis.rows, basis.pivots, atoms.length)
  const groups = isolated({ sizes: atoms.map((atom) => atom.length), nullSpace, k })
  return groups.map((group) => ({
    members: group.flatMap((at) => atoms[at]!).sort(),
    formula: formulaFor({ group, basis, published, columns: atoms.length }),
  }))
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

/** One vector per atom: an indicator lies in the row space when the vectors of its atoms add up to zero. */
function nullSpaceOf(rows: Fraction[][], pivots: number[], columns: number): Fraction[][] {
  const free = Array.from({ length: columns }, (_, column) => column).filter((column) => !pivots.includes(column))
  return Array.from({ length: columns }, (_, column) => {
    const pivot = pivots.indexOf(column)
    return free.map((each) => (pivot < 0 ? (each === column ? one : zero) : lessTimes(zero, one, rows[pivot]![each]!)))
  })
}

function isolated(of: { sizes: readonly number[]; nullSpace: Fraction[][]; k: number }): number[][] {
  const { sizes, nullSpace, k } = of
  const small = sizes.map((size, at) => ({ size, at })).filter(({ size }) => size < k)
  const found: number[][] = []
  let steps = 0
  const single = small.filter(({ at }) => nullSpace[at]!.every(({ num }) => num === 0n))
  for (const { at } of single) found.push([at])
  const rest = small.filter((each) => !single.includes(each))
  function search(next: number, chosen: number[], size: number, sum: Fraction[]): void {
    for (let i = next; i < rest.length && steps < MOST_STEPS; i++) {
      const { at, size: more } = rest[i]!
      if (size + more >= k) continue
      steps++
      const total = sum.map((value, j) => plus(value, nullSpace[at]![j]!))
      const group = [...chosen, at]
      if (total.every(({ num }) => num === 0n)) found.push(group)
      else search(i + 1, group, size + more, total)
    }
  }
  search(0, [], 0, nullSpace[0]?.map(() => zero) ?? [])
  return found.filter(
    (group) => !found.some((other) => other.length < group.length && other.every((at) => group.includes(at))),
  )
}

/** With which factors the published sets add up to the group. */
function formulaFor(of: {
  group: number[]
  basis: Basis
  published: readonly Published[]
  columns: number
}): Conflict['formula'] {
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
