import type { ColumnMapping, Kind } from '../schema.ts'
import { dayEvidence } from '../values/day.ts'
import { decimalPoint, looksDecimal, readDecimal } from '../values/decimal.ts'
import { isSalesforceId } from '../values/salesforce-id.ts'
import { readYesNo } from '../values/yes-no.ts'
import { type Field, fields, normalHeader } from './fields.ts'

/** One column of the sample: its header and its filled values. */
export type Column = { name: string; values: string[] }

/** Which of our nouns' names a value is; answered from what the workspace already holds. */
export type KnownNames = (noun: string, value: string) => boolean

/** Guesses what each column means for a file of this kind, by header first and by content where the header says nothing. */
export function guessColumns(input: { kind: Kind; columns: Column[]; known: KnownNames }): ColumnMapping[] {
  const taken = new Set<string>()
  const byHeader = bestHeaders(input.kind, input.columns)
  for (const found of byHeader.values()) taken.add(found.field.field)
  return input.columns.map((column) => {
    const found = byHeader.get(column.name) ?? byContent({ ...input, column, taken })
    if (!found) return unmapped(column, input)
    taken.add(found.field.field)
    const { field, confidence, reason } = found
    return { column: column.name, field: field.field, confidence, reason, ...howWritten(field, column) }
  })
}

/** How much a kind fits the headers: the weights of the fields found, and how many columns that explains. */
export function headerScore(kind: Kind, columns: Column[]): { weight: number; found: Set<string> } {
  const found = bestHeaders(kind, columns)
  let weight = 0
  for (const { field, confidence } of found.values()) weight += field.weight * confidence
  return { weight, found: new Set([...found.values()].map((each) => each.field.field)) }
}

/** How the values of a column are written, decided from the sample; empty where that needs no decision. */
export function howWritten(field: Field, column: Column): Partial<ColumnMapping> {
  if (field.type === 'day' || field.type === 'instant') {
    const { style } = dayEvidence(column.values)
    return {
      ...(style.order && { dayOrder: style.order }),
      ...(style.shortYears && { shortYears: true }),
      ...(style.serials && { serialDays: true }),
    }
  }
  if (field.type === 'decimal' || field.type === 'money') return { point: decimalPoint(column.values).point }
  if (field.type === 'share') {
    const { point } = decimalPoint(column.values)
    const isPercent = column.values.some(
      (value) => !value.includes('%') && Number(readDecimal(value, { point }) ?? 0) > 1,
    )
    return { point, ...(isPercent && { scale: -2 }) }
  }
  if (
    field.type === 'key' ||
    field.type === 'reference' ||
    field.type === 'alias' ||
    /^(manager|parent)$/.test(field.field)
  ) {
    const ids = column.values.length > 0 && column.values.every(isSalesforceId)
    return ids ? { salesforceIds: true } : {}
  }
  return {}
}

type Found = { field: Field; confidence: number; reason: string }

/** The best column for each field by header; a header that fits two fields goes to the one whose values fit. */
function bestHeaders(kind: Kind, columns: Column[]): Map<string, Found> {
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  const pairs = columns.flatMap((column, index) =>
    fields[kind].flatMap((field) => {
      const rank = field.names.indexOf(normalHeader(column.name))
      if (rank < 0 || !valuesFit(field, column)) return []
      return [{ column, field, rank, index }]
    }),
  )
  pairs.sort((a, b) => a.rank - b.rank || a.index - b.index)
  for (const { column, field } of pairs) {
    if (found.has(column.name) || taken.has(field.field)) continue
    taken.add(field.field)
    found.set(column.name, { field, confidence: 0.95, reason: `the header says ${field.label.toLowerCase()}` })
  }
  return found
}

function byContent(input: {
  kind: Kind
  column: Column
  columns: Column[]
  taken: Set<string>
  known: KnownNames
}): Found | undefined {
  const { kind, column, taken, known } = input
  if (column.values.length === 0) return undefined
  for (const field of fields[kind]) {
    if (taken.has(field.field) || field.weight === 0) continue
    const share = contentShare(field, column, known)
    if (share < 0.6) continue
    if (field.type === 'day' && input.columns.filter((other) => isDays(other)).length > 1) continue
    return {
      field,
      confidence: Math.min(0.7, share * 0.7),
      reason: `${Math.round(share * 100)} % of its values fit ${field.label.toLowerCase()}`,
    }
  }
  return undefined
}

function contentShare(field: Field, column: Column, known: KnownNames): number {
  const { values } = column
  if (field.field === 'stage')
    return values.filter((value) => /\b(won|lost|gewonnen|verloren)\b/i.test(value)).length > 0 &&
      new Set(values).size <= 20
      ? 0.7
      : 0
  if (field.type === 'reference') return values.filter((value) => known(field.noun!, value)).length / values.length
  if (field.field === 'starts_on' || field.field === 'ordered_on') return isDays(column) ? 1 : 0
  return 0
}

function isDays(column: Column): boolean {
  return column.values.length > 0 && dayEvidence(column.values).share > 0.9 && !column.values.every(looksDecimal)
}

/** A header alone does not make a number a name: the values have to be of the field's type, mostly. */
function valuesFit(field: Field, { values }: Column): boolean {
  if (values.length === 0) return true
  if (field.field === 'parent' && field.type === 'reference') return new Set(values).size < values.length
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length
  if (field.type === 'day' || field.type === 'instant') return dayEvidence(values).share >= 0.6
  if (field.type === 'decimal' || field.type === 'money' || field.type === 'whole' || field.type === 'share')
    return share(looksDecimal) >= 0.5
  if (field.type === 'yes-no') return share((value) => readYesNo(value) !== undefined) >= 0.9
  return true
}

/** In a table of things, a column called "… key" or "… id" with a value of its own per row is what other files call them by. */
function unmapped(column: Column, input: { kind: Kind; columns: Column[] }): ColumnMapping {
  const hasAliases = fields[input.kind].some((field) => field.type === 'alias')
  const own = column.values.length > 0 && new Set(column.values).size === column.values.length
  if (hasAliases && own && /(key|id)$/i.test(column.name)) {
    return {
      column: column.name,
      field: 'alias',
      confidence: 0.8,
      reason: 'a key with its own value in every row: other files may refer to it',
    }
  }
  return { column: column.name, field: null, confidence: 1, reason: 'not needed' }
}
