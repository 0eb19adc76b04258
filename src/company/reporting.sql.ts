import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { kept } from '#platform/stamps/kept.ts'
import type { ReportingLine } from './scope.ts'

/** Every reporting line, past and present: the dated team tree. Kept in memory until one changes. */
export const reportingLines: (db: Db | Tx) => Promise<ReportingLine[]> = kept('company.reporting', async (db) => {
  const { rows } = await sql<ReportingLine>`
    select person_id as "personId", manager_id as "managerId", starts_on as "startsOn", ends_on as "endsOn"
    from company.reporting_line`.execute(db)
  return rows
})
