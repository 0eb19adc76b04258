import { dayAfter, formatDay, parseDay } from '@drumbeat/periods'

export type IcsHoliday = { day: string; name: string }

/** What an iCalendar file says of whole days; events with an hour are no holidays and are counted. */
export type ReadIcs = { holidays: IcsHoliday[]; skipped: { what: string; why: string }[] }

const MOST_DAYS_EACH = 366
/** Years ahead for which a yearly event is written out. */
const YEARS_AHEAD = 5

/** Reads the whole-day events of an iCalendar file (RFC 5545): several days are one each, a yearly one comes every year. */
export function readIcs(text: string, { today }: { today: string }): ReadIcs {
  const holidays = new Map<string, string>()
  const skipped: ReadIcs['skipped'] = []
  for (const event of eventsIn(text)) {
    const name = unescaped(event.get('SUMMARY')?.value ?? '')
    const start = event.get('DTSTART')
    const from = start && wholeDay(start.value)
    if (!from) {
      skipped.push({
        what: name || 'an event without a name',
        why: start ? `${start.value} is no whole day` : 'it has no beginning',
      })
      continue
    }
    const length = Math.min(MOST_DAYS_EACH, lengthOf(from, event.get('DTEND')?.value))
    const years = yearsOf(event.get('RRULE')?.value, { from, today })
    if (years === null) {
      skipped.push({ what: name || from, why: `its repetition is not yearly: ${event.get('RRULE')!.value}` })
      continue
    }
    for (const year of years)
      for (let nth = 0; nth < length; nth++) {
        const day = shiftedYear(dayAfter(from, nth), year)
        if (day !== null) holidays.set(day, name)
      }
  }
  return {
    holidays: [...holidays].map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1)),
    skipped,
  }
}

type Properties = Map<string, { value: string }>

function eventsIn(text: string): Properties[] {
  const events: Properties[] = []
  let open: Properties | null = null
  for (const line of text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')) {
    const at = line.indexOf(':')
    if (at < 0) continue
    const [name = ''] = line.slice(0, at).split(';')
    const value = line.slice(at + 1).trim()
    if (name.toUpperCase() === 'BEGIN' && value.toUpperCase() === 'VEVENT') open = new Map()
    else if (name.toUpperCase() === 'END' && value.toUpperCase() === 'VEVENT') {
      if (open) events.push(open)
      open = null
    } else open?.set(name.toUpperCase(), { value })
  }
  return events
}

/** 20261225, or midnight of it; an event at another hour is no whole day. */
function wholeDay(value: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(T000000Z?)?$/.exec(value)
  if (!found) return null
  const day = `${found[1]}-${found[2]}-${found[3]}`
  return parseDay(day) === undefined ? null : day
}

/** DTEND is the day after; without one an event is one day long. */
function lengthOf(from: string, end: string | undefined): number {
  const until = end ? wholeDay(end) : null
  if (!until || until <= from) return 1
  return parseDay(until)! - parseDay(from)!
}

/** By how many years the event is repeated; null where it repeats in another way than yearly. */
function yearsOf(rule: string | undefined, { from, today }: { from: string; today: string }): number[] | null {
  if (rule === undefined) return [0]
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const isPlain = parts.get('FREQ') === 'YEARLY' && (parts.get('INTERVAL') ?? '1') === '1'
  if (
    !isPlain ||
    [...parts.keys()].some(
      (part) => !['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYMONTH', 'BYMONTHDAY'].includes(part),
    )
  )
    return null
  const first = Number(from.slice(0, 4))
  const until = parts.get('UNTIL')?.slice(0, 8)
  const last = Number(today.slice(0, 4)) + YEARS_AHEAD
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : Number.POSITIVE_INFINITY
  const years: number[] = []
  for (let year = first; year <= last && years.length < count; year++) {
    if (until && `${year}${from.slice(5, 7)}${from.slice(8, 10)}` > until) break
    years.push(year - first)
  }
  return years
}

/** The same day some years later; 29 February only where there is one. */
function shiftedYear(day: string, years: number): string | null {
  const shifted = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`
  const parsed = parseDay(shifted)
  return parsed === undefined ? null : formatDay(parsed)
}

function unescaped(text: string): string {
  return text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
}
