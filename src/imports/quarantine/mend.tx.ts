import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { uploadFile } from '../change.tx.ts'
import { joinRow } from '../reading/split-rows.ts'
import type { ImportRecord } from '../schema.ts'

/** Rows of the quarantine with their cells as they should have been. */
export type MendedRow = { row: number; cells: string[] }

/**
 * Takes mended rows of an import in as a file of their own, which means what the first one meant; it is checked and loaded
 * like any other. The rows leave the quarantine when it is loaded, and come back when it is undone.
 */
export async function takeInMended(
  work: Work,
  record: ImportRecord,
  rows: readonly MendedRow[],
): Promise<ImportRecord> {
  const { columns, format } = record.mapping
  await refuseUnknown(work, record, rows)
  const lines = [columns.map(({ column }) => column), ...rows.map(({ cells }) => cells)]
  const text = lines.map((cells) => `${joinRow(cells, format.delimiter)}\n`).join('')
  const mended = await uploadFile(work, {
    fileName: `${record.fileName.replace(/\.\w+$/, '')}, mended.csv`,
    body: Readable.from([Buffer.from(text)]),
    mapping: asMended(record.mapping),
  })
  const numbers = rows.map(({ row }) => row)
  await transact(work, async ({ tx, audit }) => {
    await sql`update imports.quarantine set mended_in = ${mended.id}
      where import_id = ${record.id} and row_number = any(${numbers}::int[])`.execute(tx)
    await audit({
      command: 'imports.mend-rows',
      noun: 'import',
      subjectId: record.id,
      summary: `Mended ${rows.length === 1 ? 'a row' : `${rows.length} rows`} that ${record.fileName} had left out`,
      after: { rows: numbers, importId: mended.id },
    })
  })
  return mended
}

/** The same meaning for a plain file below its header; other lines of the same orders are here, and these come beside them. */
function asMended({ format, ...mapping }: Mapping): Mapping {
  return {
    ...mapping,
    format: { encoding: 'utf-8', delimiter: format.delimiter, header: true },
    answers: { ...mapping.answers, 'here:overlap': 'add' },
  }
}

async function refuseUnknown({ workspace }: Work, record: ImportRecord, given: readonly MendedRow[]): Promise<void> {
  const { rows } = await sql<{ row: number }>`
    select row_number as row from imports.quarantine where import_id = ${record.id}`.execute(workspace.db)
  const known = new Set(rows.map(({ row }) => row))
  const unknown = given.find(({ row }) => !known.has(row))
  if (unknown)
    throw refusal(404, {
      code: 'no-such-row',
      message: `Row ${unknown.row} of ${record.fileName} is not in quarantine.`,
      wayOut: 'GET /api/imports/{id}/quarantine/rows lists those that are.',
    })
  const wide = given.find(({ cells }) => cells.length < record.mapping.columns.length)
  if (wide)
    throw refusal(400, {
      code: 'row-too-short',
      message: `Row ${wide.row} has ${wide.cells.length} cells; the file has ${record.mapping.columns.length} columns.`,
      wayOut: 'Give a cell for every column, empty ones too.',
    })
}
