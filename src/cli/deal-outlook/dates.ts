import { parseDay } from '@drumbeat/periods'

/**
 * What of a date a model may use: its place in the week, month, quarter and year, how long before the row's own time it was,
 * and, where rows have no time, the day itself and the hour.
 */
export const dateParts = ['month', 'day of month', 'weekday', 'day of quarter', 'days before', 'day', 'hour'] as const

/** How dates that are not ISO are written: 28.11.2026 or 11/28/2026. */
export type DayOrder = 'dmy' | 'mdy'

/** The day of a date or instant: ISO, also with slashes, or in the order given; undefined when the text is none. */
export function dayOf(text: string, order?: DayOrder): number | undefined {
  const civil = civilOf(text, order)
  return civil && (parseDay(civil.iso) ?? undefined)
}

/** The parts of a day; `reference` is the row's own time, undefined where rows have none. */
export function partsOf(text: string, reference: number | undefined, order?: DayOrder): number[] {
  const day = dayOf(text, order)
  if (day === undefined) return dateParts.map(() => Number.NaN)
  const { iso, rest } = civilOf(text, order)!
  const [year, month, date] = iso.split('-').map(Number) as [number, number, number]
  const quarterStart = parseDay(`${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`)!
  const [before, plain] = reference === undefined ? [Number.NaN, day] : [reference - day, Number.NaN]
  return [month, date, (((day + 3) % 7) + 7) % 7, day - quarterStart, before, plain, hourOf(rest)]
}

/**
 * The order in which a column writes its days: undefined where ISO reads them all, null where nothing does. Where two orders do,
 * points between the parts mean that the day comes first; of 03/04/2026 nothing tells, and 'either' is the answer.
 */
export function dayOrderOf(values: readonly string[]): DayOrder | 'either' | undefined | null {
  const filled = values.filter((value) => value !== '')
  const reads = (order?: DayOrder) => filled.every((value) => dayOf(value, order) !== undefined)
  if (reads()) return undefined
  const [dmy, mdy] = [reads('dmy'), reads('mdy')]
  if (dmy && mdy) return filled.every((value) => value.includes('.')) ? 'dmy' : 'either'
  return dmy ? 'dmy' : mdy ? 'mdy' : null
}

function civilOf(text: string, order: DayOrder | undefined): { iso: string; rest: string } | undefined {
  const iso = /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ](.*))?$/.exec(text)
  if (iso) return { iso: `${iso[1]}-${iso[3]}-${iso[4]}`, rest: iso[5] ?? '' }
  const other = order && /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,? (.*))?$/.exec(text)
  if (!other) return undefined
  const [day, month] = order === 'dmy' ? [other[1]!, other[3]!] : [other[3]!, other[1]!]
  return { iso: `${other[4]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rest: other[5] ?? '' }
}

/** The hour of an instant, minutes as its part; NaN of a date alone. */
function hourOf(time: string): number {
  const found = /^(\d{1,2}):(\d{2})(?::[\d.]+)?(?: ?([ap])m)?/i.exec(time)
  if (!found) return Number.NaN
  const [hour, half] = [Number(found[1]), found[3]?.toLowerCase()]
  const clock = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  return clock + Number(found[2]) / 60
}
