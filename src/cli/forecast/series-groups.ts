import type { CsvRecord } from './csv-records.ts'
import { endedIds } from './ended-ids.ts'
import { type Frequency, layOut, type Moment, readMoment } from './timeline.ts'

/** A series whose rows have all been read: its values, or why it is left out. */
export type SeriesGroup =
  | { readonly kind: 'series'; readonly id: string; readonly values: Float64Array }
  | { readonly kind: 'left out'; readonly id: string; readonly problem: string }

/** Takes records in order and gives each series once its rows have ended. */
export interface SeriesGroups {
  take(record: CsvRecord): SeriesGroup | undefined
  end(): SeriesGroup | undefined
}

/** Where the three columns stand. */
export interface Columns {
  readonly id: number
  readonly ds: number
  readonly y: number
  readonly count: number
}

/** What is known of the dates beside themselves. */
export interface DateReading {
  readonly frequency?: Frequency | undefined
  readonly seasonLength?: number
}

/** A series is held whole while its rows come, so that its length bounds the memory. */
const mostValues = 1_000_000

interface Open {
  readonly id: string
  readonly moments: number[]
  readonly values: number[]
  kind: Moment['kind'] | undefined
  problem: string | undefined
}

/** Finds the columns in the header; undefined when one is missing. */
export function readHeader(fields: readonly string[]): Columns | undefined {
  const names = fields.map((field) => field.trim())
  const columns = {
    id: names.indexOf('unique_id'),
    ds: names.indexOf('ds'),
    y: names.indexOf('y'),
    count: names.length,
  }
  return Math.min(columns.id, columns.ds, columns.y) < 0 ? undefined : columns
}

/** Groups records by unique_id, which must stand together with ds ascending; a series with a bad line is left out. */
export function seriesGroups(columns: Columns, dates: DateReading = {}): SeriesGroups {
  const ended = endedIds()
  let open: Open | undefined
  function finish(): SeriesGroup | undefined {
    const done = open
    open = undefined
    if (!done) return undefined
    if (done.id !== '') ended.add(done.id)
    return closed(done, dates)
  }
  /** What is wrong with a line that names no series, until it is known whose rows come after it. */
  let between: string | undefined
  function take(record: CsvRecord): SeriesGroup | undefined {
    if (record.fields.length === 0) {
      between ??= `line ${record.line}: ${record.problem}`
      if (open) open.problem ??= `${between} It stands among or beside the rows of series ${shown(open.id)}.`
      return undefined
    }
    const id = record.fields[columns.id]?.trim() ?? ''
    const before = open && open.id !== id ? finish() : undefined
    if (!open) {
      const problem = between && `${between} It stands beside the rows of series ${shown(id)}.`
      open = { id, moments: [], values: [], kind: undefined, problem }
      if (id !== '' && ended.has(id)) {
        open.problem ??= `line ${record.line}: series ${shown(id)} appears again after its rows ended. Keep the rows of a series together.`
      }
    }
    between = undefined
    open.problem ??= addRow(open, record, columns)
    return before
  }
  return {
    take,
    end() {
      if (!open && between !== undefined) return { kind: 'left out', id: '', problem: between }
      return finish()
    },
  }
}

/** A name short enough for a message. */
export function shown(id: string): string {
  return id.length > 80 ? `${id.slice(0, 77)}...` : id
}

/** Adds a row to its series; the answer is what is wrong with the row. */
function addRow(open: Open, { line, fields, problem }: CsvRecord, columns: Columns): string | undefined {
  const name = open.id === '' ? 'a series without a name' : `series ${shown(open.id)}`
  if (problem !== undefined) return `line ${line}: ${name}: ${problem}`
  if (open.id === '') return `line ${line}: unique_id is empty. Give every row the name of its series.`
  if (fields.length !== columns.count) {
    return `line ${line}: ${name} has ${fields.length} fields where the header has ${columns.count}. Quote fields that hold commas.`
  }
  const ds = fields[columns.ds]!.trim()
  const moment = readMoment(ds)
  if (!moment) return `line ${line}: ${name} has ds "${ds}". Use an integer or a date such as 2026-11-30.`
  if (open.kind !== undefined && moment.kind !== open.kind) {
    return `line ${line}: ${name} has ds "${ds}" after ds of another kind. Use integers or dates, not both.`
  }
  const last = open.moments[open.moments.length - 1]
  if (last !== undefined && moment.value <= last) {
    const how = moment.value === last ? 'twice' : 'out of order'
    return `line ${line}: ${name} has ds "${ds}" ${how}. Sort each series by ds and keep one row per ds.`
  }
  const text = fields[columns.y]!.trim()
  const value = readValue(text)
  if (value === undefined)
    return `line ${line}: ${name} has y "${text}". Use a number, or leave it empty when it is missing.`
  if (open.values.length === mostValues) {
    return `line ${line}: ${name} has more than ${mostValues} rows. Give longer periods, or only the latest rows.`
  }
  open.kind = moment.kind
  open.moments.push(moment.value)
  open.values.push(value)
  return undefined
}

/** NaN for an empty field; undefined for anything that is not a plain finite decimal number. */
function readValue(text: string): number | undefined {
  if (text === '') return Number.NaN
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function closed({ id, moments, values, kind, problem }: Open, dates: DateReading): SeriesGroup {
  if (problem !== undefined) return { kind: 'left out', id, problem }
  const laid = layOut({ kind: kind ?? 'integer', moments, values, ...dates })
  if (laid instanceof Float64Array) return { kind: 'series', id, values: laid }
  return { kind: 'left out', id, problem: `series ${shown(id)}: ${laid.problem}` }
}
