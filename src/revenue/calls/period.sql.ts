import { companyProfile } from '#company/profile.sql.ts'
import { fiscalPeriod } from '#goals/period.ts'
import type { Attainment } from '#goals/schema.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Grain } from '../schema.ts'

export type Asked = { grain: Grain; on?: string | undefined }
export type Place = { period: Attainment['period']; today: string; currency: string }

/** The fiscal period that was asked for, the company's day and its currency. */
export async function placeOf(db: Db | Tx, { grain, on }: Asked, now: Date): Promise<Place> {
  const profile = await companyProfile(db)
  const today = dayIn(profile.timeZone, now)
  const period = fiscalPeriod({ grain, on: on ?? today }, profile, profile.locale)
  return { period, today, currency: profile.currency }
}
