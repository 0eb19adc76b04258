import type { RawEvent } from '../mining/log.ts'

export type Columns = {
  case?: string | undefined
  activity?: string | undefined
  timestamp?: string | undefined
  amount?: string | undefined
}
export type LogProblem = { kind: string; rows: number; example: string; amount: number | null }

/** The headers that each column goes by, the surest first: of a log with two times the completion counts. */
const usual: Record<keyof Columns, readonly RegExp[]> = {
  case: [/^case:concept:name$/i, /^case[ _-]?id$/i, /^(case|trace[ _-]?id|trace)$/i, /^(deal|order)([ _-]?id)?$/i],
  activity: [/^concept:name$/i, /^activity([ _-]?name)?$/i, /^event([ _-]?name)?$/i, /^(stage|task)$/i],
  timestamp: [
    /^time:timestamp$/i,
    /^completed?[ _-]?(at|time|timestamp)$/i,
    /^(timestamp|end[ _-]?time(stamp)?)$/i,
    /^(time|date|datetime|completed?)$/i,
    /^start[ _-]?time(stamp)?$/i,
  ],
  amount: [/^(case:)?(amount|value|worth)$/i],
}

/** Which columns of a table hold case, activity, time and worth: those named, else those of the usual names. */
export function columnsOf(
  header: readonly string[],
  named: Columns,
): { found: Record<keyof Columns, number>; missing: string[] } {
  const place = (what: keyof Columns) => {
    const name = named[what]
    if (name !== undefined) return header.findIndex((each) => each.trim() === name)
    const places = usual[what].map((words) => header.findIndex((each) => words.test(each.trim())))
    return places.find((at) => at >= 0) ?? -1
  }
  const found = {
    case: place('case'),
    activity: place('activity'),
    timestamp: place('timestamp'),
    amount: place('amount'),
  }
  return { found, missing: (['case', 'activity', 'timestamp'] as const).filter((what) => found[what] < 0) }
}

/** Collects events row by row; what cannot be read is counted by kind, and the good rows stay. */
export class LogReader {
  readonly events: RawEvent[] = []
  private readonly problems = new Map<string, LogProblem>()
  private readonly last = new Map<string, number>()

  private readonly order: 'ymd' | 'dmy' | 'mdy'

  constructor(order: 'ymd' | 'dmy' | 'mdy') {
    this.order = order
  }

  add(row: { caseId: string; activity: string; timestamp: string; amount: string | null; line: number }): void {
    const { caseId, activity, timestamp, line } = row
    const amount =
      row.amount === null || row.amount.trim() === '' || Number.isNaN(Number(row.amount)) ? null : Number(row.amount)
    const at = instantOf(timestamp, this.order)
    if (caseId === '') this.note('no case', `line ${line}`, amount)
    else if (activity === '') this.note('no activity', `line ${line}`, amount)
    else if (at === null) this.note('no readable time', `line ${line}: "${timestamp}"`, amount)
    else this.keep({ caseId, activity, at, amount }, { line, timestamp })
  }

  listed(): LogProblem[] {
    return [...this.problems.values()]
  }

  private keep(event: RawEvent, { line, timestamp }: { line: number; timestamp: string }): void {
    const { caseId, at, amount } = event
    const before = this.last.get(caseId)
    if (before !== undefined && at < before)
      this.note('out of order in the file', `case ${caseId}, line ${line}`, amount)
    if (before !== undefined && at === before)
      this.note('equal times in one case', `case ${caseId}, ${timestamp}`, amount)
    this.last.set(caseId, at)
    this.events.push(event)
  }

  private note(kind: string, example: string, amount: number | null): void {
    const known = this.problems.get(kind)
    if (!known) this.problems.set(kind, { kind, rows: 1, example, amount })
    else {
      known.rows++
      if (amount !== null) known.amount = (known.amount ?? 0) + amount
    }
  }
}

export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const written =
  /^(\d{1,4})([-/.])(\d{1,2})[-/.](\d{1,4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i

/**
 * An instant in milliseconds: ISO, or the year first in any punctuation; 31.12.2026 by itself; other orders if said so, since
 * 01/02/2026 is two days. Without a zone it is UTC; parts of a millisecond are cut off.
 */
export function instantOf(text: string, order: DateOrder): number | null {
  const trimmed = text.trim()
  const match = written.exec(trimmed)
  if (!match) return /^\d{12,13}$/.test(trimmed) ? Number(trimmed) : null
  const [, first = '', mark, second, third, hour = '0', minute = '0', whole = '0', fraction = '', half, zone = 'Z'] =
    match
  const day = dayOfParts(
    [first, second!, third!],
    first.length === 4 ? 'ymd' : order === 'ymd' && mark === '.' ? 'dmy' : order,
  )
  const hours = half === undefined ? Number(hour) : hourOfHalf(Number(hour), half.toLowerCase())
  if (day === null || hours === null || hours > 24 || Number(minute) > 59 || Number(whole) > 60) return null
  const time = ((hours * 60 + Number(minute)) * 60 + Number(whole)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return day + time - offsetOf(zone)
}

function dayOfParts(parts: [string, string, string], order: DateOrder): number | null {
  const [first, second, third] = parts
  const [year, month, day] = { ymd: [first, second, third], dmy: [third, second, first], mdy: [third, first, second] }[
    order
  ].map(Number) as [number, number, number]
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return null
  const at = Date.UTC(year, month - 1, day)
  return new Date(at).getUTCDate() === day ? at : null
}

function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return hours === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
}
