import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** Leads may be spoken of by those who see them. */
export const leadSubject: Subject = { noun: 'lead', permission: 'crm:read', seen: seenLeads }

async function seenLeads(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<Titled[]> {
  const { rows } = await sql<Titled>`
    select lead.id, lead.name as title, '/crm/leads?lead=' || lead.id as path from crm.lead lead
    where lead.id = any(${[...ids]}::uuid[]) and lead.ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`.execute(db)
  return rows
}
