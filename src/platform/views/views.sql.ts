import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'
import type { View } from './contract.ts'

/** The views of a screen that a user may open: their own first, then those that others share. */
export async function viewsOf(
  db: Db | Tx,
  { screen, userId, id = null }: { screen: string; userId: string; id?: string | null },
): Promise<View[]> {
  const { rows } = await sql<View>`
    select v.id, v.screen, v.name, v.search, v.layout, v.is_shared as "isShared",
      v.owner_id = ${userId} as "isOwn", u.name as owner
    from platform.view v join auth."user" u on u.id = v.owner_id
    where v.screen = ${screen} and (v.owner_id = ${userId} or v.is_shared) and (${id}::uuid is null or v.id = ${id}::uuid)
    order by v.owner_id <> ${userId}, v.name`.execute(db)
  return rows
}
