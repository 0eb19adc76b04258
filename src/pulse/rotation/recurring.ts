import { dateOf, dayOf, daysInMonth, formatDay, parseDay } from '@drumbeat/periods'

export type Every = 'once' | 'week' | 'month' | 'quarter'

/**
 * The day of the `nth` round (0 is the first) of a survey that began on `first`. Months are counted from the first day, so
 * that a survey of the 31st is on the last day of shorter months and on the 31st again after them.
 */
export function roundDay({ first, every, nth }: { first: string; every: Every; nth: number }): string {
  const start = parseDay(first)
  if (start === undefined) throw new RangeError(`${first} is no day.`)
  if (every === 'once') return first
  if (every === 'week') return formatDay(start + 7 * nth)
  const { year, month, day } = dateOf(start)
  const months = month - 1 + nth * (every === 'month' ? 1 : 3)
  const to = { year: year + Math.floor(months / 12), month: (months % 12) + 1 }
  return formatDay(dayOf({ ...to, day: Math.min(day, daysInMonth(to)) }))
}
