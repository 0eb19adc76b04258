import { type Field, keptName, normalHeader } from '#platform/importing/field.ts'
import type { FileKind, Preset } from '#platform/importing/file-kind.ts'
import type { ColumnMapping } from '#platform/importing/mapping.ts'
import { looksDecimal, readInFile } from '#platform/numbers/in-file.ts'
import { bareNumber } from '../values/bare-number.ts'
import { dayEvidence } from '../values/day-evidence.ts'
import { decimalPoint } from '../values/decimal-point.ts'
import { looksPeriod } from '../values/period-words.ts'
import { isSalesforceId } from '../values/salesforce-id.ts'
import { readYesNo } from '../values/yes-no.ts'
import { scaleOfHeader, withoutUnit } from './header-unit.ts'

/** One column of the sample: its header and its filled values. */
export type Column = { name: string; values: string[] }

/** Which of our nouns' names a value is; answered from what the workspace already holds. */
export type KnownNames = (noun: string, value: string) => boolean

/** Guesses what each column means for a file of this kind, by header first and by content where the header says nothing. */
export function guessColumns(input: {
  kind: FileKind
  columns: Column[]
  known: KnownNames
  /** The headers under which columns were kept before. */
  kept?: ReadonlySet<string> | undefined
  preset?: Preset | undefined
}): ColumnMapping[] {
  const taken = new Set<string>()
  const byHeader = bestHeaders(input.kind, input.columns, input.preset)
  for (const found of byHeader.values()) taken.add(found.field.field)
  return input.columns.map((column) => {
    const isKnown = input.preset?.fields[normalHeader(column.name)] !== undefined
    const keeping = byHeader.has(column.name) ? undefined : keptBefore(column, input)
    if (keeping) return keeping
    const found = byHeader.get(column.name) ?? (isKnown ? undefined : byContent({ ...input, column, taken }))
    if (!found) return unmapped(column, input)
    taken.add(found.field.field)
    const { field, confidence, reason } = found
    const carries = input.preset?.carries?.includes(field.field)
    return {
      column: column.name,
      field: field.field,
      confidence,
      reason,
      ...howWritten(field, column),
      ...(carries && { carries }),
    }
  })
}

/** How much a kind fits the headers: the weights of the fields found, and how many columns that explains. */
export function headerScore(kind: FileKind, columns: Column[]): { weight: number; found: Set<string> } {
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
      ...(style.orders && { dayOrders: style.orders }),
      ...(style.shortYears && { shortYears: true }),
      ...(style.serials && { serialDays: true }),
    }
  }
  if (field.type === 'decimal' || field.type === 'money') {
    const scale = scaleOfHeader(column.name)
    return { point: decimalPoint(column.values).point, ...(scale > 0 && { scale }) }
  }
  if (field.type === 'share') {
    const { point } = decimalPoint(column.values)
    const isPercent = column.values.some(
      (value) => !value.includes('%') && Number(readInFile(value, { point }) ?? 0) > 1,
    )
    return { point, ...(isPercent && { scale: -2 }) }
  }
  if (field.type === 'key' || field.type === 'reference' || field.type === 'alias' || field.holdsKeys) {
    const ids = column.values.filter(isSalesforceId).length
    if (ids > 0 && ids * 2 >= column.values.length) return { salesforceIds: true }
    const whole = column.values.length > 0 && column.values.every((value) => /^\d+(?:\.0+)?$/.test(value))
    return whole && column.values.some((value) => value.includes('.')) ? { wholeKeys: true } : {}
  }
  return {}
}

type Found = { field: Field; confidence: number; reason: string }

/** The best column for each field by header; a header that fits two fields goes to the one whose values fit. */
function bestHeaders(kind: FileKind, columns: Column[], preset?: Preset): Map<string, Found> {
  const found = new Map<string, Found>()
  const taken = new Set<string>()
  for (const column of columns) {
    const named = preset?.fields[normalHeader(column.name)]
    const field = kind.fields.find((each) => each.field === named)
    if (!preset || !field || taken.has(field.field)) continue
    taken.add(field.field)
    found.set(column.name, { field, confidence: 1, reason: `${preset.source} calls it so` })
  }
  const pairs = columns.flatMap((column, index) =>
    kind.fields.flatMap((field) => {
      const rank = rankOf(field, column.name)
      const isKnown = preset?.fields[normalHeader(column.name)] !== undefined
      const fit = rank < 0 || isKnown ? 'none' : valuesFit(field, column)
      return fit === 'none' ? [] : [{ column, field, rank, index, fit }]
    }),
  )
  pairs.sort((a, b) => Number(a.fit === 'some') - Number(b.fit === 'some') || a.rank - b.rank || a.index - b.index)
  for (const { column, field, fit } of pairs) {
    if (found.has(column.name) || taken.has(field.field)) continue
    taken.add(field.field)
    const says = `the header says ${field.label.toLowerCase()}`
    found.set(
      column.name,
      fit === 'some'
        ? { field, confidence: 0.6, reason: `${says}, though few of its values do` }
        : { field, confidence: 0.95, reason: says },
    )
  }
  return found
}

