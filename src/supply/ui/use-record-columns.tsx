import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RecordField, RecordNoun } from '../records/record.ts'

/** A row as the API gives it. */
export type RecordRow = Record<string, string | number | boolean | null> & { id: string }

/** The columns of a kind of record; their definitions are those of the API. */
export function useRecordColumns(noun: RecordNoun): Column<RecordRow>[] {
  const format = useFormat()
  return useMemo(() => {
    const title = noun.fields.find((field) => field.required && field.type !== 'decimal') ?? noun.fields[0]!
    const aside = noun.fields.find((field) => field.type === 'decimal' && !field.hidden)
    return noun.fields.map((field) => columnOf(field, { format, title, aside }))
  }, [noun, format])
}

type Around = { format: ReturnType<typeof useFormat>; title: RecordField; aside: RecordField | undefined }

function columnOf(field: RecordField, { format, title, aside }: Around): Column<RecordRow> {
  const { name, label, type, words, hidden } = field
  const place = field === title ? 'title' : field === aside ? 'aside' : hidden ? 'off' : 'line'
  const shared = { id: name, header: label, definition: words, phone: place, ...(hidden && { hidden }) } as const
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

function numberCell(value: RecordRow[string] | undefined, type: string, format: Around['format']): string {
  if (value === null || value === undefined) return ''
  return type === 'share' ? format.percent(Number(value)) : format.number(Number(value))
}
