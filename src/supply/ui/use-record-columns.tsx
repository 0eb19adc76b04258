import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import type { CellEdit } from '#platform/ui/grid/edit.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type RecordField, type RecordNoun, stagedName } from '../records/record.ts'
import { numberCell } from './number-cell.ts'

/** A row as the API gives it. */
export type RecordRow = Record<string, string | number | boolean | null> & { id: string }

/** The columns of a kind of record; their definitions are those of the API. */
export function useRecordColumns(noun: RecordNoun): Column<RecordRow>[] {
  const format = useFormat()
  return useMemo(() => {
    const title = noun.fields.find((field) => field.required && field.type !== 'decimal') ?? noun.fields[0]!
    const aside = noun.fields.find((field) => field.type === 'decimal' && !field.hidden)
    return noun.fields.map((field) => columnOf(field, { noun, format, title, aside }))
  }, [noun, format])
}

type Around = {
  noun: RecordNoun
  format: ReturnType<typeof useFormat>
  title: RecordField
  aside: RecordField | undefined
}

function columnOf(field: RecordField, { noun, format, title, aside }: Around): Column<RecordRow> {
  const { name, label, type, words, hidden } = field
  const place = field === title ? 'title' : field === aside ? 'aside' : hidden ? 'off' : 'line'
  const edit = editOf(field, noun)
  const shared = {
    ...({ id: name, header: label, definition: words, phone: place } as const),
    ...(hidden && { hidden }),
    ...(edit && { edit }),
  }
  const value = (row: RecordRow) => {
    const found = row[name] ?? null
    return typeof found === 'boolean' ? (found ? 'yes' : 'no') : found
  }
  if (type === 'decimal' || type === 'share' || type === 'whole') {
    return {
      ...shared,
      kind: 'number',
      value: (row) => (row[name] === null || row[name] === undefined ? null : Number(row[name])),
      cell: (row) => numberCell(row[name], type, format),
    }
  }
  if (type === 'day') {
    return { ...shared, width: 120, value, cell: (row) => (row[name] ? format.day(String(row[name])) : '') }
  }
  if (field.noun === 'item') {
    return {
      ...shared,
      width: 220,
      value,
      cell: (row) => (row[name] ? `${row[name]} ${row[`${name}Name`] ?? ''}` : ''),
    }
  }
  return { ...shared, value, ...(field === title && { grow: true }) }
}

const kinds = {
  decimal: 'number',
  whole: 'number',
  share: 'percent',
  day: 'day',
  text: 'text',
  'yes-no': 'choice',
} as const

/** What a row says is changed in its cell; what it is about, and what it names, in its form. */
function editOf(field: RecordField, { identity, thing }: RecordNoun): CellEdit<RecordRow> | null {
  const { name, type, required, choices } = field
  const kind = choices ? 'choice' : type in kinds ? kinds[type as keyof typeof kinds] : null
  if (kind === null || field.noun || (!thing && identity.includes(stagedName(field)))) return null
  return {
    ...{ kind, required },
    value: (row) => {
      const found = row[name] ?? null
      if (typeof found === 'boolean') return found ? 'yes' : 'no'
      return kind === 'percent' && found !== null ? Number(found) : found
    },
    apply: (row, value) => ({ ...row, [name]: type === 'yes-no' ? value === 'yes' : value }),
    ...(kind === 'number' && { negative: true, ...(type === 'whole' && { digits: 0 }) }),
    ...(kind === 'choice' && {
      choices: () => (choices ?? ['yes', 'no']).map((each) => ({ value: each, label: each })),
    }),
  }
}

/** What a row is about, which stays when the row is changed. */
export function aboutOf(noun: RecordNoun): (row: RecordRow) => string {
  if (noun.thing) return (row) => row.id
  const parts = [...noun.identity, ...(noun.identityWhereFilled ?? [])]
  const named = noun.fields.filter((field) => parts.includes(stagedName(field)))
  return (row) => named.map((field) => String(row[field.noun ? `${field.name}Id` : field.name] ?? '')).join('|')
}
