import { sql } from 'kysely'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'

/** Items by name or code. */
export const itemSearch: SearchSource = {
  kind: 'item',
  permission: 'company:read',
  find: async (db, _scope, wanted) => {
    const like = holding(wanted.text)
    const { rows } = await sql<Hit>`
      select item.id, item.name as title, item.code as detail, '/company?tab=items&id=' || item.id as path
      from company.item item where item.name ilike ${like} or item.code ilike ${like} ${bestFirst(sql`item.name`, wanted)}`.execute(
      db,
    )
    return rows
  },
}
