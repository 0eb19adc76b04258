import { parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyHolidays } from '#company/holidays.sql.ts'
import { readCompany } from '#company/profile.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { WorkingTime } from './business-hours.ts'

export type WorkingTimeRow = {
  days: number[]
  fromMinute: number
  toMinute: number
  holidays: { day: string; name: string }[]
}

/** When the company works, as it is set. */
export async function workingTimeRow(db: Db | Tx): Promise<WorkingTimeRow> {
  const { rows } = await sql<Omit<WorkingTimeRow, 'holidays'>>`
    select days, from_minute as "fromMinute", to_minute as "toMinute"
    from process.working_time`.execute(db)
  return { ...rows[0]!, holidays: await companyHolidays(db) }
}

/** When the company works, ready for counting. */
export async function workingTime(db: Db | Tx): Promise<WorkingTime> {
  const [row, { timeZone }] = [await workingTimeRow(db), await readCompany(db)]
  return { ...row, timeZone, holidays: new Set(row.holidays.map(({ day }) => parseDay(day)!)) }
}
