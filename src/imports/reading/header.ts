import { looksDecimal } from '#platform/numbers/in-file.ts'
import { dayEvidence } from '../values/day-evidence.ts'

/**
 * Whether the first row names the columns: nothing in it is a number or a day, little is empty, and below it stand
 * numbers or days, or at least nothing is said twice.
 */
export function guessHeader(all: string[][]): boolean {
  const [first = []] = all
  const rows = [first, ...all.slice(1).filter((row) => !sameRow(row, first))]
  const others = rows.slice(1)
  const named = first.map((value) => value.trim()).filter((value) => value !== '')
  if (named.length < Math.max(1, first.length / 2)) return false
  if (named.some((value) => looksDecimal(value) || dayEvidence([value]).share > 0)) return false
  if (first.some((_, column) => differs(rows, column))) return true
  if (new Set(named.map((name) => name.toLowerCase())).size < named.length) return false
  if (others.length === 0) return true
  return first.every((value) => value.length < 60 && (value === '' || !others.some((row) => row.includes(value))))
}

/** How many rows stand above the table: a title, who made it, a blank line; the table begins with the first row that is as wide as most. */
export function rowsAbove(rows: string[][]): number {
  const width = usualWidth(rows)
  if (width < 2) return 0
  const at = rows.slice(0, 30).findIndex((row) => filled(row) >= Math.max(2, width * 0.6))
  if (at <= 0) return 0
  return rows.slice(0, at).every((row) => filled(row) <= Math.max(2, width / 2)) ? at : 0
}

/** Whether a row says the header again, as joined files do. */
export function sameRow(row: readonly string[], header: readonly string[]): boolean {
  const word = (text: string | undefined) => text?.trim().toLowerCase()
  return row.length === header.length && row.every((value, at) => word(value) === word(header[at]))
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

function usualWidth(rows: string[][]): number {
  const times = new Map<number, number>()
  for (const row of rows.slice(0, 200)) times.set(filled(row), (times.get(filled(row)) ?? 0) + 1)
  const [most] = [...times].filter(([width]) => width > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])
  return most?.[0] ?? 0
}

function filled(row: string[]): number {
  return row.filter((value) => value.trim() !== '').length
}
