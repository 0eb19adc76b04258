import { sql } from 'kysely'
import { dayIn } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { kept } from '#platform/stamps/kept.ts'
import type { Profile } from './schema.ts'

/** The company with what its money needs: the digits behind the point of its own currency and of all others. */
export type Company = Profile & {
  minorDigits: number
  /** Currencies that have more or fewer digits than the company's. */
  otherDigits: { code: string; minorDigits: number }[]
}

/** Reads the company of this workspace: the one place that does. Kept in memory until the profile or a currency changes. */
export const readCompany: (db: Db | Tx) => Promise<Company> = kept('company.profile', async (db) => {
  const { rows } = await sql<Company>`
    select p.name, p.currency, p.locale, p.time_zone as "timeZone", p.calendar_kind as "calendarKind",
      p.fiscal_start_month as "fiscalStartMonth", p.week_start as "weekStart", c.minor_digits as "minorDigits",
      coalesce((select jsonb_agg(jsonb_build_object('code', other.code, 'minorDigits', other.minor_digits))
        from company.currency other where other.minor_digits <> c.minor_digits), '[]') as "otherDigits"
    from company.profile p join company.currency c on c.code = p.currency`.execute(db)
  if (!rows[0]) throw notFound('company profile', '')
  return rows[0]
})

/** The company as its profile is shown and edited. */
export async function companyProfile(db: Db | Tx): Promise<Profile> {
  const { minorDigits: _, otherDigits: __, ...profile } = await readCompany(db)
  return profile
}

/** The civil day of an instant where the company is. */
export async function companyToday(db: Db | Tx, instant: Date): Promise<string> {
  return dayIn((await readCompany(db)).timeZone, instant)
}