/** The amount or quantity that a header names though no value of its column is a bare number; undefined where a field has it already. */
export function namedThoughUnread(kind: FileKind, column: Column, mapped: readonly ColumnMapping[]): Field | undefined {
  const numbers = column.values.filter((value) => looksDecimal(bareNumber(value)))
  if (column.values.length === 0 || numbers.length * 2 < column.values.length) return undefined
  return kind.fields.find(
    (field) =>
      (field.type === 'decimal' || field.type === 'money') &&
      rankOf(field, column.name) >= 0 &&
      !mapped.some((each) => each.field === field.field),
  )
}

/** How well a header names a field; a unit or currency behind it ("Amount (USD)") says nothing of that. */
function rankOf(field: Field, header: string): number {
  // A code is better known by "Product" than its name is, where both could be.
  const behind = field.namesOf ? 100 : 0
  const rank = field.names.indexOf(normalHeader(header))
  if (rank >= 0) return rank + behind
  const bare = withoutUnit(header)
  const next = bare === header ? -1 : field.names.indexOf(normalHeader(bare))
  return next < 0 ? -1 : next + behind
}

function byContent(input: {
  kind: FileKind
  column: Column
  columns: Column[]
  taken: Set<string>
  known: KnownNames
}): Found | undefined {
  const { kind, column, taken, known } = input
  if (column.values.length === 0) return undefined
  for (const field of kind.fields) {
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
  if (field.type === 'reference') return values.filter((value) => known(field.noun!, value)).length / values.length
  if (field.byContent === 'days') return isDays(column) ? 1 : 0
  return field.byContent?.(values) ?? 0
}

function isDays(column: Column): boolean {
  return column.values.length > 0 && dayEvidence(column.values).share > 0.9 && !column.values.every(looksDecimal)
}

/**
 * A header alone does not make a number a name: the values have to be of the field's type. Where only some are, the
 * header still counts as long as no other field fits better: bad values are then refused one by one, not the column.
 */
function valuesFit(field: Field, { values }: Column): 'all' | 'some' | 'none' {
  if (values.length === 0) return 'all'
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length
  const enough = (fit: number, bar: number) => (fit >= bar ? 'all' : fit > 0 ? 'some' : 'none')
  if (field.repeats) return new Set(values).size < values.length ? 'all' : 'none'
  if (field.periods && share(looksPeriod) >= 0.6) return 'all'
  if (field.type === 'day' || field.type === 'instant') return enough(dayEvidence(values).share, 0.6)
  if (field.type === 'decimal' || field.type === 'money') return enough(share(looksDecimal), 0.5)
  if (field.type === 'whole' || field.type === 'share') return share(looksDecimal) >= 0.5 ? 'all' : 'none'
  if (field.type === 'yes-no') return share((value) => readYesNo(value) !== undefined) >= 0.9 ? 'all' : 'none'
  return 'all'
}

/**
 * A column that an earlier file had kept under its header is kept again, as is one that left with the rows of a screen, and one whose
 * header usually tells such things apart.
 */
function keptBefore(
  { name }: Column,
  { kind, kept }: { kind: FileKind; kept?: ReadonlySet<string> | undefined },
): ColumnMapping | undefined {
  const field = kind.fields.find(({ type }) => type === 'kept')
  const isKnown = kept?.has(keptName(name))
  if (!field || !(isKnown || kind.keeps?.names?.includes(normalHeader(name)))) return undefined
  const reason = isKnown ? 'a column of this name was kept before' : `what tells ${kind.name} apart`
  return { column: name, field: field.field, confidence: isKnown ? 0.95 : 0.9, reason }
}

/** In a table of things, a column called "… key" or "… id" with a value of its own per row is what other files call them by. */
function unmapped(column: Column, input: { kind: FileKind; columns: Column[] }): ColumnMapping {
  const hasAliases = input.kind.fields.some((field) => field.type === 'alias')
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
