import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Mapping, Report } from '#platform/importing/mapping.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { importById } from './imports.sql.ts'
import { loadSet } from './loading/load.tx.ts'
import { sha256Of } from './reading/digest.io.ts'

/** A file that a connection wrote, with what it means decided. */
export type FeedFile = { path: string; fileName: string; mapping: Mapping }

/** What became of it. */
export type Fed = {
  /** The set it is found under among the imports; null of a dry run. */
  setId: string | null
  rowsRead: number
  rowsNew: number
  rowsChanged: number
  rowsUnchanged: number
  rowsQuarantined: number
  report: Report | null
}

/** Where the rows that a connection reads are written: loaded files lie there until their import is tidied away. */
export function feedFolder(filesDir: string): string {
  return `${filesDir}/imports`
}

/**
 * Loads files that a connection wrote, by this very process and in one transaction with what the connection has to
 * remember (`also`). Like every import it can be looked into and undone. A dry run leaves nothing but its report.
 */
export async function loadFeed(
  work: Work,
  feed: {
    files: readonly FeedFile[]
    dryRun: boolean
    signal: AbortSignal
    also?: (writing: Writing, importIds: readonly string[]) => Promise<void>
  },
): Promise<Fed[]> {
  const setId = newId()
  const ids: string[] = []
  for (const file of feed.files) ids.push(await takeInFeed(work, { setId, dryRun: feed.dryRun, ...file }))
  const { dryRun, signal, also } = feed
  await loadSet(work, { setId, dryRun, signal, ...(also && { also: (writing) => also(writing, ids) }) })
  signal.throwIfAborted()
  const fed: Fed[] = []
  for (const id of ids) fed.push({ setId: dryRun ? null : setId, ...(await outcomeOf(work, id)) })
  if (dryRun) await forget(work, ids)
  return fed
}

async function takeInFeed(work: Work, file: FeedFile & { setId: string; dryRun: boolean }): Promise<string> {
  const id = newId()
  const { size } = await stat(file.path)
  const sha256 = await sha256Of(file.path)
  await transact(work, async ({ tx, now, audit }) => {
    await sql`insert into imports.import (id, set_id, kind, file_name, file_path, file_bytes, file_sha256, mapping, status, created_at)
      values (${id}, ${file.setId}, ${file.mapping.kind}, ${file.fileName}, ${file.path}, ${size}, ${sha256},
        ${JSON.stringify(file.mapping)}, ${file.dryRun ? 'checking' : 'queued'}, ${now})`.execute(tx)
    if (file.dryRun) return
    const summary = `Took in ${file.fileName}`
    await audit({ command: 'imports.feed', noun: 'import', subjectId: id, summary, after: { kind: file.mapping.kind } })
  })
  return id
}

async function outcomeOf({ workspace }: Work, id: string): Promise<Omit<Fed, 'setId'>> {
  const record = await importById(workspace.db, id)
  if (!record?.report) throw new Error(record?.error ?? `The import ${id} is gone.`)
  const { rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsQuarantined, report } = record
  return { rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsQuarantined, report }
}

/** A dry run of a connection is told by the connection; the list of imports need not hold it. */
async function forget({ workspace }: Work, ids: readonly string[]): Promise<void> {
  await sql`delete from imports.quarantine where import_id = any(${ids}::uuid[])`.execute(workspace.db)
  await sql`delete from imports.import where id = any(${ids}::uuid[])`.execute(workspace.db)
}
