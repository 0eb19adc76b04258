import { expect } from 'vitest'
import type { Row } from './crm-set.ts'

/** Counts, or sums, rows by what is said of each. */
export function tally(
  rows: Row[],
  of: (row: Row) => string,
  value: (row: Row) => number = () => 1,
): Record<string, number> {
  const found: Record<string, number> = {}
  for (const row of rows) found[of(row)] = (found[of(row)] ?? 0) + value(row)
  return found
}

/** Equal, whole numbers exactly and others to 1e-12. */
export function near(told: number | null, expected: number | null, about: string): void {
  if (told === null || expected === null) expect(told, about).toBe(expected)
  else if (Number.isInteger(expected)) expect(told, about).toBe(expected)
  else expect(Math.abs(told / expected - 1), about).toBeLessThan(1e-12)
}

/** As print.survfit of R's survival says it: halfway to the next close where the curve stands on one half. */
export function medianOf(curve: Map<number, [number, number, number]>): number | null {
  const reached = [...curve].filter(([, [open]]) => open <= 0.5 + 1e-9)
  const [first, next] = reached
  if (!first) return null
  return Math.abs(first[1][0] - 0.5) < 1e-9 && next ? (first[0] + next[0]) / 2 : first[0]
}

/** The area under the curve of open deals up to the last close, day by day. */
export function areaOf(curve: Map<number, [number, number, number]>): number | null {
  if (curve.size === 0) return null
  const last = Math.max(...curve.keys())
  let [area, open] = [0, 1]
  for (let day = 0; day < last; day++) {
    open = curve.get(day)?.[0] ?? open
    area += open
  }
  return area
}

/** The band of a value as segments are called. */
export function bandOf(value: number | null, bounds: number[]): string {
  if (value === null) return 'none'
  if (value < bounds[0]!) return `below ${bounds[0]}`
  if (value >= bounds.at(-1)!) return `${bounds.at(-1)} and above`
  const above = bounds.find((bound) => value < bound)!
  return `${bounds[bounds.indexOf(above) - 1]} to ${above}`
}

/** The first day of a day's quarter. */
export function quarterOf(day: string | null): string {
  if (day === null) return 'none'
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}
