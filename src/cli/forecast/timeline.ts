import { dateOf, formatDay, parseDay } from '@drumbeat/periods'

/** A moment read from a ds field: an integer index, or a day since 1970-01-01. */
export interface Moment {
  readonly kind: 'integer' | 'date'
  readonly value: number
}

/** Gaps may not stretch a series beyond this many times its rows (and a thousand more). */
const longestStretch = 100

/** Reads an integer, an ISO date (midnight may be written out) or a month such as 2026-11; undefined for anything else. */
export function readMoment(text: string): Moment | undefined {
  if (/^[+-]?\d{1,15}$/.test(text)) return { kind: 'integer', value: Number(text) }
  if (/^\d{4}-\d{2}$/.test(text)) return readMoment(`${text}-01`)
  const day = parseDay(text.length > 10 ? text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '') : text)
  return day === undefined ? undefined : { kind: 'date', value: day }
}

/** How far apart the periods of dates are, where they cannot tell themselves. */
export type Frequency = 'day' | 'business-day' | 'week' | 'month' | 'quarter' | 'year'

/** The names of frequencies, as `--frequency` takes them. */
export const frequencies: readonly Frequency[] = ['day', 'business-day', 'week', 'month', 'quarter', 'year']

interface Request {
  readonly kind: Moment['kind']
  readonly moments: readonly number[]
  readonly values: readonly number[]
  readonly frequency?: Frequency | undefined
  /** Periods in a season; weekdays alone are working days where it is 5, and days with the weekend missing where it is 7. */
  readonly seasonLength?: number | undefined
}

/**
 * Lays values out on an even timeline, NaN where a moment is missing, or says why that cannot be. Integers step by one, but for
 * dates without dashes (20261130, 202611). Dates are
 * counted by the frequency given, else by what they show: one a year, quarter or month (wherever they fall in it), periods of
 * four or five weeks (4-4-5), weeks, working days, days. Dates that fit none of these well are refused, not guessed at.
 */
export function layOut(request: Request): Float64Array | { problem: string } {
  const { kind, moments, values } = request
  const days = kind === 'date' ? moments : undashed(moments)
  const places = days ? datePlaces(days, request) : moments
  if ('problem' in places) return places
  const first = places[0]!
  const length = places[places.length - 1]! - first + 1
  if (length > longestStretch * places.length + 1000) {
    return { problem: `ds spans ${length} periods for ${places.length} values. Use consecutive integers or ISO dates.` }
  }
  const laid = new Float64Array(length).fill(Number.NaN)
  for (let i = 0; i < places.length; i++) laid[places[i]! - first] = values[i]!
  return laid
}

