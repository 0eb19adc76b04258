import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { sql } from 'kysely'
import { companyProfile } from '#company/profile.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { DealHistory } from '../deal-history.ts'
import type { Mark } from '../mark.ts'
import { historyToFill, type KeptFacts } from './columns.ts'

const unpacked = promisify(zstdDecompress)

/** What stands at the first place: what the columns are, up to when they are worked in, and where that holds. */
export type KeptHead = KeptFacts & { form: number; xmin: string; seen: string[]; place: Place }

/** Where transaction numbers and days mean what they meant when the history was kept. */
export type Place = { system: string; migration: string; timeZone: string }

/** Raised whenever the columns are kept otherwise. */
export const FORM = 1
/** Bytes of a column that are packed together. */
export const PART_BYTES = 4 * 2 ** 20
const PARTS_AT_ONCE = 8

/** The history as it was kept, and up to where it goes; null where none is, or one of another place or form. */
export async function keptHistory(tx: Tx): Promise<{ history: DealHistory; mark: Mark } | null> {
  const head = await keptHead(tx)
  if (!head) return null
  const { history, columns, finish } = historyToFill(head)
  const targets = columns.flatMap((column) =>
    Array.from({ length: partsOf(column) }, (_, at) => column.subarray(at * PART_BYTES, (at + 1) * PART_BYTES)),
  )
  for (let from = 0; from < targets.length; from += PARTS_AT_ONCE) {
    const parts = await partsFrom(tx, { from: from + 1, upTo: from + PARTS_AT_ONCE })
    const raw = await Promise.all(parts.map((part) => unpacked(part)))
    for (const [at, bytes] of raw.entries()) targets[from + at]!.set(bytes)
  }
  finish()
  return { history, mark: { xmin: head.xmin, seen: new Set(head.seen) } }
}

/** What is said of the history that is kept; null where none is, or none that holds here. */
export async function keptHead(db: Db | Tx): Promise<KeptHead | null> {
  const [first] = await partsFrom(db, { from: 0, upTo: 0 })
  if (!first) return null
  const head = JSON.parse((await unpacked(first)).toString()) as KeptHead
  const [here, isPast] = [await placeNow(db), await hasHappened(db, head.xmin)]
  const holds = head.form === FORM && isPast && JSON.stringify(head.place) === JSON.stringify(here)
  return holds ? head : null
}

/** A history of fewer versions is read from the log in seconds. */
const worthKeeping = 300_000

/** Whether reading all versions takes so long that the next start should not wait for it. */
export async function isLong(db: Db): Promise<boolean> {
  const { rows } = await sql<{ long: boolean }>`
    select exists (select from crm.deal_version offset ${worthKeeping}) as long`.execute(db)
  return rows[0]!.long
}

/** How many parts a column is kept in. */
export function partsOf(column: Uint8Array): number {
  return Math.ceil(column.byteLength / PART_BYTES)
}

/** Where this is: a copy of the database on another server counts its transactions anew, and a migration may change versions. */
export async function placeNow(db: Db | Tx): Promise<Place> {
  const { timeZone } = await companyProfile(db)
  const { rows } = await sql<{ system: string; migration: string }>`
    select system_identifier::text as system, (select max(name) from platform.migration) as migration
    from pg_control_system()`.execute(db)
  return { ...rows[0]!, timeZone }
}

async function hasHappened(db: Db | Tx, xmin: string): Promise<boolean> {
  const { rows } = await sql<{ past: boolean }>`
    select ${xmin}::xid8 <= pg_snapshot_xmin(pg_current_snapshot()) as past`.execute(db)
  return rows[0]!.past
}

async function partsFrom(db: Db | Tx, { from, upTo }: { from: number; upTo: number }): Promise<Buffer[]> {
  const { rows } = await sql<{ part: Buffer }>`
    select part from pipeline.kept_history where place between ${from} and ${upTo} order by place`.execute(db)
  return rows.map(({ part }) => part)
}
