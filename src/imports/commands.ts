import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { analyseFile } from './analysis/queries.ts'
import { importById, importFile, importSet } from './queries.ts'
import { fieldOf } from './recognise/fields.ts'
import { type ImportRecord, type Kind, type Mapping, mapping as mappingSchema } from './schema.ts'

/** What is needed to take a file in: its name, its bytes, and the set it was dropped with. */
export type NewFile = { fileName: string; setId?: string; kind?: Kind; body: Readable }

/** Takes an uploaded file in, streaming it to disk, and guesses what it holds. */
export async function uploadFile(work: Work, file: NewFile): Promise<ImportRecord> {
  const id = newId()
  const folder = join(work.workspace.filesDir, 'imports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${id}.file`)
  const digest = createHash('sha256')
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      digest.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(file.body, counted, createWriteStream(path, { mode: 0o600 }))
    return await takeIn(work, {
      id,
      path,
      sha256: digest.digest('hex'),
      fileName: file.fileName,
      setId: file.setId ?? newId(),
      ...(file.kind && { kind: file.kind }),
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Takes in a file that lies on this machine already, where it is. */
export async function takeInPlace(
  work: Work,
  file: { path: string; setId: string; kind?: Kind; mapping?: Mapping; acceptMends: boolean },
): Promise<ImportRecord> {
  const digest = createHash('sha256')
  for await (const piece of createReadStream(file.path, { highWaterMark: 1 << 18 })) digest.update(piece as Buffer)
  await mkdir(join(work.workspace.filesDir, 'imports'), { recursive: true, mode: 0o700 })
  const fileName = file.path.split('/').at(-1)!
  return takeIn(work, { id: newId(), sha256: digest.digest('hex'), fileName, ...file })
}

/** Decides anew what a file means; what was decided is checked at the door. */
export async function decideMapping(
  work: Work,
  input: { id: string; mapping?: Mapping; kind?: Kind; acceptMends?: boolean },
): Promise<ImportRecord> {
  const record = await editable(work, input.id)
  const decided =
    input.mapping ??
    (input.kind && input.kind !== record.kind ? await guessAgain(work, record, input.kind) : record.mapping)
  refuseImpossible(decided)
  await sql`update imports.import set mapping = ${JSON.stringify(decided)}, kind = ${decided.kind}, accept_mends = ${input.acceptMends ?? record.acceptMends},
      status = 'uploaded', report = null, error = null where id = ${input.id}`.execute(work.workspace.db)
  return (await importById(work.workspace.db, input.id))!
}

/** Asks for a dry run over the whole set. */
export async function checkSet(work: Work, setId: string): Promise<void> {
  await move(work, {
    setId,
    from: ['uploaded', 'checked', 'failed', 'cancelled'],
    to: 'checking',
    job: 'imports.check',
  })
}

/** Asks for the set to be loaded, as its last check showed it. */
export async function acceptSet(work: Work, setId: string): Promise<void> {
  await move(work, { setId, from: ['uploaded', 'checked', 'failed', 'cancelled'], to: 'queued', job: 'imports.load' })
}

/** Stops a check or a load; what had begun is taken back by the database. */
export async function cancelSet(work: Work, setId: string): Promise<void> {
  const stopped =
    await sql`update imports.import set status = 'cancelled', phase = null, error = 'Cancelled; nothing was written.', finished_at = ${work.workspace.clock().toISOString()}
    where set_id = ${setId} and status in ('checking', 'queued', 'loading')`.execute(work.workspace.db)
  if (!stopped.numAffectedRows)
    throw refusal(409, {
      code: 'too-late',
      message: 'There is nothing left to cancel: the import has ended.',
      wayOut: 'A loaded import can be undone.',
    })
}

/** Throws a file away that was never loaded. */
export async function discardFile(work: Work, id: string): Promise<void> {
  const record = await editable(work, id)
  const file = await importFile(work.workspace.db, id)
  await sql`delete from imports.import where id = ${record.id}`.execute(work.workspace.db)
  if (file?.path.startsWith(work.workspace.filesDir)) await rm(file.path, { force: true })
}

/** Marks a set as about to be checked or loaded by this very process, without a job. */
export async function beginSet(work: Work, { setId, dryRun }: { setId: string; dryRun: boolean }): Promise<void> {
  await sql`update imports.import set status = ${dryRun ? 'checking' : 'queued'} where set_id = ${setId}`.execute(
    work.workspace.db,
  )
}

/** Forgets a set that was only looked at. */
export async function discardSet(work: Work, setId: string): Promise<void> {
  await sql`delete from imports.import where set_id = ${setId} and status = 'uploaded'`.execute(work.workspace.db)
}

async function takeIn(
  work: Work,
  file: {
    id: string
    path: string
    sha256: string
    fileName: string
    setId: string
    kind?: Kind
    mapping?: Mapping
    acceptMends?: boolean
  },
): Promise<ImportRecord> {
  const { db, clock } = work.workspace
  const analysed = await analyseFile(db, {
    path: file.path,
    fileName: file.fileName,
    ...(file.kind && { kind: file.kind }),
  })
  const decided = file.mapping ?? analysed.mapping
  if (file.mapping) refuseImpossible(file.mapping)
  const { size } = await stat(file.path)
  await sql`insert into imports.import (id, set_id, kind, file_name, file_path, file_bytes, file_sha256, mapping, preview, accept_mends, status, started_by, created_at)
    values (${file.id}, ${file.setId}, ${decided.kind}, ${file.fileName}, ${file.path}, ${size}, ${file.sha256}, ${JSON.stringify(decided)},
      ${JSON.stringify(analysed.preview)}, ${file.acceptMends ?? false}, 'uploaded', ${work.actor.id}, ${clock().toISOString()})`.execute(
    db,
  )
  return (await importById(db, file.id))!
}

async function editable(work: Work, id: string): Promise<ImportRecord> {
  const record = await importById(work.workspace.db, id)
  if (!record) throw refusal(404, { code: 'not-found', message: `There is no import ${id}.` })
  if (['uploaded', 'checked', 'failed', 'cancelled'].includes(record.status)) return record
  throw refusal(409, {
    code: 'not-now',
    message: `${record.fileName} is ${record.status} and cannot be changed.`,
    wayOut: record.status === 'loaded' ? 'Undo it, or import the file again.' : 'Cancel it first.',
  })
}

async function guessAgain(work: Work, record: ImportRecord, kind: Kind): Promise<Mapping> {
  const file = await importFile(work.workspace.db, record.id)
  if (!file) throw new Error(`The import ${record.id} has no file.`)
  return (
    await analyseFile(work.workspace.db, {
      path: file.path,
      fileName: record.fileName,
      kind,
      format: record.mapping.format,
    })
  ).mapping
}

/** A mapping with fields that do not exist, or with two columns for one field, is refused with the reason. */
function refuseImpossible(decided: Mapping): void {
  mappingSchema.parse(decided)
  const used = new Map<string, string>()
  for (const { column, field } of decided.columns) {
    if (field === null) continue
    const known = fieldOf(decided.kind, field)
    const other = used.get(field)
    if (other && known.type !== 'alias') {
      throw refusal(400, {
        code: 'mapped-twice',
        message: `"${other}" and "${column}" are both mapped to ${known.label.toLowerCase()}.`,
        wayOut: 'Choose one of them.',
      })
    }
    used.set(field, column)
  }
}

async function move(
  work: Work,
  input: { setId: string; from: string[]; to: 'checking' | 'queued'; job: string },
): Promise<void> {
  const files = await importSet(work.workspace.db, input.setId)
  if (files.length === 0) throw refusal(404, { code: 'not-found', message: `There is no import set ${input.setId}.` })
  await transact(work, async ({ tx }) => {
    const moved =
      await sql`update imports.import set status = ${input.to}, phase = 'waiting', error = null, rows_read = 0, bytes_done = 0, started_at = null
      where set_id = ${input.setId} and status = any(${input.from})`.execute(tx)
    if (!moved.numAffectedRows)
      throw refusal(409, {
        code: 'not-now',
        message: 'Nothing of this set can be started now.',
        wayOut: 'Wait until it has ended, or drop the files again.',
      })
    await work.workspace.jobs.send(input.job, { setId: input.setId }, { tx })
  })
}
