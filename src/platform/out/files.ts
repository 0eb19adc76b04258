import { csvStream } from './csv.ts'
import type { OutTable } from './table.ts'
import { xlsxStream } from './xlsx.ts'

export type FileFormat = 'xlsx' | 'csv'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
}

/** A table as a file: an answer whose body comes as it is read. */
export function fileResponse(table: OutTable, format: FileFormat): Response {
  const stream = format === 'xlsx' ? xlsxStream(table) : csvStream(table)
  return new Response(stream, { headers: { 'content-type': types[format] } })
}
