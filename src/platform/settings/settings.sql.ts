import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'

/** One setting of this workspace, or undefined. */
export async function readSetting<Value>(db: Db | Tx, key: string): Promise<Value | undefined> {
  const { rows } = await sql<{ value: Value }>`select value from platform.setting where key = ${key}`.execute(db)
  return rows[0]?.value
}
