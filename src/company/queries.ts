import { sql } from 'kysely'
import { dayIn } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Profile } from './schema.ts'

/** The company of this workspace. */
export async function companyProfile(db: Db | Tx): Promise<Profile> {
  const { rows } = await sql<Profile>`
    select name, currency, locale, time_zone as "timeZone", calendar_kind as "calendarKind",
      fiscal_start_month as "fiscalStartMonth", week_start as "weekStart"
    from company.profile`.execute(db)
  if (!rows[0]) throw notFound('company profile', '')
  return rows[0]
}

/** The civil day of an instant where the company is. */
export async function companyDay(db: Db | Tx, instant: Date): Promise<string> {
  return dayIn((await companyProfile(db)).timeZone, instant)
}
