import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { replay } from '../cycle/apply.ts'
import type { CycleState } from '../cycle/state.ts'
import { actOf, keptActs, lastSeq } from './acts.sql.ts'

/** A cycle as its acts have made it, and how many they are. */
export type LoadedCycle = { id: string; seq: number; state: CycleState }

/** A cycle is replayed once and kept in memory until it has another act: acts are never changed. */
const replayed = new WeakMap<object, Map<string, LoadedCycle>>()

/** One cycle; refused where there is none. */
export async function loadCycle(db: Db, id: string): Promise<LoadedCycle> {
  const kept = replayed.get(db) ?? new Map<string, LoadedCycle>()
  replayed.set(db, kept)
  const seq = await lastSeq(db, id)
  if (seq === 0) throw notFound('cycle', id)
  const before = kept.get(id)
  if (before?.seq === seq) return before
  const loaded = await replayCycle(db, id)
  kept.set(id, loaded)
  return loaded
}

/** One cycle replayed from its acts, within a transaction or up to an act. */
export async function replayCycle(db: Db | Tx, id: string, upTo?: number): Promise<LoadedCycle> {
  const acts = await keptActs(db, id, upTo === undefined ? {} : { upTo })
  if (acts.length === 0) throw notFound('cycle', id)
  return { id, seq: acts.at(-1)!.seq, state: replay(acts.map(actOf)) }
}

/** The ids of all cycles, newest month first. */
export async function cycleIds(db: Db | Tx): Promise<{ id: string; month: string }[]> {
  const { rows } = await sql<{
    id: string
    month: string
  }>`select id, month from sop.cycle order by month desc`.execute(db)
  return rows
}

/** The cycle of the month before, if there is one. */
export async function cycleBefore(db: Db | Tx, month: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from sop.cycle where month < ${month} order by month desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** The snapshot of a cycle, if its plan is approved. */
export async function snapshotOf(db: Db | Tx, cycleId: string): Promise<Snapshot | null> {
  const { rows } = await sql<Snapshot>`
    select cycle_id as "cycleId", seq, taken_at as "takenAt", bytes, before_hash as "beforeHash", hash
    from sop.snapshot where cycle_id = ${cycleId}`.execute(db)
  return rows[0] ?? null
}

/** The hash of the newest snapshot; null before the first. */
export async function lastHash(db: Db | Tx): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`
    select hash from sop.snapshot order by taken_at desc, cycle_id desc limit 1`.execute(db)
  return rows[0]?.hash ?? null
}

export type Snapshot = {
  cycleId: string
  seq: number
  takenAt: string
  bytes: string
  beforeHash: string
  hash: string
}
