import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** People may be spoken of. */
export const personSubject: Subject = { noun: 'person', permission: 'company:read', seen: seenPeople }

/** Those of these people who are known. */
async function seenPeople(db: Db | Tx, _scope: Scope, ids: readonly string[]): Promise<Titled[]> {
  const { rows } = await sql<Titled>`
    select id, name as title, '/company?tab=people&id=' || id as path from company.person
    where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
