import { Refusal } from '../refusal.ts'

/** A day by its number; 0 is 1970-01-01. */
export type Day = number

const daysOfEra = 146_097

/**
 * The number of a day of the Gregorian calendar; a month past 12 or below 1 belongs to another year. Years are counted from March, so
 * that the leap day is the last of its year; 400 years have 146,097 days.
 */
export function dayOf(year: number, month: number, day: number): Day {
  const months = 12 * year + month - 3
  const from = Math.floor(months / 12)
  const era = Math.floor(from / 400)
  const yearOfEra = from - 400 * era
  const dayOfYear = Math.floor((153 * (months - 12 * from) + 2) / 5)
  return (
    daysOfEra * era +
    365 * yearOfEra +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear +
    day -
    719_469
  )
}

/** Year, month (1 to 12) and date of a day. */
export function civil(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / daysOfEra)
  const dayOfEra = shifted - daysOfEra * era
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - 365 * yearOfEra - Math.floor(yearOfEra / 4) + Math.floor(yearOfEra / 100)
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * month + 2) / 5) + 1
  return { year: yearOfEra + 400 * era + (month > 9 ? 1 : 0), month: month > 9 ? month - 9 : month + 3, date }
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Reads `2026-11-23`; anything else is refused with the value named. */
export function readDay(text: string): Day {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN
  if (match && civil(day).month === Number(match[2]) && civil(day).date === Number(match[3])) return day
  throw new Refusal({ code: 'value', value: text, message: `${text} is not a date. Write it as 2026-11-23.` })
}
