import { sql } from 'kysely'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'

/** Standing deals by name. */
export const dealSearch: SearchSource = {
  kind: 'deal',
  permission: 'crm:read',
  find: async (db, scope, wanted) => {
    const { rows } = await sql<Hit>`
      select deal.id, deal.name as title, concat_ws(' · ', stage.name, account.name) as detail, '/crm/deals?deal=' || deal.id as path
      from crm.deal deal join crm.stage stage on stage.id = deal.stage_id left join crm.account account on account.id = deal.account_id
      where deal.name ilike ${holding(wanted.text)} and deal.ended_at is null
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} ${bestFirst(sql`deal.name`, wanted)}`.execute(db)
    return rows
  },
}
