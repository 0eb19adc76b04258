import { type ColumnMapping, type Format, type Kind, kinds, type Mapping, type MissingPolicy } from '../schema.ts'
import { dayEvidence } from '../values/day.ts'
import { decimalPoint } from '../values/decimal.ts'
import { type Column, guessColumns, headerScore, type KnownNames } from './columns.ts'
import { fieldOf, fields, required } from './fields.ts'
import { guessStages } from './stages.ts'

/** What a file shows of itself before anything is decided. */
export type Shown = { fileName: string; format: Format; columns: string[]; rows: string[][] }

/** What the workspace adds to the guess. */
export type Surroundings = { known: KnownNames; currency: string }

/** Guesses everything about a file from its name, its headers and its first rows; `kind` overrules the first guess. */
export function guessMapping(shown: Shown, around: Surroundings, kind?: Kind): Mapping {
  const columns = columnsOf(shown)
  const chosen = kind ?? guessKind(shown.fileName, columns)
  const mapped = guessColumns({ kind: chosen, columns, known: around.known }).map((column) =>
    withScale(column, columns),
  )
  const stages = stageColumn(mapped, columns)
  return {
    kind: chosen,
    format: shown.format,
    columns: mapped,
    constants: constantsFor(chosen, mapped, shown.fileName, around),
    stages,
    missing: missingFor(chosen, mapped, columns),
    mends: {},
    asks: questions(chosen, mapped, columns),
  }
}

/** Guesses what a file holds: the kind whose required fields are there and whose headers weigh most. */
export function guessKind(fileName: string, columns: Column[]): Kind {
  const scored = kinds.map((kind) => {
    const { weight, found } = headerScore(kind, columns)
    const missing = required[kind].filter((choice) => !choice.some((field) => found.has(field))).length
    return {
      kind,
      score: weight - missing * 4 + nameScore(kind, fileName) + 3 * (found.size / Math.max(1, columns.length)),
    }
  })
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).kind
}

/** The columns of a file with their filled values. */
export function columnsOf(shown: { columns: string[]; rows: string[][] }): Column[] {
  return shown.columns.map((name, index) => ({
    name,
    values: shown.rows.map((row) => row[index]?.trim() ?? '').filter((value) => value !== ''),
  }))
}

const fileWords: Record<Kind, RegExp> = {
  families: /famil|categor/i,
  territories: /territor|region/i,
  items: /product|item|sku|artikel/i,
  accounts: /account|compan|customer|reseller|kunde/i,
  people: /team|people|user|agent|employee|rep\b|person/i,
  quotas: /quota|target|goal/i,
  deals: /pipeline|deal|opportunit/i,
  'deal history': /history/i,
  'order lines': /order|sales|invoice|line|fact|auftr/i,
}

function nameScore(kind: Kind, fileName: string): number {
  return fileWords[kind].test(fileName) ? 2 : 0
}

function stageColumn(mapped: ColumnMapping[], columns: Column[]): Mapping['stages'] {
  const stage = columns[mapped.findIndex((column) => column.field === 'stage')]
  const opening = mapped.find((column) => column.field === 'created_on')
  return stage ? guessStages(stage.values, opening?.column) : []
}

/** Revenue in millions is common in account lists: it shows by few digits and cents, all through. */
function withScale(mapped: ColumnMapping, columns: Column[]): ColumnMapping {
  if (mapped.field !== 'annual_revenue') return mapped
  const column = columns.find((each) => each.name === mapped.column)!
  if (/\bm(io|illions?)?\b/i.test(mapped.column.replaceAll('_', ' '))) return { ...mapped, scale: 6 }
  const longest = column.values.map(
    (value) => value.split(mapped.point === ',' ? ',' : '.')[0]!.replace(/\D/g, '').length,
  )
  const fractions = column.values.some((value) => /[.,]\d{1,2}$/.test(value))
  const small = fractions && Math.max(...longest) <= 5
  return small
    ? { ...mapped, scale: 6, confidence: 0.6, reason: 'so small for a year that it will be in millions' }
    : mapped
}

function constantsFor(
  kind: Kind,
  mapped: ColumnMapping[],
  fileName: string,
  around: Surroundings,
): Record<string, string> {
  const has = (field: string) => mapped.some((column) => column.field === field)
  const constants: Record<string, string> = {}
  if (fields[kind].some((field) => field.field === 'currency') && !has('currency')) constants.currency = around.currency
  if (kind === 'deals' && !has('pipeline')) constants.pipeline = 'Sales'
  if (kind === 'order lines' && !has('channel')) {
    const channel = /internet|online|web|reseller|partner|direct/i.exec(fileName.replaceAll('_', ' '))?.[0]
    if (channel) constants.channel = channel.toLowerCase()
  }
  return constants
}

/** Names are created, as one would expect of a first import; bare keys of a table we do not have are not. */
function missingFor(kind: Kind, mapped: ColumnMapping[], columns: Column[]): Record<string, MissingPolicy> {
  const policies: Record<string, MissingPolicy> = {}
  for (const column of mapped) {
    if (!column.field || column.field === 'alias') continue
    const field = fieldOf(kind, column.field)
    if (field.type !== 'reference') continue
    const values = columns.find((each) => each.name === column.column)?.values ?? []
    const isKey = column.salesforceIds || (values.length > 0 && values.every((value) => /^\d+$/.test(value)))
    policies[field.field] = isKey
      ? field.noun === 'item' && kind === 'order lines'
        ? 'quarantine'
        : 'leave empty'
      : 'create'
  }
  return policies
}

function questions(kind: Kind, mapped: ColumnMapping[], columns: Column[]): string[] {
  const asks: string[] = []
  const has = new Set(mapped.map((column) => column.field))
  for (const choice of required[kind]) {
    if (!choice.some((field) => has.has(field)))
      asks.push(`Which column holds ${choice.map((field) => fieldOf(kind, field).label.toLowerCase()).join(' or ')}?`)
  }
  for (const column of mapped) {
    if (!column.field || column.field === 'alias') continue
    const { type } = fieldOf(kind, column.field)
    const values = columns.find((each) => each.name === column.column)?.values ?? []
    if (type === 'day' || type === 'instant') {
      const { certain, reason } = dayEvidence(values)
      if (!certain) asks.push(`${column.column}: ${reason}. Choose day first or month first.`)
    }
    if (type === 'decimal' || type === 'money') {
      const { certain, reason } = decimalPoint(values)
      if (!certain) asks.push(`${column.column}: ${reason}. It is taken as a decimal point.`)
    }
  }
  return asks
}
