import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

export type Lock = { id: string; startsOn: string; endsOn: string; lockedAt: string; lockedBy: string | null }

/** The lock that closes a period to further calls, if there is one. */
export async function lockOf(db: Db | Tx, period: { from: string; to: string }): Promise<Lock | null> {
  const { rows } = await sql<Lock>`${selectLock}
    where held.starts_on = ${period.from} and held.ends_on = ${period.to} and held.opened_at is null`.execute(db)
  return rows[0] ?? null
}

/** A lock by its id, unless it was opened since. */
export async function lockById(db: Db | Tx, id: string): Promise<Lock | undefined> {
  const { rows } = await sql<Lock>`${selectLock}
    where held.id = ${id} and held.opened_at is null`.execute(db)
  return rows[0]
}

const selectLock = sql`select held.id, held.starts_on as "startsOn", held.ends_on as "endsOn", held.locked_at as "lockedAt",
    keeper.name as "lockedBy"
  from revenue.lock held left join auth."user" keeper on keeper.id = held.locked_by`
