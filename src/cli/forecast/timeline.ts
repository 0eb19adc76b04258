import { dateOf, daysInMonth, parseDay } from '@drumbeat/periods'

/** A moment read from a ds field: an integer index, or a day since 1970-01-01. */
export interface Moment {
  readonly kind: 'integer' | 'date'
  readonly value: number
}

/** Gaps may not stretch a series beyond this many times its rows (and a thousand more). */
const longestStretch = 100

/** Reads an integer or an ISO date (midnight may be written out); undefined for anything else. */
export function readMoment(text: string): Moment | undefined {
  if (/^[+-]?\d{1,15}$/.test(text)) return { kind: 'integer', value: Number(text) }
  const day = parseDay(text.length > 10 ? text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '') : text)
  return day === undefined ? undefined : { kind: 'date', value: day }
}

/**
 * Lays values out on an even timeline, NaN where a moment is missing, or says why that cannot be. Integers step by one.
 * Dates step by the largest number of months (all on one day of the month, or all at month ends) or days that hits them all.
 */
export function layOut(given: {
  kind: Moment['kind']
  moments: readonly number[]
  values: readonly number[]
}): Float64Array | { problem: string } {
  const { kind, moments, values } = given
  const places = kind === 'integer' ? moments : datePlaces(moments)
  const first = places[0]!
  const length = places[places.length - 1]! - first + 1
  if (length > longestStretch * places.length + 1000) {
    return { problem: `ds spans ${length} periods for ${places.length} values. Use consecutive integers or ISO dates.` }
  }
  const laid = new Float64Array(length).fill(Number.NaN)
  for (let i = 0; i < places.length; i++) laid[places[i]! - first] = values[i]!
  return laid
}

/** Counts dates in steps of their own: months where they fall alike in the month, else days. */
function datePlaces(days: readonly number[]): number[] {
  if (days.length < 2) return [0]
  const counted = fallAlike(days) ? days.map(monthCount) : days
  const first = counted[0]!
  const step = counted.reduce((divisor, place) => greatestDivisor(divisor, place - first), 0)
  return counted.map((place) => (place - first) / step)
}

function fallAlike(days: readonly number[]): boolean {
  const dates = days.map(dateOf)
  const distinct = new Set(dates.map(({ year, month }) => year * 12 + month)).size === days.length
  const sameDay = dates.every(({ day }) => day === dates[0]!.day)
  return distinct && (sameDay || dates.every((date) => date.day === daysInMonth(date)))
}

function monthCount(day: number): number {
  const { year, month } = dateOf(day)
  return year * 12 + month
}

function greatestDivisor(a: number, b: number): number {
  let [large, small] = [a, b]
  while (small > 0) [large, small] = [small, large % small]
  return large
}
