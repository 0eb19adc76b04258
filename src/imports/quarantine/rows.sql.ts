import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Problem } from '#platform/importing/mapping.ts'
import { joinRow } from '../reading/split-rows.ts'
import type { ImportRecord, QuarantinedRow } from '../schema.ts'
import { cellsOf } from './cells.ts'

type Stored = { row: number; line: number; raw: string; problems: Problem[] }

/** What was mended counts only while the import that it went into stands. */
const waits = sql`not exists (select 1 from imports.import m where m.id = q.mended_in and m.status in ('loaded', 'loading', 'queued'))`

/** A page of the rows that wait in quarantine, as cells, with what is wrong with each. */
export async function quarantinedRows(
  db: Db,
  record: ImportRecord,
  { after, limit }: { after: number; limit: number },
): Promise<{ rows: QuarantinedRow[]; total: number; next: number | null }> {
  const { columns, format } = record.mapping
  const found = await stored(db, record.id, { after, limit: limit + 1 })
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from imports.quarantine q where q.import_id = ${record.id} and ${waits}`.execute(db)
  const rows = found.slice(0, limit).map(({ row, line, raw, problems }) => ({
    row,
    line,
    cells: cellsOf(raw, { delimiter: format.delimiter, width: columns.length }),
    problems: problems.map(({ column, value, reason, mend }) => ({ column, value, reason, ...(mend && { mend }) })),
  }))
  return { rows, total: counted[0]?.total ?? 0, next: found.length > limit ? rows.at(-1)!.row : null }
}

/** The rows in quarantine as a file that can be mended and imported again: each cell below its header, and why at the end. */
export async function* quarantineFile(db: Db, record: ImportRecord): AsyncGenerator<string> {
  const { columns, format } = record.mapping
  const { delimiter } = format
  yield `\ufeff${joinRow([...columns.map(({ column }) => column), 'why it was left out'], delimiter)}\n`
  let after = 0
  for (;;) {
    const rows = await stored(db, record.id, { after, limit: 1000 })
    if (rows.length === 0) return
    after = rows.at(-1)!.row
    yield rows
      .map(({ line, raw, problems }) => {
        const cells = cellsOf(raw, { delimiter, width: columns.length })
        return `${joinRow([...cells, `line ${line}: ${reasons(problems)}`], delimiter)}\n`
      })
      .join('')
  }
}

async function stored(db: Db, id: string, { after, limit }: { after: number; limit: number }): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select row_number as row, line_number as line, raw, problems from imports.quarantine q
    where q.import_id = ${id} and q.row_number > ${after} and ${waits} order by q.row_number limit ${limit}`.execute(db)
  return rows
}

function reasons(problems: Problem[]): string {
  return problems.map(({ reason, mend }) => (mend ? `${reason} (mend: ${mend})` : reason)).join('; ')
}
