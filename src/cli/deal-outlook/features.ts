import type { Column } from '@drumbeat/deal-outlook'
import { type CsvTable, FileProblem } from './csv-table.ts'
import { dateParts, dayOf, partsOf } from './dates.ts'

/** Which columns of a file are used, and as what. */
export interface FeatureKinds {
  readonly numeric: readonly string[]
  readonly categorical: readonly string[]
  readonly dates: readonly string[]
  /** The column of the row's own time, where there is one. */
  readonly time?: string
}

/** Takes columns as what they look like: numbers, ISO dates, or names; those without a value, or with names that hardly repeat (ids), are left out. */
export function guessedKinds(csv: CsvTable, names: readonly string[]): FeatureKinds {
  const kinds = { numeric: [] as string[], categorical: [] as string[], dates: [] as string[] }
  for (const name of names) {
    const values = csv.column(name).filter((value) => value !== '')
    if (values.length === 0) continue
    if (areNumbers(values)) kinds.numeric.push(name)
    else if (values.every((value) => dayOf(value) !== undefined)) kinds.dates.push(name)
    else if (values.length < 50 || new Set(values).size < 0.9 * values.length) kinds.categorical.push(name)
  }
  return kinds
}

/** Whether all values are numbers or say that there is none, and some are numbers. */
function areNumbers(values: readonly string[]): boolean {
  let some = false
  for (const value of values) {
    const number = numberOf(value)
    if (number === undefined) return false
    some ||= !Number.isNaN(number)
  }
  return some
}

/** The feature columns of a file. */
export function featureColumns(csv: CsvTable, kinds: FeatureKinds): Column[] {
  const reference = kinds.time === undefined ? undefined : csv.column(kinds.time).map(timeOf)
  return [
    ...kinds.numeric.map((name): Column => ({ kind: 'numeric', name, values: numbersOf(csv, name) })),
    ...kinds.categorical.map((name): Column => ({ kind: 'category', name, values: csv.column(name) })),
    ...kinds.dates.flatMap((name) => dateColumns(csv, name, reference)),
    ...(reference ? [] : spans(csv, kinds.dates)),
  ]
}

/** Dates up to which the days between each two of them are features too. */
const fewDates = 5

/** The days from each date to each later named one, where rows have no time that both could be measured from. */
function spans(csv: CsvTable, dates: readonly string[]): Column[] {
  if (dates.length > fewDates) return []
  const days = dates.map((name) => csv.column(name).map((text) => dayOf(text) ?? Number.NaN))
  return dates.flatMap((from, at) =>
    dates.slice(at + 1).map((to, next): Column => {
      const [first, second] = [days[at]!, days[at + 1 + next]!]
      return {
        kind: 'numeric',
        name: spanName(from, to),
        values: Float64Array.from(first, (day, row) => second[row]! - day),
      }
    }),
  )
}

function spanName(from: string, to: string): string {
  return `${from} to ${to} (days)`
}

/** The column of the file that a feature came from. */
export function sourceOf(feature: string, kinds: FeatureKinds): string {
  return kinds.dates.find((name) => dateParts.some((part) => feature === partName(name, part))) ?? feature
}

/** A time as a number: itself, or the day of a date; NaN when it is neither. */
export function timeOf(text: string): number {
  return numberOf(text) ?? dayOf(text) ?? Number.NaN
}

function numbersOf(csv: CsvTable, name: string): Float64Array {
  return Float64Array.from(csv.column(name), (text, row) => {
    if (text === '') return Number.NaN
    const value = numberOf(text)
    if (value !== undefined) return value
    const shown = text.slice(0, 40)
    throw new FileProblem(
      `Row ${row + 1}: "${shown}" in ${name} is not a number. Mend it, leave it empty, or name the column in --categorical.`,
    )
  })
}

function dateColumns(csv: CsvTable, name: string, reference: readonly number[] | undefined): Column[] {
  const parts = csv.column(name).map((text, row) => {
    if (text !== '' && dayOf(text) === undefined) {
      const shown = text.slice(0, 40)
      throw new FileProblem(`Row ${row + 1}: "${shown}" in ${name} is not an ISO date such as 2026-11-28.`)
    }
    return partsOf(text, reference?.[row])
  })
  return dateParts.map((part, k) => ({
    kind: 'numeric',
    name: partName(name, part),
    values: Float64Array.from(parts, (each) => each[k]!),
  }))
}

function partName(name: string, part: string): string {
  return `${name} (${part})`
}

/** Numbers as files write them, with thousands, a currency sign or a per cent sign; True and False of data frames are 1 and 0. */
function numberOf(text: string): number | undefined {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text)
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? 1 : 0
  if (/^(nan|na|n\/a|#n\/a|null|none|unknown|missing|\?|-|\.)$/i.test(text)) return Number.NaN
  const found = /^(-?)[$€£¥]? ?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) ?%?$/.exec(text)
  return found ? Number(`${found[1]}${found[2]!.replaceAll(',', '')}`) : undefined
}
