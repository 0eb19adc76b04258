import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { ReportingLine } from '../scope.ts'

/** Every reporting line, past and present: the dated team tree. */
export async function reportingLines(db: Db): Promise<ReportingLine[]> {
  const { rows } = await sql<ReportingLine>`
    select person_id as "personId", manager_id as "managerId", starts_on as "startsOn", ends_on as "endsOn"
    from company.reporting_line`.execute(db)
  return rows
}

/** The time zone in which this company's days begin. */
export async function companyTimeZone(db: Db): Promise<string> {
  const { rows } = await sql<{ timeZone: string }>`select time_zone as "timeZone" from company.profile`.execute(db)
  return rows[0]?.timeZone ?? 'UTC'
}