/** The days of integers that all are dates without dashes: days such as 20261130, or months such as 202611. */
function undashed(moments: readonly number[]): number[] | undefined {
  const digits = moments.every((each) => each >= 1_000_0101) ? 8 : 6
  const days: number[] = []
  for (const moment of moments) {
    const text = String(moment)
    const day =
      text.length === digits
        ? readMoment(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6) || '01'}`)
        : undefined
    if (!day || !/^(19|20)/.test(text)) return undefined
    days.push(day.value)
  }
  return days.length > 1 ? days : undefined
}

type Places = readonly number[] | { readonly problem: string }

function datePlaces(days: readonly number[], { frequency, seasonLength }: Request): Places {
  if (days.length < 2) return [0]
  if (frequency !== undefined) return countedBy(frequency, days)
  const monthly = oneAMonth(days)
  if (monthly) return monthly
  const gaps = days.slice(1).map((day, i) => day - days[i]!)
  if (gaps.every((gap) => gap % 7 === 0)) return byWeeks(days, gaps)
  if (seasonLength !== undefined && seasonLength % 5 === 0 && onWorkingDays(days, gaps))
    return countedBy('business-day', days)
  const daily = gaps.filter((gap) => gap === 1).length
  const step = gaps.reduce(greatestDivisor, 0)
  if (step > 1 || daily * 2 >= gaps.length || days.length < fewestToJudge)
    return days.map((day) => (day - days[0]!) / step)
  return { problem: unclear(days) }
}

const fewestToJudge = 4

/** Counts by a frequency; two dates in one of its periods are refused. */
function countedBy(frequency: Frequency, days: readonly number[]): Places {
  const weekend = frequency === 'business-day' ? days.find((day) => weekdayFrom(day) > 4) : undefined
  if (weekend !== undefined) {
    return { problem: `${formatDay(weekend)} is no working day, which --frequency business-day needs. Use day.` }
  }
  const places = days.map((day) => placeOf[frequency](day))
  const twice = places.findIndex((place, i) => i > 0 && place === places[i - 1])
  if (twice < 0) return places
  const [a, b] = [formatDay(days[twice - 1]!), formatDay(days[twice]!)]
  return {
    problem: `${a} and ${b} are in the same ${frequency}. Give one value per ${frequency}, or another --frequency.`,
  }
}

const placeOf: { readonly [each in Frequency]: (day: number) => number } = {
  day: (day) => day,
  'business-day': (day) => 5 * weekOf(day) + weekdayFrom(day),
  week: weekOf,
  month: monthCount,
  quarter: (day) => Math.floor(monthCount(day) / 3),
  year: (day) => dateOf(day).year,
}

/** Weeks since one that begins on a Monday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7)
}

/** 0 for Monday. */
function weekdayFrom(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/**
 * Months, or whole multiples of them: never two dates in a month, and all within a few days of one place in it (the last working day is up to
 * three days before the month's end; the 30th is the 28th in February). Distances of 28 and 35 days are those of 4-4-5.
 */
function oneAMonth(days: readonly number[]): readonly number[] | undefined {
  const counted = days.map(monthCount)
  if (counted.some((month, i) => i > 0 && month === counted[i - 1])) return undefined
  const dates = days.map((day) => dateOf(day).day)
  const fromEnd = days.map((day) => dateOf(monthEnd(day)).day - dateOf(day).day)
  const near = [dates, fromEnd].some((places) => Math.max(...places) - Math.min(...places) <= nearEnough)
  if (!near) return undefined
  const step = counted.reduce((divisor, place) => greatestDivisor(divisor, place - counted[0]!), 0)
  return counted.map((place) => (place - counted[0]!) / step)
}

const nearEnough = 3

function monthEnd(day: number): number {
  let last = day
  while (dateOf(last + 1).month === dateOf(day).month) last++
  return last
}

/** Weeks; or, where all lie four or five (or a 53rd: six) weeks apart, the periods of a 4-4-5 calendar. */
function byWeeks(days: readonly number[], gaps: readonly number[]): readonly number[] {
  const both = gaps.includes(28) && gaps.includes(35)
  if (both && gaps.every((gap) => gap === 28 || gap === 35 || gap === 42)) return days.map((_, i) => i)
  const quarters = gaps.every((gap) => gap === 91 || gap === 98)
  const years = gaps.every((gap) => gap === 364 || gap === 371)
  if (gaps.length > 1 && (quarters || years)) return days.map((_, i) => i)
  const step = gaps.reduce(greatestDivisor, 0)
  return days.map((day) => (day - days[0]!) / step)
}

/** True for days from Monday to Friday over several weeks of which hardly any is missing. */
function onWorkingDays(days: readonly number[], gaps: readonly number[]): boolean {
  if (days.some((day) => weekdayFrom(day) > 4) || days.length < 2 * 5) return false
  const span = placeOf['business-day'](days[days.length - 1]!) - placeOf['business-day'](days[0]!) + 1
  return gaps.includes(3) && days.length >= 0.8 * span
}

function unclear(days: readonly number[]): string {
  const span = days[days.length - 1]! - days[0]! + 1
  const [a, b, c] = days.slice(0, 3).map(formatDay)
  return `the dates (${a}, ${b}, ${c}, ...) do not say how far apart periods are: read as days, ${span - days.length} of ${span} would be missing. Give --frequency ${frequencies.join(', ')}.`
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
