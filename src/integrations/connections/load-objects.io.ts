import { rm } from 'node:fs/promises'
import { type Fed, feedFolder, loadFeed } from '#imports/feed.tx.ts'
import { newId } from '#platform/ids.ts'
import type { Work } from '#platform/transaction.ts'
import { type Cursor, unread } from './cursor.ts'
import { cursorOf, dealsHere, leftOut } from './linked.sql.ts'
import { keepCursor, keepLeftOut } from './progress.tx.ts'
import { type OnDisk, readToDisk, type Sift, writeRows } from './read-object.io.ts'
import type { ObjectCount } from './schema.ts'
import type { ObjectReader, Opened, Row } from './source.ts'

/** One reading of a connection. */
export type Reading = {
  work: Work
  connectionId: string
  name: string
  opened: Opened
  /** Grows as objects are read. */
  counts: ObjectCount[]
  tell: (says: string) => Promise<void>
  signal: AbortSignal
  /** Somebody asked for it, so that rows that were left out are tried again. */
  isAsked: boolean
  /** Objects that were read without a field that is read now; a dry run reads them as if it were the first time. */
  anew: ReadonlySet<string>
  /** Deals that came in late or came back: their lines are read whatever their age. */
  late: Set<string>
}

/**
 * Reads and loads object after object, each in one transaction with how far it was read. History of deals that are here
 * already goes in before the deals themselves, so that a deal shows when it changed, not when it was read; that of new deals
 * follows them.
 */
export async function loadObjects(reading: Reading): Promise<void> {
  const { readers } = reading.opened
  const history = readers.find((reader) => reader.is === 'history')
  const goesOn = history && (await cursorOf(reading.work.workspace.db, at(reading, history))).since !== null
  let waiting: OnDisk | undefined
  for (const reader of readers) {
    if (reader.is === 'deals' && history && goesOn) waiting = await loadKnownHistory(reading, history)
    if (reader.is !== 'history') await loadObject(reading, reader, reader.is === 'deals' ? history : undefined)
    else if (waiting) await loadNewHistory(reading, reader, waiting)
    else await loadObject(reading, reader)
  }
}

/** What a reading would bring, in one load that is taken back; nothing is remembered of it. */
export async function previewObjects(reading: Reading): Promise<void> {
  const { opened, work, signal } = reading
  const read: { reader: ObjectReader; disk: OnDisk }[] = []
  for (const reader of opened.readers)
    read.push({ reader, disk: await toDisk(reading, reader, { sift: keepAll, isDryRun: true }) })
  try {
    const some = read.filter(({ disk }) => disk.rows > 0)
    await reading.tell('Checking what would come in')
    const fed = await loadFeed(work, { files: some.map((each) => fileOf(reading, each)), dryRun: true, signal })
    for (const [index, { reader }] of some.entries()) count(reading, reader, { fed: fed[index]!, skipped: 0 })
  } finally {
    for (const { disk } of read) await rm(disk.path, { force: true })
  }
}

async function loadObject(reading: Reading, reader: ObjectReader, history?: ObjectReader): Promise<void> {
  const revived = new Set<string>()
  const disk = await toDisk(reading, reader, { sift: siftOf(reading, reader, revived) })
  const tried = await addLeftOut(reading, reader, disk)
  await load(reading, reader, { disk, cursor: disk.next })
  if (history) await loadAllOf(reading, history, [...revived, ...tried])
  if (reader.is === 'lines') await loadAllOf(reading, reader, [...reading.late])
  if (reader.is === 'deals') for (const id of [...revived, ...tried]) reading.late.add(id)
}

/** Rows that were left out are written once more behind the new ones, when somebody asked. */
async function addLeftOut(reading: Reading, reader: ObjectReader, disk: OnDisk): Promise<string[]> {
  if (!reading.isAsked || reader.is === 'history') return []
  const ids = await leftOutIds(reading, reader)
  const again = [...ids].filter((id) => !disk.seenAgain.has(id))
  if (again.length === 0) return []
  for await (const { rows } of reader.readAgain(again)) {
    for (const row of rows) reader.see?.(row.cells)
    await writeRows(disk, rows)
  }
  for (const id of again) disk.seenAgain.add(id)
  return again
}

/** History or lines of deals that came back or that were let in late: what was said of them before is to be said again. */
async function loadAllOf(reading: Reading, reader: ObjectReader, deals: readonly string[]): Promise<void> {
  if (deals.length === 0) return
  const here = await dealsHere(reading.work.workspace.db, { ids: deals })
  if (here.size === 0) return
  const disk = await emptyDisk(reading, reader)
  for await (const { rows } of (reader.readOf ?? reader.readAgain)([...here])) {
    for (const row of rows) reader.see?.(row.cells)
    await writeRows(disk, rows)
  }
  await load(reading, reader, { disk, cursor: null })
}

async function loadKnownHistory(reading: Reading, history: ObjectReader): Promise<OnDisk> {
  const { db } = reading.work.workspace
  const disk = await toDisk(reading, history, {
    sift: async (rows) => {
      const here = await dealsHere(db, { ids: rows.map(({ deal }) => deal!) })
      return {
        keep: rows.filter(({ deal }) => here.has(deal!)),
        skipped: 0,
        aside: rows.filter(({ deal }) => !here.has(deal!)),
      }
    },
  })
  const isAll = disk.setAside.length === 0
  await load(reading, history, { disk, cursor: isAll ? disk.next : null })
  return isAll ? { ...disk, rows: -1 } : disk
}

