import {
  daysInMonth,
  endOf,
  type FiscalCalendar,
  fiscalYearOf,
  formatDay,
  type Grain,
  perYear,
  startOf,
} from '@drumbeat/periods'
import { monthNamed } from './month-names.ts'

/** First and last day of a period. */
export type Days = { from: string; to: string }

/** The days of a period as people write it: Q1 2026, 2026-Q1, FY26 Q1, H2 2026, Jan 2026, 2026-01, FY2026. */
export function readPeriod(text: string, calendar: FiscalCalendar): Days | undefined {
  const written = text.trim().replace(/\s+/g, ' ')
  const quarter =
    /^Q([1-4])[ /'-]*(?:FY)?[ -]?'?(\d{4}|\d{2})$/i.exec(written) ??
    swapped(/^(?:FY)?[ -]?(\d{4}|\d{2})[ /-]*Q([1-4])$/i.exec(written))
  if (quarter) return inYear(calendar, { grain: 'quarter', year: yearOf(quarter[2]!), place: Number(quarter[1]) })
  const half =
    /^H([12])[ /'-]*(?:FY)?[ -]?'?(\d{4}|\d{2})$/i.exec(written) ??
    swapped(/^(?:FY)?[ -]?(\d{4}|\d{2})[ /-]*H([12])$/i.exec(written))
  if (half) return halfOf(calendar, { year: yearOf(half[2]!), place: Number(half[1]) })
  const year = /^FY[ -]?'?(\d{4}|\d{2})$/i.exec(written) ?? /^((?:19|20)\d{2})$/.exec(written)
  if (year) return inYear(calendar, { grain: 'year', year: yearOf(year[1]!), place: 1 })
  return monthOf(written)
}

/** Whether a text names a period. */
export function looksPeriod(text: string): boolean {
  return readPeriod(text, { kind: 'month', startMonth: 1 }) !== undefined
}

function monthOf(written: string): Days | undefined {
  const named = /^(\p{L}{3,10})\.?[ '/-]+(\d{4}|\d{2})$/u.exec(written)
  const numbered = /^(\d{4})[-/](\d{1,2})$/.exec(written) ?? swapped(/^(\d{1,2})[-/](\d{4})$/.exec(written))
  const month = named ? monthNamed(named[1]!) : Number(numbered?.[2] ?? 0)
  const year = named ? named[2] : numbered?.[1]
  if (!year || month < 1 || month > 12) return undefined
  const start = `${yearOf(year)}-${String(month).padStart(2, '0')}`
  return { from: `${start}-01`, to: `${start}-${daysInMonth({ year: yearOf(year), month })}` }
}

/** Years and quarters are the company's own: Q1 is the first of its fiscal year, named as its calendar names it. */
function inYear(calendar: FiscalCalendar, { grain, year, place }: { grain: Grain; year: number; place: number }): Days {
  const index = year * perYear(grain, calendar) + place - 1
  const off = year - fiscalYearOf({ grain, index }, calendar)
  const period = { grain, index: index + off * perYear(grain, calendar) }
  return { from: formatDay(startOf(period, calendar)), to: formatDay(endOf(period, calendar)) }
}

/** A half is two quarters. */
function halfOf(calendar: FiscalCalendar, { year, place }: { year: number; place: number }): Days {
  const { from } = inYear(calendar, { grain: 'quarter', year, place: 2 * place - 1 })
  return { from, to: inYear(calendar, { grain: 'quarter', year, place: 2 * place }).to }
}

function yearOf(text: string): number {
  return text.length === 4 ? Number(text) : 2000 + Number(text)
}

function swapped(found: RegExpExecArray | null): [string, string, string] | null {
  return found && [found[0], found[2]!, found[1]!]
}
