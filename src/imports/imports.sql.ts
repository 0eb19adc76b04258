import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Domain } from '#platform/domain.ts'
import { mapping } from '#platform/importing/mapping.ts'
import type { Workspace } from '#platform/workspace.ts'
import { fileKinds } from './kinds.ts'
import type { ImportRecord } from './schema.ts'

const record = sql`i.id, i.set_id as "setId", i.kind, i.file_name as "fileName", i.file_bytes as "fileBytes", i.mapping, i.preview,
  i.accept_mends as "acceptMends", i.status, i.phase, i.rows_read as "rowsRead", i.rows_in as "rowsIn", i.rows_new as "rowsNew",
  i.rows_changed as "rowsChanged", i.rows_unchanged as "rowsUnchanged", i.rows_quarantined as "rowsQuarantined", i.rows_mended as "rowsMended",
  i.bytes_done as "bytesDone", i.report, i.error, u.name as "startedBy", i.created_at as "createdAt", i.started_at as "startedAt",
  i.finished_at as "finishedAt", i.undone_at as "undoneAt"`

/** The imports so far, newest first, without their previews and long reports. */
export async function importHistory(db: Db, input: { limit: number }): Promise<ImportRecord[]> {
  const { rows } =
    await sql<ImportRecord>`select ${record} from imports.import i left join auth."user" u on u.id = i.started_by
    order by i.created_at desc, i.id desc limit ${input.limit}`.execute(db)
  return rows.map((row) => ({ ...row, preview: null, report: null }))
}

/** One import with everything known of it; undefined if there is none. */
export async function importById(db: Db | Tx, id: string): Promise<ImportRecord | undefined> {
  const { rows } =
    await sql<ImportRecord>`select ${record} from imports.import i left join auth."user" u on u.id = i.started_by where i.id = ${id}`.execute(
      db,
    )
  return rows[0] && understood(rows[0])
}

/** The files that were dropped together, in the order in which they are loaded. */
export async function importSet(
  { db, domains }: Pick<Workspace, 'db' | 'domains'>,
  setId: string,
): Promise<ImportRecord[]> {
  const { rows } =
    await sql<ImportRecord>`select ${record} from imports.import i left join auth."user" u on u.id = i.started_by where i.set_id = ${setId}`.execute(
      db,
    )
  return inLoadingOrder(rows.map(understood), domains)
}

/** A mapping that was decided by an older version has what came since by its usual value. */
function understood(row: ImportRecord): ImportRecord {
  return { ...row, mapping: mapping.parse(row.mapping) }
}

/** What is referred to comes before what refers to it. */
export function inLoadingOrder(records: ImportRecord[], domains: readonly Domain[]): ImportRecord[] {
  const turns = new Map(fileKinds(domains).map((kind) => [kind.name, kind.turn]))
  const turn = (record: ImportRecord) => turns.get(record.kind) ?? 0
  return [...records].sort(
    (a, b) => turn(a) - turn(b) || loadRank(a) - loadRank(b) || a.fileName.localeCompare(b.fileName),
  )
}

/** A file of families that belong to others comes after the file of those others. */
function loadRank(record: ImportRecord): number {
  return record.mapping.columns.some((column) => column.field === 'parent') ? 1 : 0
}

/** Where the file of an import lies, its bytes and its digest. */
export async function importFile(db: Db | Tx, id: string): Promise<{ path: string; bytes: number } | undefined> {
  const { rows } = await sql<{
    path: string
    bytes: number
  }>`select file_path as path, file_bytes as bytes from imports.import where id = ${id}`.execute(db)
  return rows[0]
}

/** The user who asked for the check or load of a set; undefined if nobody in particular did. */
export async function askedBy(db: Db, setId: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`select u.id, u.name from imports.import i
    join auth."user" u on u.id = coalesce(i.asked_by, i.started_by) where i.set_id = ${setId} limit 1`.execute(db)
  return rows[0]
}

/** Where the full list of problems of an import is written. */
export function problemsPath(filesDir: string, id: string): string {
  return join(filesDir, 'imports', `${id}.problems.csv`)
}
