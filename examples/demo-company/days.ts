/** A civil day as the number of days since 1970-01-01. */
export type Day = number

const dayLength = 86_400_000
const texts = new Map<Day, string>()

/** Reads YYYY-MM-DD. */
export function dayFrom(text: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new Error(`"${text}" is not a day. Write it as YYYY-MM-DD, for example 2026-11-23.`)
  return time / dayLength
}

/** Writes YYYY-MM-DD. */
export function dayText(day: Day): string {
  let text = texts.get(day)
  if (!text) {
    text = new Date(day * dayLength).toISOString().slice(0, 10)
    texts.set(day, text)
  }
  return text
}

/** The instant, in milliseconds, at so many hours (UTC) of a day. */
export function instantAt(input: { day: Day; hours: number }): number {
  return input.day * dayLength + Math.round(input.hours * 3600) * 1000
}

/** The civil day (UTC) of an instant. */
export function dayOf(instant: number): Day {
  return Math.floor(instant / dayLength)
}

/** Writes an instant as ISO text. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString()
}

/** Monday is 0. */
export function weekday(day: Day): number {
  return (day + 3) % 7
}

/** January is 0. */
export function monthOf(day: Day): number {
  return Number(dayText(day).slice(5, 7)) - 1
}

export function yearOf(day: Day): number {
  return Number(dayText(day).slice(0, 4))
}

/** The first day of the month that lies `months` after the month of `day`. */
export function monthStart(day: Day, months = 0): Day {
  return Date.UTC(yearOf(day), monthOf(day) + months, 1) / dayLength
}

/** The last day of the month of `day`. */
export function monthEnd(day: Day): Day {
  return monthStart(day, 1) - 1
}

/** The first day of the calendar quarter that lies `quarters` after the quarter of `day`. */
export function quarterStart(day: Day, quarters = 0): Day {
  return monthStart(day, 3 * quarters - (monthOf(day) % 3))
}
