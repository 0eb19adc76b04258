import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** Items may be spoken of. */
export const itemSubject: Subject = { noun: 'item', permission: 'company:read', seen: seenItems }

/** Those of these items that are known. */
async function seenItems(db: Db | Tx, _scope: Scope, ids: readonly string[]): Promise<Titled[]> {
  const { rows } = await sql<Titled>`
    select id, name as title, '/company?tab=items&id=' || id as path from company.item
    where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
