import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { fieldsAfter } from '../reference/fields.sql.ts'
import { readReference } from '../reference/reference.sql.ts'
import type { Reference } from '../reference/reference.ts'
import { type DealHistory, dealCount, emptyHistory, roomFor } from './deal-history.ts'
import { type CurrentHistory, derivedAfter, derivedFrom } from './derived.ts'
import { keptHistory } from './kept/kept.sql.ts'
import { readLines } from './lines.sql.ts'
import type { Mark } from './mark.ts'
import { batchEnds, dealsOfImport, dealsRestatedAt, readVersions } from './versions.sql.ts'

export type { CurrentHistory } from './derived.ts'

const DEALS_PER_BATCH = 10_000

type Happened = {
  id: string
  name: string
  subject: { dealId?: string; importId?: string; restatedAt?: string; fields?: string[] }
}
type Kept = CurrentHistory & { mark: Mark }

const kept = new WeakMap<Db, { now: Promise<Kept> }>()

/**
 * The history of all deals, in memory: read whole the first time, then brought up to date from the event table before each
 * answer, in one snapshot of the database. See decisions/ for why it is not a table of snapshots.
 */
export function currentHistory(db: Db): Promise<CurrentHistory> {
  return markedHistory(db)
}

/** The same with the place in the log up to which it goes. */
export async function markedHistory(db: Db): Promise<CurrentHistory & { mark: Mark }> {
  const slot = kept.get(db)
  const now = (slot?.now ?? firstRead(db)).then((held) => broughtUpToDate(db, held))
  const next = { now }
  kept.set(db, next)
  try {
    return await now
  } catch (error) {
    if (kept.get(db) === next) kept.delete(db)
    throw error
  }
}

/** What an earlier process kept, where it did; what has happened since is worked in as after every change. */
async function firstRead(db: Db): Promise<Kept> {
  const found = await inSnapshot(db, async (tx) => {
    const read = await keptHistory(tx)
    if (!read) return null
    const reference = await readReference(tx, read.history)
    await readLines(tx, read.history, { timeZone: reference.timeZone, deals: null })
    return { ...derivedFrom(read.history, reference, 1), mark: read.mark }
  })
  return found ?? readWhole(db)
}

/** Reads everything anew, on two connections: where nothing was kept, and when days fall elsewhere because the time zone has changed. */
async function readWhole(db: Db): Promise<Kept> {
  return inSnapshot(db, async (tx) => {
    const mark = await markOf(tx)
    const { rows } = await sql<{ deals: number; versions: number }>`
      select (select count(*) from crm.deal) as deals, (select count(*) from crm.deal_version) as versions`.execute(tx)
    const { deals, versions } = rows[0]!
    const history = emptyHistory({ deals: roomFor(deals), versions: roomFor(versions) })
    const reference = await readReference(tx, history)
    const ends = await batchEnds(tx, DEALS_PER_BATCH)
    const batches = ends.map((upTo, at) => ({ after: ends[at - 1] ?? null, upTo }))
    const readNext = async (on: Tx) => {
      await sql`set local work_mem = '64MB'`.execute(on)
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        await readVersions(on, history, { batch, timeZone: reference.timeZone })
      }
    }
    const { rows: exported } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(tx)
    const besides = batches.length > 2 ? inSnapshot(db, readNext, exported[0]!.id) : null
    await Promise.all([readNext(tx), besides])
    await readLines(tx, history, { timeZone: reference.timeZone, deals: null })
    return { ...derivedFrom(history, reference, 1), mark }
  })
}

async function broughtUpToDate(db: Db, held: Kept): Promise<Kept> {
  if ((await newEvents(db, held.mark)).length === 0) return held
  return inSnapshot(db, async (tx) => {
    const events = await newEvents(tx, held.mark)
    const before = await markOf(tx)
    const mark = { xmin: before.xmin, seen: new Set([...before.seen, ...events.map(({ id }) => id)]) }
    const deals = await touchedDeals(tx, events)
    const movedZone = events.some(({ subject }) => subject.fields?.includes('timeZone'))
    const { history } = held
    if (movedZone || history.wasted > history.used / 2 || deals.length > dealCount(history) / 2 + 1000) {
      const whole = await readWhole(db)
      return { ...whole, edition: held.edition + 1 }
    }
    const areEdits = events.every(({ name }) => name === 'crm.deal.changed' || name === 'crm.activity.changed')
    const known = areEdits ? held.reference : await readReference(tx, history)
    for (let at = 0; at < deals.length; at += DEALS_PER_BATCH) {
      const batch = { deals: deals.slice(at, at + DEALS_PER_BATCH) }
      await readVersions(tx, history, { batch, timeZone: known.timeZone })
    }
    await readLines(tx, history, { timeZone: known.timeZone, deals })
    const reference = lacks(known, history) ? await readReference(tx, history) : known
    if (reference === held.reference) await fieldsAfter(tx, { reference, deals })
    const codes = deals.flatMap((id) => history.deals.codes.get(id) ?? [])
    return { ...derivedAfter(held, { reference, deals: codes }), mark }
  })
}

/** Whether a deal names somebody or something that came after the reference was read. */
function lacks({ people, accounts, items, stages }: Reference, history: DealHistory): boolean {
  return (
    history.people.ids.length > people.length ||
    history.accounts.ids.length > accounts.length ||
    history.items.ids.length > items.length ||
    history.stages.ids.length > stages.length
  )
}

/** Reads in one snapshot of the database: a new one, or the one that another transaction shows. */
function inSnapshot<Result>(db: Db, read: (tx: Tx) => Promise<Result>, shown?: string): Promise<Result> {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute(async (tx) => {
    if (shown !== undefined) await sql`set transaction snapshot ${sql.lit(shown)}`.execute(tx)
    return read(tx)
  })
}

/** What this snapshot shows for certain, and which events it shows beyond. */
async function markOf(tx: Tx): Promise<Mark> {
  const { rows } = await sql<{ xmin: string; seen: string[] | null }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, (select array_agg(id::text) from platform.event
      where xact >= pg_snapshot_xmin(pg_current_snapshot())) as seen`.execute(tx)
  return { xmin: rows[0]!.xmin, seen: new Set(rows[0]!.seen ?? []) }
}

/** What happened to deals, or to what they refer to, since the mark; of every transaction that has ended. */
async function newEvents(db: Db | Tx, mark: Mark): Promise<Happened[]> {
  const { rows } = await sql<Happened>`select id, name, subject from platform.event
    where xact >= ${mark.xmin}::xid8 and (name like 'crm.%' or name like 'company.%') and name not like 'crm.orders.%'
      and name not like 'crm.lead%' and name not like 'crm.contact%'`.execute(db)
  return rows.filter(({ id }) => !mark.seen.has(id))
}

async function touchedDeals(tx: Tx, events: readonly Happened[]): Promise<string[]> {
  const touched = new Set<string>()
  for (const { subject } of events) {
    if (subject.dealId) touched.add(subject.dealId)
    if (subject.importId) for (const id of await dealsOfImport(tx, subject.importId)) touched.add(id)
    if (subject.restatedAt) for (const id of await dealsRestatedAt(tx, subject.restatedAt)) touched.add(id)
  }
  return [...touched]
}
