import type { Column } from '@drumbeat/deal-outlook'
import { type CsvTable, FileProblem } from './csv-table.ts'
import { type DayOrder, dateParts, dayOf, dayOrderOf, partsOf } from './dates.ts'
import { hasCommas, numberOf } from './numbers.ts'

/** Which columns of a file are used, and as what. */
export interface FeatureKinds {
  readonly numeric: readonly string[]
  readonly categorical: readonly string[]
  readonly dates: readonly string[]
  /** The column of the row's own time, where there is one. */
  readonly time?: string
  /** Columns whose numbers have decimal commas, and the order of the parts of dates that are not ISO. */
  readonly commas?: readonly string[]
  readonly dayOrders?: Readonly<Record<string, DayOrder>>
}

/** How a file is written where it does not show. */
export interface Writing {
  /** The order of the parts of dates such as 03/04/2026. */
  readonly dayOrder?: DayOrder | undefined
}

/** Takes columns as what they look like: numbers, ISO dates, or names; those without a value, or with names that hardly repeat (ids), are left out. */
export function guessedKinds(csv: CsvTable, names: readonly string[]): FeatureKinds {
  const kinds = { numeric: [] as string[], categorical: [] as string[], dates: [] as string[] }
  for (const name of names) {
    const values = csv.column(name).filter((value) => value !== '')
    if (values.length === 0) continue
    if (areNumbers(values, hasCommas(values, semicolonsIn(csv)))) kinds.numeric.push(name)
    else if (dayOrderOf(values) !== null) kinds.dates.push(name)
    else if (values.length < 50 || new Set(values).size < 0.9 * values.length) kinds.categorical.push(name)
  }
  return kinds
}

/** The kinds with how numbers and dates of their columns are written; what nothing in the file tells has to be said. */
export function written(csv: CsvTable, kinds: FeatureKinds, { dayOrder }: Writing): FeatureKinds {
  const semicolons = semicolonsIn(csv)
  const inTime = kinds.time === undefined ? [] : [kinds.time]
  const commas = [...kinds.numeric, ...inTime].filter((name) => hasCommas(csv.column(name), semicolons))
  const dayOrders: Record<string, DayOrder> = {}
  for (const name of [...kinds.dates, ...inTime]) {
    const order = dayOrderOf(csv.column(name))
    const told = order === 'either' ? dayOrder : order
    if (told) dayOrders[name] = told
    if (order !== 'either' || dayOrder) continue
    const example = csv.column(name).find((value) => value !== '')!
    throw new FileProblem(
      `"${example.slice(0, 40)}" in ${name} may be day or month first, and no row tells. Say --day-order dmy or mdy.`,
    )
  }
  return {
    ...kinds,
    ...(commas.length > 0 && { commas }),
    ...(Object.keys(dayOrders).length > 0 && { dayOrders }),
  }
}

/** Columns nearly all of whose values are numbers or dates, with one that is none: they count as names, or not at all. */
export function nearly(csv: CsvTable, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const values = csv.column(name).filter((value) => value !== '')
    for (const [what, is] of [
      ['numbers', (value: string) => numberOf(value) !== undefined],
      ['dates', (value: string) => dayOf(value) !== undefined],
    ] as const) {
      const other = values.find((value) => !is(value))
      const share = values.filter(is).length / values.length
      if (other === undefined || share < 0.9) continue
      return [
        `${name} is not taken as ${what}, as it also says "${other.slice(0, 40)}". Mend that or leave it empty to have it used as such.`,
      ]
    }
    return []
  })
}

function semicolonsIn({ delimiter }: CsvTable): { semicolons: boolean } {
  return { semicolons: delimiter === ';' }
}

/** Whether all values are numbers or say that there is none, and some are numbers. */
function areNumbers(values: readonly string[], commas: boolean): boolean {
  let some = false
  for (const value of values) {
    const number = numberOf(value, { commas })
    if (number === undefined) return false
    some ||= !Number.isNaN(number)
  }
  return some
}

/** The feature columns of a file. */
export function featureColumns(csv: CsvTable, kinds: FeatureKinds): Column[] {
  const reference = timesOf(csv, kinds)
  return [
    ...kinds.numeric.map((name): Column => ({ kind: 'numeric', name, values: numbersOf(csv, name, kinds) })),
    ...kinds.categorical.map((name): Column => ({ kind: 'category', name, values: csv.column(name) })),
    ...kinds.dates.flatMap((name) => dateColumns(csv, name, { reference, order: kinds.dayOrders?.[name] })),
    ...(reference ? [] : spans(csv, kinds)),
  ]
}

/** Dates up to which the days between each two of them are features too. */
const fewDates = 5

/** The days from each date to each later named one, where rows have no time that both could be measured from. */
function spans(csv: CsvTable, { dates, dayOrders }: FeatureKinds): Column[] {
  if (dates.length > fewDates) return []
  const days = dates.map((name) => csv.column(name).map((text) => dayOf(text, dayOrders?.[name]) ?? Number.NaN))
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

/** The rows' own times as numbers: themselves, or the days of dates; NaN where they are neither. Undefined where rows have none. */
export function timesOf(csv: CsvTable, { time, commas, dayOrders }: FeatureKinds): number[] | undefined {
  if (time === undefined) return undefined
  const written = { commas: commas?.includes(time) ?? false }
  return csv.column(time).map((text) => numberOf(text, written) ?? dayOf(text, dayOrders?.[time]) ?? Number.NaN)
}

function numbersOf(csv: CsvTable, name: string, kinds: FeatureKinds): Float64Array {
  const commas = kinds.commas?.includes(name) ?? false
  return Float64Array.from(csv.column(name), (text, row) => {
    if (text === '') return Number.NaN
    const value = numberOf(text, { commas })
    if (value !== undefined) return value
    const shown = text.slice(0, 40)
    throw new FileProblem(
      `Row ${row + 1}: "${shown}" in ${name} is not a number. Mend it, leave it empty, or name the column in --categorical.`,
    )
  })
}

function dateColumns(
  csv: CsvTable,
  name: string,
  { reference, order }: { reference: readonly number[] | undefined; order: DayOrder | undefined },
): Column[] {
  const parts = csv.column(name).map((text, row) => {
    if (text !== '' && dayOf(text, order) === undefined) {
      const shown = text.slice(0, 40)
      throw new FileProblem(
        `Row ${row + 1}: "${shown}" in ${name} is no date such as ${order ? orderExample[order] : '2026-11-28'}.`,
      )
    }
    return partsOf(text, reference?.[row], order)
  })
  return dateParts.map((part, k) => ({
    kind: 'numeric',
    name: partName(name, part),
    values: Float64Array.from(parts, (each) => each[k]!),
  }))
}

const orderExample = { dmy: '28.11.2026', mdy: '11/28/2026' } as const

function partName(name: string, part: string): string {
  return `${name} (${part})`
}
