import { sql } from 'kysely'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'

/** People by name; who was erased is not found. */
export const personSearch: SearchSource = {
  kind: 'person',
  permission: 'company:read',
  find: async (db, _scope, wanted) => {
    const { rows } = await sql<Hit>`
      select person.id, person.name as title, person.title as detail, '/company?tab=people&id=' || person.id as path
      from company.person person where person.name ilike ${holding(wanted.text)} and person.erased_at is null
      ${bestFirst(sql`person.name`, wanted)}`.execute(db)
    return rows
  },
}
