import { parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyHolidays, holidaysByPerson } from '#company/holidays.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
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

/** When each of these people works, ready for counting: the hours of the company by their own clock, without its holidays and those of their territory. */
export async function workingTimes(
  db: Db | Tx,
  { people, today }: { people: readonly (string | null)[]; today: string },
): Promise<(personId: string | null) => WorkingTime> {
  const known = [...new Set(people.filter((id) => id !== null))]
  const [row, zoneOf, own] = [
    await workingTimeRow(db),
    await zonesOf(db, known),
    await holidaysByPerson(db, { people: known, today }),
  ]
  const numbers = (days: readonly string[]) => days.map((day) => parseDay(day)!)
  const everybody = new Set(numbers(row.holidays.map(({ day }) => day)))
  const time = { ...row, timeZone: zoneOf(null), holidays: everybody }
  const theirs = new Map(
    known.map((id) => {
      const days = own.get(id)
      const holidays = days ? new Set([...everybody, ...numbers(days)]) : everybody
      return [id, { ...time, timeZone: zoneOf(id), holidays }]
    }),
  )
  return (personId) => theirs.get(personId ?? '') ?? time
}
