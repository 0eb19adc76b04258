import { parseDay } from '@drumbeat/periods'

/** What of a date a model may use: its place in the week, month, quarter and year, and how long ago it was. */
export const dateParts = ['month', 'day of month', 'weekday', 'day of quarter', 'days before'] as const

/** The day of an ISO date or instant; undefined when the text is none. */
export function dayOf(text: string): number | undefined {
  const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1]
  return date === undefined ? undefined : (parseDay(date) ?? undefined)
}

/** The parts of a day; `reference` is the row's own time, and NaN where the rows have none. */
export function partsOf(text: string, reference: number): number[] {
  const day = dayOf(text)
  if (day === undefined) return dateParts.map(() => Number.NaN)
  const [year, month, date] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  const quarterStart = parseDay(`${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`)!
  return [month, date, (((day + 3) % 7) + 7) % 7, day - quarterStart, reference - day]
}
