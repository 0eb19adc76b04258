import { randomBytes } from 'node:crypto'
import type { Db } from '../db/pool.ts'
import { keepFirst } from '../settings/keep.tx.ts'
import { readSetting } from '../settings/settings.sql.ts'

/** Signs cookies; made once per database and kept in it, so that a restart signs nobody out. */
export async function workspaceSecret(db: Db): Promise<string> {
  await keepFirst(db, { key: 'auth.secret', value: randomBytes(32).toString('hex') })
  return (await readSetting<string>(db, 'auth.secret')) ?? ''
}
