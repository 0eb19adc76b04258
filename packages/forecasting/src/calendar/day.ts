import { Refusal } from '../refusal.ts'

/** A civil day, counted from 1970-01-01 in the Gregorian calendar. */
export type Day = number

const milliseconds = 86_400_000

/** The day of a civil date; months count from 1. Months beyond 12 run into the next years. */
export function dayOf(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / milliseconds
}

/** Year, month (from 1) and day of the month. */
export function civil(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * milliseconds)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() }
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
