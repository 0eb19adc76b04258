import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import type { Mapping, Problem } from '#platform/importing/mapping.ts'
import type { RuleInput } from '#platform/importing/rule.ts'
import { currencyCalled } from '#platform/numbers/currency-word.ts'
import { looksDecimal } from '#platform/numbers/in-file.ts'
import { sameRow } from '../reading/header.ts'
import type { FileRow } from '../reading/split-rows.ts'
import { isTotals } from '../values/blank.ts'
import { type Around, type Cell, cellReader } from './read-cell.ts'
import { stagedColumns } from './staged-columns.ts'

/** A checked row: its cells in the order of the staging table, what to say about them, and what it is known by. */
export type CheckedRow = { cells: (string | null)[]; problems: Problem[]; identity: string }

/** Makes the check for one file: every row is read, checked and turned into typed cells. */
export function rowChecker(
  kind: FileKind,
  mapping: Mapping,
  around: Around & Omit<RuleInput, 'mapping' | 'currency'>,
  header: readonly string[] = mapping.columns.map((column) => column.column),
): (row: FileRow) => CheckedRow {
  const staged = stagedColumns(kind).map((column) => column.field)
  const readers = columnReaders(kind, mapping, around)
  const constants = constantCells(kind, mapping, around)
  const input: RuleInput = { ...around, mapping, currency: mapping.constants.currency ?? around.currency }
  const carry = carrier(kind, mapping)
  const { rule } = kind
  const width = mapping.columns.length
  const columnOf = new Map(
    mapping.columns.filter((column) => column.field).map((column) => [column.field!, column.column]),
  )
  const identityOf = identity(kind, mapping)

  return (row) => {
    const cells: Record<string, string | null> = {}
    const problems: Problem[] = flaws(row, { width, header })
    const left = problems.some((problem) => problem.kind === 'line of totals' || problem.kind === 'header again')
    if (left) return { cells: staged.map(() => null), problems, identity: row.values.join('\u001f') }
    carry(row.values)
    for (let i = 0; i < constants.length; i++) cells[constants[i]!.field] = constants[i]!.value
    for (let i = 0; i < readers.length; i++) {
      const { index, field, read, joins, writtenAs } = readers[i]!
      const { value, problem, currency, also } = read(row.values[index] ?? '')
      if (also) cells[also.field] ??= also.value
      cells[field] =
        joins && cells[field] && value
          ? `${cells[field]}\n${value}`
          : (value ?? (constants.length > 0 ? cells[field] : undefined) ?? null)
      if (writtenAs) cells[writtenAs] = row.values[index]?.trim() ?? null
      if (problem) problems.push(problem)
      if (currency)
        takeCurrency({ currency, isMapped: columnOf.has('currency'), column: readers[i]!, row, cells, problems })
    }
    if (cells['currency beside'])
      settleCurrency(cells, { isMapped: columnOf.has('currency'), column: columnOf.get('currency'), problems })
    rule(
      {
        cells,
        tell: (field, problem) => {
          const column = columnOf.get(field)
          if (
            problem.kind === 'missing value' &&
            problems.some((other) => other.column === column && other.severity === 'stop')
          )
            return
          const value =
            column === undefined ? '' : (row.values[mapping.columns.findIndex((each) => each.column === column)] ?? '')
          problems.push({ column: column ?? field.replaceAll('_', ' '), value, ...problem })
        },
      },
      input,
    )
    return { cells: staged.map((field) => cells[field] ?? null), problems, identity: identityOf(row, cells) }
  }
}

/** The columns by which rows of this file are recognised again; none means by their whole content. */
export function identityFields(kind: FileKind, mapping: Mapping): readonly string[] {
  const has = (field: string) => mapping.columns.some((column) => column.field === field)
  return (kind.identity ?? [['key']]).find((fields) => fields.every(has)) ?? []
}

type ColumnReader = {
  index: number
  name: string
  field: string
  joins: boolean
  writtenAs: string | undefined
  read: (text: string) => Cell
}

function columnReaders(kind: FileKind, mapping: Mapping, around: Around): ColumnReader[] {
  return mapping.columns.flatMap((column, index) => {
    if (!column.field) return []
    const field = fieldOf(kind, column.field)
    return [
      {
        index,
        name: column.column,
        field: column.field,
        joins: field.type === 'alias',
        writtenAs: kind.fields.some((each) => each.field === field.writtenAs) ? field.writtenAs : undefined,
        read: cellReader({ column, field, mapping, around }),
      },
    ]
  })
}

function constantCells(kind: FileKind, mapping: Mapping, around: Around): { field: string; value: string | null }[] {
  return Object.entries(mapping.constants).map(([name, text]) => {
    const field = fieldOf(kind, name)
    const column = { column: name, field: name, confidence: 1, reason: 'the same for all rows', point: '.' as const }
    const { value, problem } = cellReader({ column, field, mapping, around })(text)
    if (problem) throw new Error(`The fixed ${field.label.toLowerCase()} "${text}" cannot be used: ${problem.reason}.`)
    return { field: name, value }
  })
}

