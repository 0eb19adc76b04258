import { takesSeveral } from '#platform/importing/field.ts'
import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import type { Mapping, Problem } from '#platform/importing/mapping.ts'
import type { RuleInput } from '#platform/importing/rule.ts'
import type { FileRow } from '../reading/split-rows.ts'
import { settleCurrency, takeCurrency } from './currency-beside.ts'
import { type Around, type Cell, cellReader } from './read-cell.ts'
import { flaws } from './row-flaws.ts'
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
      const before = joins || constants.length > 0 ? cells[field] : undefined
      cells[field] = joins && before && value ? `${before}\n${value}` : (value ?? before ?? null)
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
        joins: takesSeveral(field),
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
