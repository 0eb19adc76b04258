import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import type { Mapping, ProblemGroup } from '#platform/importing/mapping.ts'
import type { Work } from '#platform/transaction.ts'
import { rowChecker } from '../checking/check-row.ts'
import type { Directory } from '../checking/directory.ts'
import { importFile, problemsPath } from '../imports.sql.ts'
import type { ImportRecord } from '../schema.ts'
import type { Watch } from './progress.tx.ts'
import { type CompanySettings, directoriesFor } from './references.sql.ts'
import { type Staged, stageFile } from './staging.tx.ts'

type Staging = {
  tx: Tx
  client: pg.PoolClient
  record: ImportRecord
  kind: FileKind
  settings: CompanySettings
  today: string
  watch: Watch
}

/** Staged rows with the mapping by which they were read. */
export type AsMeant = { staged: Staged; mapping: Mapping; directories: Map<string, Directory>; twins: string[] }

/**
 * Stages a file. Where a proposed mend would join two spellings that both come often, they are no slip of the hand but
 * two things: the file is staged again with both kept, and that is said.
 */
export async function stageAsMeant(work: Work, staging: Staging): Promise<AsMeant> {
  const first = await stage(work, staging, staging.record.mapping)
  const twins = await frequentTwins(staging, first)
  if (twins.length === 0) return { ...first, twins: [] }
  const mapping = structuredClone(staging.record.mapping)
  for (const { column, from } of twins) {
    const mends = mapping.mends[column] ?? {}
    mapping.mends[column] = mends
    mends[from] = null
  }
  const said = twins.map(
    ({ from, to, rows, others }) =>
      `"${from}" (${rows} rows) and "${to}" (${others} rows) both come often: they are taken for two, not for a misspelling.`,
  )
  return { ...(await stage(work, staging, mapping)), twins: said }
}

async function stage(
  work: Work,
  { tx, client, record, kind, settings, today, watch }: Staging,
  mapping: Mapping,
): Promise<Omit<AsMeant, 'twins'>> {
  const { domains, filesDir } = work.workspace
  const directories = await directoriesFor(tx, { kind, mapping, domains, newId })
  const file = await importFile(tx, record.id)
  if (!file) throw new Error(`The import ${record.id} has no file.`)
  const staged = await stageFile(tx, client, {
    path: file.path,
    kind,
    mapping,
    acceptMends: record.acceptMends,
    check: rowChecker(kind, mapping, {
      directories,
      timeZone: settings.timeZone,
      currency: settings.currency,
      calendar: settings.calendar,
      minorDigits: (code) => settings.minorDigits.get(code),
      today,
    }),
    problemsPath: problemsPath(filesDir, record.id),
    progress: (at) => watch.reading(record.id, at),
    signal: watch.signal,
  })
  return { staged, mapping, directories }
}

const often = 5

type Twin = { column: string; from: string; to: string; rows: number; others: number }

async function frequentTwins(
  { tx, kind, record }: Staging,
  { staged, mapping, directories }: Omit<AsMeant, 'twins'>,
): Promise<Twin[]> {
  const twins: Twin[] = []
  for (const { column, from, to, rows } of staged.groups.flatMap(proposals)) {
    const field = kind.fields.find((each) => each.field === fieldIn(mapping, column))
    const directory = field?.noun ? directories.get(field.noun) : undefined
    const found = directory?.resolve({ column, value: to, policy: 'leave empty', exact: true })
    if (rows < often || !field || !found || !('id' in found) || found.id === null) continue
    const others = await rowsWith(tx, { field: field.field, id: found.id })
    const own = record.acceptMends ? others - rows : others
    if (own >= often) twins.push({ column, from, to, rows, others: own })
  }
  return twins
}

function proposals({ column, severity, mends }: ProblemGroup) {
  return severity === 'mend' ? mends.map((mend) => ({ column, ...mend })) : []
}

function fieldIn(mapping: Mapping, column: string): string | null | undefined {
  return mapping.columns.find((each) => each.column === column)?.field
}

async function rowsWith(tx: Tx, { field, id }: { field: string; id: string }): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from staged where not is_out and ${sql.ref(field)} = ${id}::uuid`.execute(tx)
  return rows[0]?.rows ?? 0
}