function identity(kind: FileKind, mapping: Mapping): (row: FileRow, cells: Record<string, string | null>) => string {
  const fields = identityFields(kind, mapping)
  if (fields.length === 0) return (row) => row.values.join('\u001f')
  return (_row, cells) => fields.map((field) => cells[field] ?? '').join('\u001f')
}

/** What is wrong with a row before its values are looked at. */
function flaws(row: FileRow, { width, header }: { width: number; header: readonly string[] }): Problem[] {
  const first = row.values.find((value) => value.trim() !== '') ?? ''
  const say = (kind: string, reason: string, value = first): Problem[] => [
    { column: '', value, kind, severity: 'stop', reason },
  ]
  if (sameRow(row.values, header)) return say('header again', 'the row says the header again, as joined files do')
  if (/total|sum|overall|zwischen|gesamt/i.test(first) && isTotals(row.values, looksDecimal))
    return say('line of totals', 'the row holds totals of others')
  const bad = row.values.find((value) => value.includes('\ufffd'))
  const garbled = bad === undefined ? row.values.find((value) => twiceEncoded.test(value)) : undefined
  return [
    ...(row.flaw ? say('broken quote', row.flaw) : []),
    ...(bad === undefined
      ? []
      : say('unreadable letter', 'a letter of it is not valid in the encoding of the file', bad)),
    ...(garbled === undefined
      ? []
      : say('garbled letters', 'its letters were stored in a wrong encoding before; write them anew', garbled)),
    ...(row.values.length === width ? [] : raggedness(row, width)),
  ]
}

/** UTF-8 that was once read as a western encoding and written again, as "Ã¼" for "ü". */
const twiceEncoded =
  /\u00c3[\u0080-\u00bf\u0178\u0152\u0153\u0160\u0161\u017d\u017e\u2013-\u203a\u20ac\u2122\u0192\u02c6\u02dc]|\u00c2[\u00a0-\u00bf]|\u00e2\u20ac[\u0080-\u00bf\u2013-\u2122\u0153]/

/** A currency beside an amount counts more than one for all rows; against the row's own currency it is a contradiction. */
function takeCurrency(input: {
  currency: string
  isMapped: boolean
  column: ColumnReader
  row: FileRow
  cells: Record<string, string | null>
  problems: Problem[]
}): void {
  const { currency, isMapped, column, row, cells, problems } = input
  const written = row.values[column.index] ?? ''
  const stands = cells['currency beside'] ?? (isMapped ? null : currency)
  if (stands !== null && stands !== currency)
    problems.push({
      column: column.name,
      value: written,
      kind: 'two currencies',
      severity: 'stop',
      reason: `one amount of the row is in ${stands}, the other in ${currency}`,
    })
  cells['currency beside'] = currency
}

function settleCurrency(
  cells: Record<string, string | null>,
  { isMapped, column, problems }: { isMapped: boolean; column: string | undefined; problems: Problem[] },
): void {
  const beside = cells['currency beside']!
  if (!isMapped || !cells.currency) cells.currency = beside
  else if ((currencyCalled(cells.currency) ?? cells.currency.toUpperCase()) !== beside)
    problems.push({
      column: column ?? 'currency',
      value: cells.currency,
      kind: 'two currencies',
      severity: 'stop',
      reason: `the currency is ${cells.currency}, but beside the amount stands ${beside}`,
    })
}

/** Fills what stands only on the first of the rows that belong together, as long as their first key stays the same. */
function carrier(kind: FileKind, mapping: Mapping): (values: string[]) => void {
  const carried = mapping.columns.flatMap((column, index) => (column.carries ? [index] : []))
  const group = kind.identity?.[0]?.[0]
  const at = mapping.columns.findIndex((column) => column.field === group)
  if (carried.length === 0 || at < 0) return () => {}
  let [last, held] = ['', new Map<number, string>()]
  return (values) => {
    if (values[at] !== last) [last, held] = [values[at] ?? '', new Map()]
    for (const index of carried) {
      const value = values[index]?.trim() ?? ''
      if (value !== '') held.set(index, value)
      else if (held.has(index)) values[index] = held.get(index)!
    }
  }
}

function raggedness(row: FileRow, width: number): Problem[] {
  const { length } = row.values
  const extra = row.values.slice(width).filter((value) => value.trim() !== '')
  if (length > width && extra.length === 0) return []
  const reason = `the row has ${length} values, the header ${width}`
  if (length > width)
    return [
      {
        column: '',
        value: extra[0]!,
        kind: 'too many values',
        severity: 'stop',
        reason: `${reason}; a value may hold the delimiter without quotes`,
      },
    ]
  return [
    {
      column: '',
      value: row.values.at(-1) ?? '',
      kind: 'too few values',
      severity: 'note',
      reason: `${reason}; the missing ones are taken as empty`,
    },
  ]
}
