import { sql } from 'kysely'
import { holidaysOfPeople } from '#company/holidays.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Busy, type Hours, usualHours } from './propose.ts'

export type Calendar = { hours: (Hours & { timeZone: string })[]; freeDays: string[]; busy: Busy[] }

/** When people work, their leave and holidays from a day on, and the one-on-ones planned with any of them. */
export async function calendarOf(db: Db | Tx, people: readonly string[], from: string): Promise<Calendar> {
  const ids = [...people]
  const [zoneOf, holidays, hours, free, busy] = await Promise.all([
    zonesOf(db, ids),
    holidaysOfPeople(db, { people: ids, from }),
    sql<
      Hours & { personId: string }
    >`select person_id as "personId", days, from_minute as "fromMinute", to_minute as "toMinute"
      from "one-on-ones".hours where person_id = any(${ids}::uuid[])`.execute(db),
    sql<{ day: string }>`select distinct each.day::date::text as day from company.leave,
      generate_series(greatest(leave.starts_on, ${from}::date), leave.last_day, interval '1 day') as each (day)
      where leave.ended_at is null and leave.last_day >= ${from} and leave.person_id = any(${ids}::uuid[])`.execute(db),
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
