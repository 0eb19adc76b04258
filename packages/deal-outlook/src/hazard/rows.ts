import type { DealValues } from '../score/score.ts'
import type { Column } from '../table.ts'
import type { FeatureColumn, Snapshot } from './history.ts'

/** Days of one step of the hazard at most; a step ends with the period, towards which deals are rushed. */
export const stepDays = 7

/** The days of the step that begins after a day. */
export function widthOf(day: number, periodEnd: (day: number) => number): number {
  return Math.min(stepDays, Math.max(1, periodEnd(day + 1) - day - 1))
}

/** Columns the hazard adds to the deal's own: its life so far, and the calendar at the step ahead. */
export const clockColumns = [
  'days ahead',
  'age',
  'days unchanged',
  'changes',
  'pushes',
  'days to expected close',
  'days to period end',
] as const

/** What is known of a deal at its snapshot, with the calendar of the step that many days ahead. */
export function stepValues(snapshot: Snapshot, ahead: number, periodEnd: (day: number) => number): DealValues {
  const start = snapshot.day + ahead
  return {
    ...snapshot.values,
    'days ahead': ahead,
    age: snapshot.age,
    'days unchanged': snapshot.unchangedDays,
    changes: snapshot.changes,
    pushes: snapshot.pushes,
    'days to expected close': snapshot.expectedClose === null ? Number.NaN : snapshot.expectedClose - start,
    'days to period end': periodEnd(start + 1) - start - 1,
  }
}

/** Rows of values as columns of a table. */
export function columnsOf(rows: readonly DealValues[], features: readonly FeatureColumn[]): Column[] {
  const clock = clockColumns.map((name): FeatureColumn => ({ name, kind: 'numeric' }))
  return [...features, ...clock].map(({ name, kind }): Column => {
    if (kind === 'category') return { kind, name, values: rows.map((row) => textOf(row[name])) }
    return { kind, name, values: Float64Array.from(rows, (row) => numberOf(row[name])) }
  })
}

function textOf(value: number | string | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function numberOf(value: number | string | null | undefined): number {
  return typeof value === 'number' ? value : Number.NaN
}
