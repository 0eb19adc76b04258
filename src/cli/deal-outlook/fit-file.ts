import { auc, type Column, fitScore, type ScoreModel } from '@drumbeat/deal-outlook'
import { type CsvTable, FileProblem } from './csv-table.ts'
import { type FeatureKinds, featureColumns, guessedKinds, nearly, timesOf, written } from './features.ts'
import type { FitOptions } from './options.ts'
import { outcomesOf } from './target.ts'

/** A model fitted to a file: what columns it uses, what was left out, what should be looked at. */
export interface FittedFile {
  readonly model: ScoreModel
  readonly kinds: FeatureKinds
  readonly leftOut: readonly string[]
  readonly warnings: readonly string[]
}

/** Columns that alone tell the outcome this well were probably written when the deal closed. */
const tooGood = 0.995

/** Fits a score to the rows of a file that have an outcome, a time and a place in the split. */
export function fitFile(csv: CsvTable, options: FitOptions): FittedFile {
  const kinds = written(csv, kindsOf(csv, options), options)
  const outcomes = outcomesOf(csv.column(options.target), options)
  const times = timesOf(csv, kinds)
  const sides = options.split === undefined ? undefined : csv.column(options.split).map((side) => side.toLowerCase())
  const groups = options.id === undefined ? undefined : placesOf(csv.column(options.id))
  const leftOut = new Map<string, number>()
  const rows = Array.from({ length: csv.rows }, (_, row) => row).filter((row) => {
    const why = whyLeftOut({ outcome: outcomes[row], time: times?.[row], side: sides?.[row] }, options)
    if (why !== undefined) leftOut.set(why, (leftOut.get(why) ?? 0) + 1)
    return why === undefined
  })
  if (rows.length === 0) {
    const whys = [...leftOut].map(([why, count]) => `${count} ${why}`)
    throw new FileProblem(`None of the ${csv.rows} rows can be used: ${whys.join('; ')}.`)
  }
  const columns = featureColumns(csv, kinds).map((column) => pickedRows(column, rows))
  const known = rows.map((row) => outcomes[row]!)
  const testRows = sides && rows.flatMap((row, i) => (sides[row] === 'test' ? [i] : []))
  const model = fitScore({
    ...{ table: { rows: rows.length, columns }, outcomes: known, seed: options.seed, testRows },
    inOrder: testRows !== undefined && isLater(testRows, rows.length),
    ...{ times: times && rows.map((row) => times[row]!), groups: groups && rows.map((row) => groups[row]!) },
    useWithoutSignal: options.evenWithoutSignal,
  })
  return {
    ...{ model, kinds, leftOut: [...leftOut].map(([why, count]) => `${count} of ${csv.rows} rows left out: ${why}.`) },
    warnings: [
      ...repeatedIds(groups),
      ...nearly(csv, unused(csv, kinds, options)),
      ...columns.flatMap((column) => warningOf(column, known)),
    ],
  }
}

/** Whether all test rows stand after all others, as in a file that is in the order of time. */
function isLater(testRows: readonly number[], rows: number): boolean {
  return testRows.length > 0 && testRows.length < rows && testRows[0] === rows - testRows.length
}

function kindsOf(csv: CsvTable, options: FitOptions): FeatureKinds {
  const { numeric, categorical, dates, without, time } = options
  const own = [options.target, options.split, options.id, ...without]
  const withTime = time === undefined ? {} : { time }
  if (numeric.length + categorical.length + dates.length > 0) {
    for (const name of [...numeric, ...categorical, ...dates]) {
      csv.column(name)
      if (own.includes(name))
        throw new FileProblem(`The column ${name} cannot be a feature: it is already named otherwise.`)
    }
    return { numeric, categorical, dates, ...withTime }
  }
  const others = csv.names.filter((name) => !own.includes(name) && name !== time)
  const kinds = guessedKinds(csv, others)
  const found = kinds.numeric.length + kinds.categorical.length + kinds.dates.length
  if (found === 0) throw new FileProblem('No column is left to learn from. Name some, or take some out of --without.')
  return { ...kinds, ...withTime }
}

function whyLeftOut(
  row: { outcome: 0 | 1 | undefined; time: number | undefined; side: string | undefined },
  { target, time, split }: FitOptions,
): string | undefined {
  if (row.outcome === undefined) return `${target} holds no outcome`
  if (row.time !== undefined && !Number.isFinite(row.time)) return `${time} is neither a number nor an ISO date`
  if (row.side !== undefined && row.side !== 'train' && row.side !== 'test') return `${split} is neither train nor test`
  return undefined
}

/** Columns that were taken as names, or not at all, without having been named so. */
function unused(csv: CsvTable, kinds: FeatureKinds, options: FitOptions): string[] {
  const { target, split, id, time, without, numeric, categorical, dates } = options
  const said = [
    target,
    split,
    id,
    time,
    ...without,
    ...numeric,
    ...categorical,
    ...dates,
    ...kinds.numeric,
    ...kinds.dates,
  ]
  return numeric.length + categorical.length + dates.length > 0 ? [] : csv.names.filter((name) => !said.includes(name))
}

function placesOf(ids: readonly string[]): number[] {
  const places = new Map<string, number>()
  return ids.map((id, row) => {
    const place = id === '' ? row : (places.get(id) ?? row)
    if (id !== '') places.set(id, place)
    return place
  })
}

function repeatedIds(groups: readonly number[] | undefined): string[] {
  const repeated = groups === undefined ? 0 : groups.length - new Set(groups).size
  return repeated === 0 ? [] : [`${repeated} rows repeat an id: they are taken as versions of one deal.`]
}

function pickedRows(column: Column, rows: readonly number[]): Column {
  if (column.kind === 'numeric') return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
  return { ...column, values: rows.map((row) => column.values[row]!) }
}

function warningOf(column: Column, outcomes: readonly number[]): string[] {
  const single = column.kind === 'category' ? [ratesOf(column.values, outcomes)] : scoresOf(column.values)
  const sharp = single.some((probabilities) => {
    const area = auc({ probabilities, outcomes })
    return Math.max(area, 1 - area) >= tooGood
  })
  if (!sharp) return []
  return [
    `${column.name} alone tells the outcome. If it is written when a deal closes, take it out with --without: it will not be known of open deals.`,
  ]
}

/** A column of numbers as scores: whether it is filled, and what it says. */
function scoresOf(values: ArrayLike<number>): number[][] {
  const present = Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1))
  return [present, Array.from(values, (value) => (Number.isNaN(value) ? 0 : value))]
}

/** Levels of fewer rows than this say nothing by their rate. */
const enoughRows = 10

/** The share of rows with the outcome of each row's level; of rare levels, that of all rows. */
function ratesOf(values: ArrayLike<string | null>, outcomes: readonly number[]): number[] {
  const levels = new Map<string | null, { rows: number; with: number }>()
  for (const [row, value] of Array.from(values).entries()) {
    const level = levels.get(value) ?? { rows: 0, with: 0 }
    level.rows++
    level.with += outcomes[row]!
    levels.set(value, level)
  }
  const all = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length
  return Array.from(values, (value) => {
    const level = levels.get(value)!
    return level.rows < enoughRows ? all : level.with / level.rows
  })
}
