import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { bookOf, decisionOf, meaningOf, refuseImpossible, requireKind } from './decision.io.ts'
import { importById, importFile, importSet } from './imports.sql.ts'
import { nounOf } from './kinds.ts'
import { analyseFile } from './reading/analyse.io.ts'
import { sha256Of } from './reading/digest.io.ts'
import { isWorkbook, tablesIn, writeSheet } from './reading/spreadsheet.io.ts'
import type { ImportRecord } from './schema.ts'

/** What is needed to take a file in: its name, its bytes, and the set it was dropped with. */
export type NewFile = { fileName: string; setId?: string; kind?: string; mapping?: Mapping; body: Readable }

/** Takes an uploaded file in, streaming it to disk, and guesses what it holds. */
export async function uploadFile(work: Work, file: NewFile): Promise<ImportRecord> {
  if (file.kind) requireKind(work.workspace.domains, file.kind)
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
      ...(file.mapping && { mapping: file.mapping }),
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Takes in a file that lies on this machine already, where it is. */
export async function takeInPlace(
  work: Work,
  file: { path: string; setId: string; kind?: string; mapping?: Mapping; acceptMends: boolean },
): Promise<ImportRecord> {
  const sha256 = await sha256Of(file.path)
  await mkdir(join(work.workspace.filesDir, 'imports'), { recursive: true, mode: 0o700 })
  const fileName = file.path.split('/').at(-1)!
  return takeIn(work, { id: newId(), sha256, fileName, ...file })
}

/** Decides anew what a file means; what was decided is checked at the door. */
export async function decideMapping(
  work: Work,
  input: { id: string; mapping?: Mapping; kind?: string; acceptMends?: boolean; answers?: Record<string, string> },
): Promise<ImportRecord> {
  const record = await editable(work, input.id)
  if (input.kind) requireKind(work.workspace.domains, input.kind)
  const decided = await decisionOf(work, record, input)
  refuseImpossible(work, decided)
  const acceptMends = input.acceptMends ?? record.acceptMends
  await transact(work, async ({ tx, audit }) => {
    await sql`update imports.import set mapping = ${JSON.stringify(decided)}, kind = ${decided.kind}, accept_mends = ${acceptMends},
      status = 'uploaded', report = null, error = null where id = ${input.id}`.execute(tx)
    await audit({
      command: 'imports.decide',
      noun: 'import',
      subjectId: record.id,
      summary: `Decided what ${record.fileName} means`,
      before: meaningOf(record.mapping, record.acceptMends),
      after: meaningOf(decided, acceptMends),
    })
  })
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

/** Asks for the set to be loaded, as its last check showed it, by somebody who may edit what it holds. */
export async function acceptSet(work: Work, setId: string, permissions: ReadonlySet<string> | 'all'): Promise<void> {
  const files = await importSet(work.workspace, setId)
  for (const file of files) refuseUnallowed(work, file, permissions)
  await refuseOpenQuestions(work, files)
  await move(work, { setId, from: ['uploaded', 'checked', 'failed', 'cancelled'], to: 'queued', job: 'imports.load' })
}

/** Stops a check or a load; what had begun is taken back by the database. */
export async function cancelSet(work: Work, setId: string): Promise<void> {
  await transact(work, async ({ tx, now, audit }) => {
    const stopped = await sql<{ id: string; fileName: string }>`
      update imports.import set status = 'cancelled', phase = null, error = 'Cancelled; nothing was written.', finished_at = ${now}
      where set_id = ${setId} and status in ('checking', 'queued', 'loading') returning id, file_name as "fileName"`.execute(
      tx,
    )
    if (stopped.rows.length === 0)
      throw refusal(409, {
        code: 'too-late',
        message: 'There is nothing left to cancel: the import has ended.',
        wayOut: 'A loaded import can be undone.',
      })
    for (const { id, fileName } of stopped.rows)
      await audit({
        command: 'imports.cancel',
        noun: 'import',
        subjectId: id,
        summary: `Cancelled the import of ${fileName}`,
      })
  })
}

/** Throws a file away that was never loaded. */
export async function discardFile(work: Work, id: string): Promise<void> {
  const record = await editable(work, id)
  const file = await importFile(work.workspace.db, id)
  await transact(work, async ({ tx, audit }) => {
    await sql`delete from imports.import where id = ${record.id}`.execute(tx)
    await audit({
      command: 'imports.discard',
      noun: 'import',
      subjectId: id,
      summary: `Threw away ${record.fileName}, which was not loaded`,
    })
  })
  if (!file?.path.startsWith(work.workspace.filesDir)) return
  await rm(file.path, { force: true })
  await rm(bookOf(file.path.replace(/\.file$/, '')), { force: true })
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
    kind?: string
    mapping?: Mapping
    acceptMends?: boolean
  },
): Promise<ImportRecord> {
  const { db, clock, filesDir } = work.workspace
  const table = await asTable(file, join(filesDir, 'imports', file.id))
  const analysed = await analyseFile(work.workspace, {
    path: table.path,
    fileName: file.fileName,
    ...(file.kind && { kind: file.kind }),
    ...(table.sheets && { sheets: table.sheets, format: { sheet: table.sheets[0]! } }),
  })
  const decided = file.mapping ?? analysed.mapping
  if (file.mapping) refuseImpossible(work, file.mapping)
  const { size } = await stat(table.path)
  await transact(work, async ({ tx, audit }) => {
    await sql`insert into imports.import (id, set_id, kind, file_name, file_path, file_bytes, file_sha256, mapping, preview, accept_mends, status, started_by, created_at)
    values (${file.id}, ${file.setId}, ${decided.kind}, ${file.fileName}, ${table.path}, ${size}, ${file.sha256}, ${JSON.stringify(decided)},
      ${JSON.stringify(analysed.preview)}, ${file.acceptMends ?? false}, 'uploaded', ${work.actor.id}, ${clock().toISOString()})`.execute(
      tx,
    )
    await audit({
      command: 'imports.upload',
      noun: 'import',
      subjectId: file.id,
      summary: `Took in ${file.fileName}`,
      after: { kind: decided.kind, bytes: size, sha256: file.sha256 },
    })
  })
  return (await importById(db, file.id))!
}

/** A file as a table of text: a workbook is kept, and its fullest sheet written as CSV beside it. */
async function asTable(file: { path: string }, kept: string): Promise<{ path: string; sheets?: string[] }> {
  if (!(await isWorkbook(file.path))) return { path: file.path }
  const sheets = (await tablesIn(file.path)).map(({ name }) => name)
  await copyFile(file.path, bookOf(kept))
  const path = `${kept}.file`
  await writeSheet(bookOf(kept), { sheet: sheets[0]!, to: path })
  return { path, sheets }
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

/** Loading deals needs the right to edit deals; creating people on the way needs the right to edit people. */
function refuseUnallowed({ workspace }: Work, file: ImportRecord, permissions: ReadonlySet<string> | 'all'): void {
  if (permissions === 'all') return
  const kind = requireKind(workspace.domains, file.kind)
  const needed = [
    { permission: kind.permission, to: `load ${kind.name}` },
    ...createdBy(file.mapping, kind).map((noun) => {
      const { permission, plural } = nounOf(workspace.domains, noun)
      return { permission, to: `create ${plural}, as "unknown: create" asks for` }
    }),
  ]
  const lacking = needed.find(({ permission }) => permission && !permissions.has(permission))
  if (!lacking) return
  throw refusal(403, {
    code: 'not-allowed',
    message: `You may import files, but not ${lacking.to} (${file.fileName}): that needs "${lacking.permission}".`,
    wayOut: 'Ask somebody who may to accept this import; it is kept as it is.',
  })
}

function createdBy(mapping: Mapping, kind: FileKind): string[] {
  const mapped = mapping.columns.flatMap((column) => column.field ?? [])
  const nouns = kind.fields.flatMap(({ field, noun }) =>
    noun && mapped.includes(field) && (mapping.missing[field] ?? 'create') === 'create' ? [noun] : [],
  )
  return [...new Set(nouns)]
}

/** Open questions end the attempt, so that whoever waits for it learns why. */
async function refuseOpenQuestions(work: Work, files: readonly ImportRecord[]): Promise<void> {
  const open = files.flatMap((file) => file.mapping.asks.map((ask) => `${file.fileName}: ${ask}`))
  if (open.length === 0) return
  const message = `${open.length === 1 ? 'A question is open' : `${open.length} questions are open`}. ${open.join(' ')}`
  await transact(work, async ({ tx, now, audit }) => {
    for (const { id, fileName } of files) {
      await sql`update imports.import set status = 'failed', phase = null, rows_in = 0, finished_at = ${now}, error = ${`${message} Nothing was written.`}
        where id = ${id} and status in ('uploaded', 'checked', 'failed', 'cancelled')`.execute(tx)
      await audit({
        command: 'imports.accept',
        noun: 'import',
        subjectId: id,
        summary: `Did not load ${fileName}: ${open.length === 1 ? 'a question is' : `${open.length} questions are`} open`,
      })
    }
  })
  throw refusal(409, {
    code: 'questions-open',
    message,
    wayOut:
      'Answer with PUT /api/imports/{id}/mapping and {"answers": {question: value}}, or on the screen; then check again.',
  })
}

async function move(
  work: Work,
  input: { setId: string; from: string[]; to: 'checking' | 'queued'; job: string },
): Promise<void> {
  const files = await importSet(work.workspace, input.setId)
  if (files.length === 0) throw refusal(404, { code: 'not-found', message: `There is no import set ${input.setId}.` })
  await transact(work, async ({ tx, actor, audit }) => {
    const moved = await sql<{ id: string; fileName: string }>`
      update imports.import set status = ${input.to}, phase = 'waiting', error = null, rows_read = 0, bytes_done = 0, started_at = null, asked_by = ${actor.id}
      where set_id = ${input.setId} and status = any(${input.from}) returning id, file_name as "fileName"`.execute(tx)
    if (moved.rows.length === 0)
      throw refusal(409, {
        code: 'not-now',
        message: 'Nothing of this set can be started now.',
        wayOut: 'Wait until it has ended, or drop the files again.',
      })
    if (input.to === 'queued')
      for (const { id, fileName } of moved.rows)
        await audit({
          command: 'imports.accept',
          noun: 'import',
          subjectId: id,
          summary: `Accepted the import of ${fileName}`,
        })
    await work.workspace.jobs.send(input.job, { setId: input.setId }, { tx })
  })
}
