import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

/** Where each deal came from by the lead it was, of the leads that the reader sees; deals without one, or whose lead says no source, are not in it. */
export async function leadSources(db: Db, scope: Scope): Promise<Map<string, string>> {
  const { rows } = await sql<{ dealId: string; source: string }>`
    select deal_id as "dealId", source from crm.lead
    where deal_id is not null and source is not null and ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))} order by converted_at`.execute(db)
  return new Map(rows.map(({ dealId, source }) => [dealId, source]))
}
