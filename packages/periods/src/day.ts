/** A civil day as the whole number of days since 1970-01-01, in the proleptic Gregorian calendar. No time, no zone. */
export type Day = number

/** A civil date spelled out; months and days count from 1. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const daysPerEra = 146_097

/** The day of a civil date (days are counted from 1 March, so that leap days come last; eras are 400 years). */
export function dayOf({ year, month, day }: CivilDate): Day {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - 719_468
}

/** The civil date of a day. */
export function dateOf(day: Day): CivilDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 }
}

/** Reads `2026-11-23`; undefined for anything else, a day that does not exist included. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date)) return undefined
  return dayOf(date)
}

/** Writes a day as `2026-11-23`. Years 0 to 9999 only. */
export function formatDay(day: Day): string {
  const { year, month, day: dayOfMonth } = dateOf(day)
  if (year < 0 || year > 9999)
    throw new RangeError(`Day ${day} lies in the year ${year}; only years 0 to 9999 can be written.`)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

/** The day that lies `count` days after a written day (before it, if negative): `('2026-03-01', -1)` is `2026-02-28`. */
export function dayAfter(day: string, count = 1): string {
  return formatDay(dayWritten(day) + count)
}

/** How many days lie between two written days; negative where the second comes first. */
export function daysBetween({ from, to }: { from: string; to: string }): number {
  return dayWritten(to) - dayWritten(from)
}

/** Every written day from one to another, both included; none where the second comes first. */
export function daysFrom({ from, to }: { from: string; to: string }): string[] {
  return Array.from({ length: Math.max(0, daysBetween({ from, to }) + 1) }, (_, later) => dayAfter(from, later))
}

/** The instant a number of days of 24 hours after another: for spans that no calendar counts, such as how long a link lives. */
export function instantAfter(instant: string | Date, days: number): string {
  return new Date(Math.round(new Date(instant).getTime() + days * millisecondsOfDay)).toISOString()
}

/** Days of 24 hours from one instant to another, whole or not. */
export function daysElapsed({ from, to }: { from: string; to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / millisecondsOfDay
}

const millisecondsOfDay = 86_400_000

function dayWritten(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new RangeError(`${text} is no day; days are written as 2026-11-23.`)
  return day
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** How many days a month has. */
export function daysInMonth({ year, month }: { year: number; month: number }): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
