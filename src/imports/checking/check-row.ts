import type { FileRow } from '../reading/split-rows.ts'
import { fieldOf } from '../recognise/fields.ts'
import type { Mapping, Problem } from '../schema.ts'
import { type Around, type Cell, cellReader } from './read-cell.ts'
import { type RuleInput, rowRules } from './row-rules.ts'
import { stagedColumns } from './staged-columns.ts'

/** A checked row: its cells in the order of the staging table, what to say about them, and what it is known by. */
export type CheckedRow = { cells: (string | null)[]; problems: Problem[]; identity: string }

/** Makes the check for one file: every row is read, checked and turned into typed cells. */
export function rowChecker(
  mapping: Mapping,
  around: Around & Omit<RuleInput, 'mapping' | 'currency'>,
): (row: FileRow) => CheckedRow {
  const staged = stagedColumns(mapping.kind).map((column) => column.field)
  const readers = columnReaders(mapping, around)
  const constants = constantCells(mapping, around)
  const input: RuleInput = { ...around, mapping, currency: mapping.constants.currency ?? 'USD' }
  const rule = rowRules[mapping.kind]
  const width = mapping.columns.length
  const columnOf = new Map(
    mapping.columns.filter((column) => column.field).map((column) => [column.field!, column.column]),
  )
  const identityOf = identity(mapping)

  return (row) => {
    const cells: Record<string, string | null> = {}
    const problems: Problem[] = []
    if (row.values.length !== width) problems.push(...raggedness(row, width))
    for (let i = 0; i < constants.length; i++) cells[constants[i]!.field] = constants[i]!.value
    for (let i = 0; i < readers.length; i++) {
      const { index, field, read, joins } = readers[i]!
      const { value, problem } = read(row.values[index] ?? '')
      cells[field] =
        joins && cells[field] && value
          ? `${cells[field]}\n${value}`
          : (value ?? (constants.length > 0 ? cells[field] : undefined) ?? null)
      if (problem) problems.push(problem)
    }
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
export function identityFields(mapping: Mapping): string[] {
  const has = (field: string) => mapping.columns.some((column) => column.field === field)
  if (mapping.kind !== 'order lines') return has('key') ? ['key'] : []
  if (has('order_number') && has('line_number')) return ['order_number', 'line_number']
  return has('key') ? ['key'] : []
}

type ColumnReader = { index: number; field: string; joins: boolean; read: (text: string) => Cell }

function columnReaders(mapping: Mapping, around: Around): ColumnReader[] {
  return mapping.columns.flatMap((column, index) => {
    if (!column.field) return []
    const field = fieldOf(mapping.kind, column.field)
    return [
      {
        index,
        field: column.field,
        joins: field.type === 'alias',
        read: cellReader({ column, field, mapping, around }),
      },
    ]
  })
}

function constantCells(mapping: Mapping, around: Around): { field: string; value: string | null }[] {
  return Object.entries(mapping.constants).map(([name, text]) => {
    const field = fieldOf(mapping.kind, name)
    const column = { column: name, field: name, confidence: 1, reason: 'the same for all rows', point: '.' as const }
    const { value, problem } = cellReader({ column, field, mapping, around })(text)
    if (problem) throw new Error(`The fixed ${field.label.toLowerCase()} "${text}" cannot be used: ${problem.reason}.`)
    return { field: name, value }
  })
}

function identity(mapping: Mapping): (row: FileRow, cells: Record<string, string | null>) => string {
  const fields = identityFields(mapping)
  if (fields.length === 0) return (row) => row.values.join('\u001f')
  return (_row, cells) => fields.map((field) => cells[field] ?? '').join('\u001f')
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
