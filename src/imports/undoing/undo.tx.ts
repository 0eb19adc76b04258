import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Domain } from '#platform/domain.ts'
import { refusal } from '#platform/http/refusal.ts'
import { areThings, type Rows, type Undone } from '#platform/importing/file-kind.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { importById } from '../imports.sql.ts'
import { kindOf } from '../kinds.ts'
import type { ImportRecord } from '../schema.ts'
import { letGoOfMade, undoThings } from './things.tx.ts'

/**
 * Takes a whole import back, as a recorded retraction: its rows end, what it replaced stands again, nothing is erased.
 * Refused, with what stands in the way, where somebody has built on it since.
 */
export async function undoImport(
  work: Work,
  id: string,
  permissions: ReadonlySet<string> | 'all' = 'all',
): Promise<ImportRecord> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await undoOnce(work, id, permissions)
    } catch (error) {
      if (attempt === 3 || (error as { code?: unknown }).code !== usedMeanwhile) throw error
    }
  }
}

/** PostgreSQL's word for a row that somebody began to refer to: what the import had made is looked at once more, and kept. */
const usedMeanwhile = '23503'

async function undoOnce(work: Work, id: string, permissions: ReadonlySet<string> | 'all'): Promise<ImportRecord> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('imports.load'))`.execute(tx)
    const record = await importById(tx, id)
    if (!record) throw refusal(404, { code: 'not-found', message: `There is no import ${id}.` })
    if (record.status !== 'loaded') {
      throw refusal(409, {
        code: 'not-loaded',
        message: `${record.fileName} is ${record.status}; only a loaded import can be undone.`,
      })
    }
    const { domains } = work.workspace
    const kind = kindOf(domains, record.kind)
    if (permissions !== 'all' && !permissions.has(kind.permission))
      throw refusal(403, {
        code: 'not-allowed',
        message: `You may undo imports, but not change ${kind.name}: that needs "${kind.permission}".`,
        wayOut: 'Ask somebody who may.',
      })
    const undone = areThings(kind.loads)
      ? await undoThings(tx, { record, domains, things: kind.loads })
      : await undoRows(tx, { record, rows: kind.loads, domains, now })
    await sql`update imports.import set status = 'undone', undone_at = ${now}, undone_by = ${actor.id} where id = ${id}`.execute(
      tx,
    )
    await audit({
      command: 'imports.undo',
      noun: 'import',
      subjectId: id,
      summary: `Undid the import of ${record.fileName}: ${undone.ended} taken back, ${undone.revived} standing again${removed(undone)}${undone.kept > 0 ? `, ${undone.kept} kept because others refer to them` : ''}`,
      after: undone,
    })
    await emit(kind.event, { importId: id, undone: true })
  })
  return (await importById(work.workspace.db, id))!
}

async function undoRows(
  tx: Tx,
  { record, rows, domains, now }: { record: ImportRecord; rows: Rows; domains: readonly Domain[]; now: string },
): Promise<Undone> {
  await refuseLater(tx, record, rows)
  await sql`create temp table noted on commit drop as
    select noun, subject_id, before, after from imports.change where import_id = ${record.id}`.execute(tx)
  const undone = await rows.undo(tx, { importId: record.id, now })
  const mentioned = await letGoOfMade(tx, { record, domains })
  return { ...undone, kept: undone.kept + mentioned.kept, gone: mentioned.gone }
}

/** Whoever changed rows of the import since is named: by the file, the user, or as an edit. */
async function refuseLater(tx: Tx, record: ImportRecord, rows: Rows): Promise<void> {
  const later = await rows.later(tx, { importId: record.id })
  if (later.length === 0) return
  const files = await sql<{ id: string; name: string }>`select id, file_name as name from imports.import
    where id = any(${later.flatMap(({ importId }) => importId ?? [])}::uuid[])`.execute(tx)
  const nameOf = new Map(files.rows.map(({ id, name }) => [id, name]))
  const who = later
    .slice(0, 5)
    .map(({ rows: count, importId, by, on }) => `${count} by ${nameOf.get(importId ?? '') ?? by ?? 'an edit'} on ${on}`)
  const total = later.reduce((sum, each) => sum + each.rows, 0)
  throw refusal(409, {
    code: 'changed-since',
    message: `${record.fileName} cannot be undone: ${total} of its ${rows.are ?? record.kind} were changed since (${who.join('; ')}).`,
    wayOut: 'Undo the later imports first, or correct the rows one by one.',
  })
}

/** What the import had created on the way and nobody else uses went too. */
function removed({ gone = {} }: Undone): string {
  const parts = Object.entries(gone).map(([noun, rows]) => `${rows} ${noun}`)
  return parts.length > 0 ? `, removed what it had created: ${parts.join(', ')}` : ''
}
