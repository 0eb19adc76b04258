import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** Accounts may be spoken of by everybody who reads crm. */
export const accountSubject: Subject = { noun: 'account', permission: 'crm:read', seen: seenAccounts }

/** Those of these accounts that are there; everybody who reads crm sees every account. */
async function seenAccounts(db: Db | Tx, _scope: Scope, ids: readonly string[]): Promise<Titled[]> {
  const { rows } = await sql<Titled>`
    select id, name as title, '/crm/accounts?account=' || id as path from crm.account
    where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
