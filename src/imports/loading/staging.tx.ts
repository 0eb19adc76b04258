import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '#platform/db/pool.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import type { Mapping, Problem, ProblemGroup } from '#platform/importing/mapping.ts'
import type { CheckedRow } from '../checking/check-row.ts'
import { stagedColumns } from '../checking/staged-columns.ts'
import { tally } from '../checking/tally.ts'
import { readRows } from '../reading/read.io.ts'
import { type FileRow, joinRow } from '../reading/split-rows.ts'

/** What a file amounts to once it stands in the staging table. */
export type Staged = { rows: number; mended: number; groups: ProblemGroup[] }

export type StagingInput = {
  path: string
  kind: FileKind
  mapping: Mapping
  acceptMends: boolean
  check: (row: FileRow) => CheckedRow
  /** Where the full list of problems is written. */
  problemsPath: string
  progress: (at: { rows: number; bytes: number }) => void
  signal: AbortSignal
}

/**
 * Streams a file through its checks into the temporary table `staged`, one row per row of the file: typed cells where
 * it may go in, its text and its problems where it may not. Memory stays constant: nothing but counts is kept.
 */
export async function stageFile(tx: Tx, client: pg.PoolClient, input: StagingInput): Promise<Staged> {
  const columns = stagedColumns(input.kind)
  await sql`drop table if exists pg_temp.staged`.execute(tx)
  await sql`create temp table staged (
    row_number int not null, file_line int not null, identity uuid not null, is_out boolean not null, problems jsonb, raw text,
    subject_id uuid, ${sql.join(columns.map(({ field, sqlType }) => sql`${sql.ref(field)} ${sql.raw(sqlType)}`))}
  ) on commit drop`.execute(tx)
  await sql`drop table if exists pg_temp.noted`.execute(tx)
  await sql`create temp table noted (noun text not null, subject_id uuid not null, before jsonb, after jsonb not null,
    primary key (noun, subject_id)) on commit drop`.execute(tx)
  const names = [
    'row_number',
    'file_line',
    'identity',
    'is_out',
    'problems',
    'raw',
    ...columns.map((column) => column.field),
  ]
  const counts = { rows: 0, mended: 0 }
  const problems = problemList(input.problemsPath)
  const groups = tally()

  async function* lines(): AsyncGenerator<string> {
    for await (const { rows, bytesRead } of readRows({
      path: input.path,
      format: input.mapping.format,
      signal: input.signal,
    })) {
      let text = ''
      for (const row of rows) {
        const checked = input.check(row)
        for (const problem of checked.problems) {
          groups.add(row, problem)
          problems.add(row, problem)
        }
        const isOut = checked.problems.some(
          ({ severity }) => severity === 'stop' || (severity === 'mend' && !input.acceptMends),
        )
        if (!isOut && checked.problems.some((problem) => problem.mend !== undefined)) counts.mended++
        text += copyLine(row, checked, isOut, input.mapping.format.delimiter)
      }
      counts.rows += rows.length
      input.progress({ rows: counts.rows, bytes: bytesRead })
      await problems.settled()
      if (text !== '') yield text
    }
  }

  try {
    const copy = client.query(copyFrom(`copy staged (${names.map((name) => `"${name}"`).join(', ')}) from stdin`))
    await pipeline(Readable.from(lines(), { objectMode: true, highWaterMark: 1 }), copy, { signal: input.signal })
  } finally {
    await problems.end()
  }
  await sql`analyze staged`.execute(tx)
  return { ...counts, groups: groups.groups() }
}

function copyLine(row: FileRow, checked: CheckedRow, isOut: boolean, delimiter: string): string {
  const identity = hash('md5', checked.identity)
  if (isOut) {
    const out = checked.problems.filter(({ severity }) => severity !== 'note')
    const nothing = '\t\\N'.repeat(checked.cells.length)
    return `${row.row}\t${row.line}\t${identity}\tt\t${copyText(JSON.stringify(out))}\t${copyText(joinRow(row.values, delimiter))}${nothing}\n`
  }
  let line = `${row.row}\t${row.line}\t${identity}\tf\t\\N\t\\N`
  for (const cell of checked.cells) line += cell === null ? '\t\\N' : `\t${copyText(cell)}`
  return `${line}\n`
}

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function copyText(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  return special.test(clean) ? clean.replace(/[\\\n\r\t]/g, (character) => escapes[character]!) : clean
}

function problemList(path: string): {
  add: (row: FileRow, problem: Problem) => void
  settled: () => Promise<void>
  end: () => Promise<void>
} {
  const file: WriteStream = createWriteStream(path)
  let text = '\ufeffrow,line,column,value,severity,problem,reason,mend\n'
  return {
    add(row, { column, value, severity, kind, reason, mend }) {
      text += `${joinRow([String(row.row), String(row.line), column, value, severity, kind, reason, mend ?? ''], ',')}\n`
    },
    async settled() {
      if (text === '') return
      const fits = file.write(text)
      text = ''
      if (!fits) await once(file, 'drain')
    },
    async end() {
      await new Promise<void>((resolve) => file.end(text, () => resolve()))
    },
  }
}
