import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Where each deal that a lead became came from; deals without a lead, or whose lead says no source, are not in it. */
export async function leadSources(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ dealId: string; source: string }>`
    select deal_id as "dealId", source from crm.lead
    where deal_id is not null and source is not null and ended_at is null order by converted_at`.execute(db)
  return new Map(rows.map(({ dealId, source }) => [dealId, source]))
}
