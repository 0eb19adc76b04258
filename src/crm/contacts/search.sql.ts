import { sql } from 'kysely'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'
import { seenContact } from './contacts.sql.ts'

/** Contacts by name. */
export const contactSearch: SearchSource = {
  kind: 'contact',
  permission: 'crm:read',
  find: async (db, scope, wanted) => {
    const { rows } = await sql<Hit>`
      select contact.id, contact.name as title, account.name as detail, '/crm/leads?tab=contacts&contact=' || contact.id as path
      from crm.contact contact left join crm.account account on account.id = contact.account_id
      where contact.name ilike ${holding(wanted.text)} and contact.ended_at is null and contact.erased_at is null
        and ${seenContact(scope)} ${bestFirst(sql`contact.name`, wanted)}`.execute(db)
    return rows
  },
}
