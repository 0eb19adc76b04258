import { createReadStream } from 'node:fs'
import { appendFile, type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { csvCutter, csvLine } from './cells.ts'
import { askFrom, type Cursor, recentRows } from './cursor.ts'
import { type Batch, LostPlace, type ObjectReader, type Row } from './source.ts'

/** Rows of an object on disk, and where the next reading begins. */
export type OnDisk = {
  path: string
  rows: number
  skipped: number
  seenAgain: Set<string>
  next: Cursor
  setAside: Row[]
}

/** What becomes of rows before they are written: kept, dropped, or set aside for later. */
export type Sift = (rows: Row[]) => Promise<{ keep: Row[]; skipped: number; aside: Row[] }>

type Reading = {
  reader: ObjectReader
  cursor: Cursor
  path: string
  /** The clock there when this run began. */
  now: string
  sift: Sift
  /** Rows that were left out before; reading them anew is told. */
  leftOut: ReadonlySet<string>
  keepDownload: (download: NonNullable<Cursor['download']>) => Promise<void>
  progress: (rows: number) => Promise<void>
}

/** Reads an object into a file: what was touched since the last time, or all of it, going on where a crash cut it off. */
export async function readToDisk(reading: Reading): Promise<OnDisk> {
  const { reader, cursor } = reading
  if (cursor.since !== null) return readBehind(reading, { resume: null, began: reading.now })
  const { download } = cursor
  if (download && (await reaches(download))) {
    try {
      return await readBehind({ ...reading, path: download.path }, download)
    } catch (error) {
      if (!(error instanceof LostPlace)) throw error
    }
  }
  if (download) await rm(download.path, { force: true })
  return readBehind({ ...reading, reader, cursor: { ...cursor, download: null } }, { resume: null, began: reading.now })
}

/** Writes further rows behind those on disk. */
export async function writeRows(disk: OnDisk, rows: readonly Row[]): Promise<void> {
  await appendFile(disk.path, rows.map(({ cells }) => csvLine(cells)).join(''), { mode: 0o600 })
  disk.rows += rows.length
}

type From = { resume: string | null; began: string; bytes?: number; rows?: number; recent?: Record<string, string> }

async function readBehind(reading: Reading, from: From): Promise<OnDisk> {
  const { reader, cursor, path } = reading
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, from.resume ? 'r+' : 'w', 0o600)
  const at = { bytes: from.bytes ?? 0, rows: from.rows ?? 0, skipped: 0 }
  const recent = recentRows(from.began, from.recent ?? cursor.recent)
  const seenAgain = new Set<string>()
  const setAside: Row[] = []
  const once = onceEach(reader)
  try {
    if (from.resume) await takeUp(file, { reader, path, bytes: at.bytes })
    else at.bytes += await append(file, csvLine(reader.columns), 0)
    for await (const batch of batches(reading, from.resume)) {
      const told = batch.rows.filter(once)
      const fresh = reader.isWhole ? told : told.filter(({ id, stamp }) => cursor.recent[id] !== stamp || stamp === '')
      const { keep, skipped, aside } = await reading.sift(fresh)
      let text = ''
      for (const row of keep) {
        reader.see?.(row.cells)
        if (reading.leftOut.has(row.id)) seenAgain.add(row.id)
        text += csvLine(row.cells)
      }
      for (const row of batch.rows) recent.note(row)
      setAside.push(...aside)
      at.bytes += await append(file, text, at.bytes)
      at.rows += keep.length
      at.skipped += skipped
      await reading.progress(at.rows)
      if (batch.resume)
        await checkpoint(file, reading, { ...at, resume: batch.resume, began: from.began, recent: recent.kept() })
    }
  } finally {
    await file.close()
  }
  const next: Cursor = { since: from.began, recent: recent.kept(), download: null }
  return { path, rows: at.rows, skipped: at.skipped, seenAgain, next, setAside }
}

/** Pages of a list shift while people work there, so that a row may be told twice; rows of history are too many to remember. */
function onceEach({ is }: ObjectReader): (row: Row) => boolean {
  const seen = new Set<string>()
  return ({ id }) => {
    if (is === 'history') return true
    const isNew = !seen.has(id)
    seen.add(id)
    return isNew
  }
}

async function* batches({ reader, cursor }: Reading, resume: string | null): AsyncGenerator<Batch> {
  const since = cursor.since && askFrom(cursor.since)
  if (!reader.isWhole || since === null) yield* reader.read({ since, resume })
  else if (await isTouched(reader, since, cursor)) yield* reader.read({ since: null, resume: null })
}

async function isTouched(reader: ObjectReader, since: string, { recent }: Cursor): Promise<boolean> {
  for await (const { rows } of reader.read({ since, resume: null }))
    if (rows.some(({ id, stamp }) => recent[id] !== stamp)) return true
  return false
}

async function append(file: FileHandle, text: string, at: number): Promise<number> {
  if (text === '') return 0
  const bytes = Buffer.from(text, 'utf8')
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  return bytes.length
}

/** What stands behind the last checkpoint was read, but not noted; it is cut off and read again. */
async function takeUp(
  file: FileHandle,
  { reader, path, bytes }: { reader: ObjectReader; path: string; bytes: number },
): Promise<void> {
  await file.truncate(bytes)
  const { see, columns } = reader
  const cutter = csvCutter()
  const decoder = new TextDecoder()
  let isHeader = true
  for await (const part of createReadStream(path)) {
    for (const cells of cutter.push(decoder.decode(part as Buffer, { stream: true }))) {
      if (isHeader && cells.join() !== columns.join())
        throw new LostPlace('What lies on disk was read with other fields.')
      if (!isHeader) see?.(cells)
      isHeader = false
    }
    if (!see) return
  }
}

async function checkpoint(
  file: FileHandle,
  { path, keepDownload }: Reading,
  at: { bytes: number; rows: number; resume: string; began: string; recent: Record<string, string> },
): Promise<void> {
  await file.sync()
  await keepDownload({ path, bytes: at.bytes, rows: at.rows, resume: at.resume, began: at.began, recent: at.recent })
}

async function reaches({ path, bytes }: { path: string; bytes: number }): Promise<boolean> {
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  )
  return size >= bytes
}
