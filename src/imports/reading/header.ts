import { dayEvidence } from '../values/day.ts'
import { looksDecimal } from '../values/decimal.ts'

/**
 * Whether the first row names the columns: nothing in it is a number or a day, little is empty, and below it stand
 * numbers or days, or at least nothing is said twice.
 */
export function guessHeader(rows: string[][]): boolean {
  const [first = [], ...others] = rows
  const named = first.map((value) => value.trim()).filter((value) => value !== '')
  if (named.length < Math.max(1, first.length / 2)) return false
  if (named.some((value) => looksDecimal(value) || dayEvidence([value]).share > 0)) return false
  if (first.some((_, column) => differs(rows, column))) return true
  if (new Set(named.map((name) => name.toLowerCase())).size < named.length) return false
  if (others.length === 0) return true
  return first.every((value) => value.length < 60 && !others.some((row) => row.includes(value)))
}

/** Names for the columns: the header's own, made distinct, or "column 1", "column 2" and so on. */
export function columnNames(first: string[], hasHeader: boolean): string[] {
  const seen = new Map<string, number>()
  return first.map((value, index) => {
    const name = hasHeader && value.trim() !== '' ? value.trim() : `column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** A column whose values are numbers or days while its first row is not. */
function differs(rows: string[][], column: number): boolean {
  const values = rows
    .slice(1, 50)
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '')
  return values.length > 0 && values.every((value) => looksDecimal(value) || dayEvidence([value]).share > 0)
}
