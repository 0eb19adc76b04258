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
  private readonly latest = new Map<string, number>()
  private readonly disordered = new Set<string>()

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
    else this.keep({ caseId, activity, at, amount }, line)
  }

  /** What is wrong or doubtful. Of doubtful rows, which are kept, the worth is that of their cases, each once. */
  listed(): LogProblem[] {
    const worth = new Map<string, number>()
    for (const { caseId, amount } of this.events) if (amount !== null) worth.set(caseId, amount)
    const sum = (cases: Iterable<string>) => {
      const known = [...cases].flatMap((each) => worth.get(each) ?? [])
      return known.length === 0 ? null : known.reduce((total, each) => total + each, 0)
    }
    const equal = equalTimes(this.events)
    const found = [...this.problems.values()].map((problem) =>
      problem.kind === OUT_OF_ORDER ? { ...problem, amount: sum(this.disordered) } : problem,
    )
    return equal === null ? found : [...found, { ...equal.problem, amount: sum(equal.cases) }]
  }

  /** An event before the latest of its case so far is out of order, also where the one just before it was too. */
  private keep(event: RawEvent, line: number): void {
    const { caseId, at, amount } = event
    const latest = this.latest.get(caseId)
    if (latest !== undefined && at < latest) {
      this.note(OUT_OF_ORDER, `case ${caseId}, line ${line}`, amount)
      this.disordered.add(caseId)
    } else this.latest.set(caseId, at)
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

const OUT_OF_ORDER = 'out of order in the file'

/** Events of a case at the very same time, wherever they stand in the file: their order is that of the file, which nobody knows to be right. */
function equalTimes(events: readonly RawEvent[]): { problem: Omit<LogProblem, 'amount'>; cases: Set<string> } | null {
  const times = new Map<string, Set<number>>()
  const cases = new Set<string>()
  let rows = 0
  let example = ''
  for (const { caseId, at } of events) {
    const met = times.get(caseId)
    if (!met) times.set(caseId, new Set([at]))
    else if (met.has(at)) {
      rows++
      cases.add(caseId)
      example ||= `case ${caseId}, ${new Date(at).toISOString()}`
    } else met.add(at)
  }
  return rows === 0 ? null : { problem: { kind: 'equal times in one case', rows, example }, cases }
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
