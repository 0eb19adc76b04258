import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'

/** Longer values are told apart by their beginning. */
const LONGEST = 200

/** The fields that files have brought to the deals that the reader sees, beyond those that every deal has. */
export async function dealFieldNames(db: Db, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct jsonb_object_keys(file_fields) as name from crm.deal
    where file_fields is not null and ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('owner_id'))}
    order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The fields that files have brought to accounts; everybody who reads crm sees every account. */
export async function accountFieldNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct jsonb_object_keys(file_fields) as name from crm.account
    where file_fields is not null and merged_into is null order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** What each deal, or each of some, has in such a field, or each account; those without it are left out. */
export async function fieldValues(
  db: Db | Tx,
  { of, name, ids }: { of: 'deal' | 'account'; name: string; ids?: readonly string[] },
): Promise<Map<string, string>> {
  const some = ids ? sql`and id = any(${[...ids]}::uuid[])` : sql``
  const { rows } = await sql<{ id: string; value: string }>`
    select id, left(file_fields ->> ${name}, ${sql.lit(LONGEST)}) as value from ${sql.table(`crm.${of}`)}
    where file_fields is not null and file_fields ? ${name} ${some}`.execute(db)
  return new Map(rows.map(({ id, value }) => [id, value]))
}
