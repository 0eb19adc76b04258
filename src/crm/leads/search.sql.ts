import { sql } from 'kysely'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'

/** Leads by name or company. */
export const leadSearch: SearchSource = {
  kind: 'lead',
  permission: 'crm:read',
  find: async (db, scope, wanted) => {
    const like = holding(wanted.text)
    const { rows } = await sql<Hit>`
      select lead.id, lead.name as title, concat_ws(' · ', lead.company, lead.status) as detail, '/crm/leads?lead=' || lead.id as path
      from crm.lead lead
      where (lead.name ilike ${like} or lead.company ilike ${like}) and lead.ended_at is null and lead.erased_at is null
        and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))} ${bestFirst(sql`lead.name`, wanted)}`.execute(db)
    return rows
  },
}
