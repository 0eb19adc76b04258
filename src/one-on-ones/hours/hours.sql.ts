import { sql } from 'kysely'
import { holidaysIn, holidaysOfPeople } from '#company/holidays.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Busy, type Hours, usualHours } from './propose.ts'

export type Calendar = { hours: (Hours & { timeZone: string })[]; freeDays: string[]; busy: Busy[] }
export type FreeDay = { id: string; day: string; name: string; isMine: boolean }

/** When people work, their free days and everybody's from a day on, and the one-on-ones planned with any of them. */
export async function calendarOf(db: Db | Tx, people: readonly string[], from: string): Promise<Calendar> {
  const ids = [...people]
  const [zoneOf, holidays, hours, free, busy] = await Promise.all([
    zonesOf(db, ids),
    holidaysOfPeople(db, { people: ids, from }),
    sql<
      Hours & { personId: string }
    >`select person_id as "personId", days, from_minute as "fromMinute", to_minute as "toMinute"
      from "one-on-ones".hours where person_id = any(${ids}::uuid[])`.execute(db),
    sql<{ day: string }>`select distinct day from "one-on-ones".free_day
      where day >= ${from} and person_id = any(${ids}::uuid[])`.execute(db),
    sql<Busy>`select m.starts_at as "startsAt", m.minutes from "one-on-ones".meeting m
      join "one-on-ones".series s on s.id = m.series_id
      where m.state = 'planned' and m.starts_at >= ${from}::date and (s.manager_id = any(${ids}::uuid[]) or s.member_id = any(${ids}::uuid[]))`.execute(
      db,
    ),
  ])
  const known = new Map(hours.rows.map(({ personId, ...own }) => [personId, own]))
  return {
    hours: ids.map((id) => ({ ...(known.get(id) ?? usualHours), timeZone: zoneOf(id) })),
    freeDays: [...new Set([...holidays, ...free.rows.map(({ day }) => day)])],
    busy: busy.rows,
  }
}

/** Free days from a day on: everybody's, those of the territory where one sells, and one's own. */
export async function freeDaysOf(db: Db, { personId, from }: { personId: string; from: string }): Promise<FreeDay[]> {
  const own = await sql<FreeDay>`select id, day, name, true as "isMine" from "one-on-ones".free_day
    where day >= ${from} and person_id = ${personId} order by day limit 500`.execute(db)
  const holidays = await holidaysIn(db, { people: [personId], from })
  return [...own.rows, ...holidays.map((each) => ({ ...each, isMine: false }))].sort((a, b) => (a.day < b.day ? -1 : 1))
}
