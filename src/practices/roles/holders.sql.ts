import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Who signs in with a role of the product, by name. */
export async function holdersOf(db: Db, role: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from auth."user" where role = ${role} and "disabledAt" is null order by name limit 50`.execute(db)
  return rows.map(({ name }) => name)
}