/** History whose deals came in with this reading; that of deals that are not here is left. */
async function loadNewHistory(
  reading: Reading,
  history: ObjectReader,
  { setAside, next, rows }: OnDisk,
): Promise<void> {
  if (rows < 0) return
  const here = await dealsHere(reading.work.workspace.db, { ids: setAside.map(({ deal }) => deal!) })
  const disk = await emptyDisk(reading, history)
  const kept = setAside.filter(({ deal }) => here.has(deal!))
  for (const row of kept) history.see?.(row.cells)
  await writeRows(disk, kept)
  disk.skipped = setAside.length - kept.length
  await load(reading, history, { disk, cursor: next })
}

/** Loads what lies on disk together with how far it was read (null: as it was). */
async function load(
  reading: Reading,
  reader: ObjectReader,
  { disk, cursor }: { disk: OnDisk; cursor: Cursor | null },
): Promise<void> {
  const { work, connectionId, signal } = reading
  const now = work.workspace.clock().toISOString()
  const here = { ...at(reading, reader), now }
  if (disk.rows === 0) {
    await rm(disk.path, { force: true })
    if (cursor)
      await work.workspace.db.transaction().execute(async (tx) => {
        await reader.keep?.(tx)
        await keepCursor(tx, { ...here, cursor, rows: 0 })
      })
    if (disk.skipped > 0) count(reading, reader, { fed: null, skipped: disk.skipped })
    return
  }
  await reading.tell(`Loading ${disk.rows} rows of ${reader.object}`)
  const [fed] = await loadFeed(work, {
    files: [fileOf(reading, { reader, disk })],
    dryRun: false,
    signal,
    also: async ({ tx }, importIds) => {
      await keepLeftOut(tx, { connectionId, object: reader.object, importIds, again: [...disk.seenAgain], now })
      await reader.keep?.(tx)
      if (cursor) await keepCursor(tx, { ...here, cursor, rows: disk.rows })
    },
  })
  count(reading, reader, { fed: fed!, skipped: disk.skipped })
}

function siftOf({ work }: Reading, reader: ObjectReader, revived: Set<string>): Sift {
  const { db } = work.workspace
  if (reader.is === 'other') return keepAll
  if (reader.is === 'deals')
    return async (rows) => {
      for (const id of await dealsHere(db, { ids: rows.map((row) => row.id), ended: true })) revived.add(id)
      return { keep: rows, skipped: 0, aside: [] }
    }
  return async (rows) => {
    const here = await dealsHere(db, { ids: rows.flatMap(({ deal }) => deal ?? []) })
    const keep = rows.filter(({ deal }) => deal === undefined || here.has(deal))
    return { keep, skipped: rows.length - keep.length, aside: [] }
  }
}

async function keepAll(rows: Row[]): ReturnType<Sift> {
  return { keep: rows, skipped: 0, aside: [] }
}

async function toDisk(
  reading: Reading,
  reader: ObjectReader,
  { sift, isDryRun = false }: { sift: Sift; isDryRun?: boolean },
): Promise<OnDisk> {
  const { work, opened, anew } = reading
  const { db } = work.workspace
  const kept = isDryRun && anew.has(reader.object) ? unread : await cursorOf(db, at(reading, reader))
  await reading.tell(`Reading ${reader.object}`)
  let told = 0
  return readToDisk({
    reader,
    cursor: isDryRun ? { ...kept, download: null } : kept,
    path: newPath(reading),
    now: opened.now,
    sift,
    leftOut: await leftOutIds(reading, reader),
    keepDownload: async (download) => {
      if (isDryRun) return
      const now = work.workspace.clock().toISOString()
      const cursor = { ...unread, download }
      await db.transaction().execute((tx) => keepCursor(tx, { ...at(reading, reader), cursor, rows: 0, now }))
    },
    progress: async (rows) => {
      if (rows - told < 20_000) return
      told = rows
      await reading.tell(`Reading ${reader.object}: ${rows} rows`)
    },
  })
}

async function emptyDisk(reading: Reading, reader: ObjectReader): Promise<OnDisk> {
  const disk = { path: newPath(reading), rows: 0, skipped: 0, seenAgain: new Set<string>(), next: unread, setAside: [] }
  await writeRows(disk, [{ id: '', stamp: '', cells: reader.columns }])
  disk.rows = 0
  return disk
}

async function leftOutIds({ work, connectionId }: Reading, { object }: ObjectReader): Promise<Set<string>> {
  const all = await leftOut(work.workspace.db, connectionId)
  return new Set(all.filter((each) => each.object === object).map(({ id }) => id))
}

function newPath({ work }: Reading): string {
  return `${feedFolder(work.workspace.filesDir)}/${newId()}.file`
}

function fileOf({ name }: Reading, { reader, disk }: { reader: ObjectReader; disk: OnDisk }) {
  return { path: disk.path, fileName: `${name}, ${reader.object}`, mapping: reader.mapping() }
}

function at({ connectionId }: Reading, { object }: ObjectReader) {
  return { connectionId, object }
}

function count(
  { counts }: Reading,
  { object, kind }: ObjectReader,
  { fed, skipped }: { fed: Fed | null; skipped: number },
): void {
  const known = counts.find((each) => each.object === object)
  const total = known ?? {
    object,
    kind,
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    leftOut: 0,
    skipped: 0,
    sets: [],
  }
  if (!known) counts.push(total)
  total.skipped += skipped
  if (!fed) return
  total.read += fed.rowsRead
  total.new += fed.rowsNew
  total.changed += fed.rowsChanged
  total.unchanged += fed.rowsUnchanged
  total.leftOut += fed.rowsQuarantined
  if (fed.setId) total.sets.push(fed.setId)
}
