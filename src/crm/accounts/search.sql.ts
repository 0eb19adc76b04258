import { sql } from 'kysely'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'

/** Accounts by name. */
export const accountSearch: SearchSource = {
  kind: 'account',
  permission: 'crm:read',
  find: async (db, _scope, wanted) => {
    const { rows } = await sql<Hit>`
      select account.id, account.name as title, account.industry as detail, '/crm/accounts?account=' || account.id as path
      from crm.account account where account.merged_into is null and account.name ilike ${holding(wanted.text)} ${bestFirst(sql`account.name`, wanted)}`.execute(
      db,
    )
    return rows
  },
}
