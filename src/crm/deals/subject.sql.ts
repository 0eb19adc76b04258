import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject, Titled } from '#platform/subjects/subject.ts'

/** Deals may be spoken of as far as one sees them. */
export const dealSubject: Subject = { noun: 'deal', permission: 'crm:read', seen: seenDeals }

/** Those of these deals that stand and that the reader may see. */
async function seenDeals(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<Titled[]> {
  const { rows } = await sql<Titled>`
    select deal.id, deal.name as title, '/crm/deals?deal=' || deal.id as path from crm.deal deal
    where deal.id = any(${[...ids]}::uuid[]) and deal.ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(db)
  return rows
}
