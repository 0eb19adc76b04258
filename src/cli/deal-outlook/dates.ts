import { parseDay } from '@drumbeat/periods'

/**
 * What of a date a model may use: its place in the week, month, quarter and year, how long before the row's own time it was,
 * and, where rows have no time, the day itself and the hour.
 */
export const dateParts = ['month', 'day of month', 'weekday', 'day of quarter', 'days before', 'day', 'hour'] as const

/** The day of an ISO date or instant, also with slashes; undefined when the text is none. */
export function dayOf(text: string): number | undefined {
  const found = /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ].*)?$/.exec(text)
  return found ? (parseDay(`${found[1]}-${found[3]}-${found[4]}`) ?? undefined) : undefined
}

/** The parts of a day; `reference` is the row's own time, undefined where rows have none. */
export function partsOf(text: string, reference: number | undefined): number[] {
  const day = dayOf(text)
  if (day === undefined) return dateParts.map(() => Number.NaN)
  const [year, month, date] = text.slice(0, 10).split(/[-/]/).map(Number) as [number, number, number]
  const quarterStart = parseDay(`${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`)!
  const [before, plain] = reference === undefined ? [Number.NaN, day] : [reference - day, Number.NaN]
  return [month, date, (((day + 3) % 7) + 7) % 7, day - quarterStart, before, plain, hourOf(text)]
}

/** The hour of an instant, minutes as its part; NaN of a date alone. */
function hourOf(text: string): number {
  const found = /^.{10}[T ](\d{2}):(\d{2})/.exec(text)
  return found ? Number(found[1]) + Number(found[2]) / 60 : Number.NaN
}
