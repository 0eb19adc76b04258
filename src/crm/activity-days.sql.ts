import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Db } from '#platform/db/pool.ts'

/** The days, since 1970, on which something was done about each deal. */
export async function activityDays(db: Db): Promise<Map<string, number[]>> {
  const { timeZone } = await readCompany(db)
  const { rows } = await sql<{ id: string; days: number[] }>`
    select deal_id as id, array_agg(distinct (happened_at at time zone ${timeZone})::date - date '1970-01-01') as days
    from crm.activity where ended_at is null group by deal_id`.execute(db)
  return new Map(rows.map(({ id, days }) => [id, days]))
}
