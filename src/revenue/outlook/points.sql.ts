import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Subject } from './points.ts'

/** What the outlook said of a subject at the end of a day. */
export type Point = {
  day: string
  meanMinor: number
  medianMinor: number
  loMinor: number
  hiMinor: number
  closedMinor: number
}

/** The days of a period whose outlook was recorded. */
export async function recordedDays(db: Db, { from, to }: { from: string; to: string }): Promise<Set<string>> {
  const { rows } = await sql<{ day: string }>`
    select distinct day from revenue.outlook_point where starts_on = ${from} and ends_on = ${to}`.execute(db)
  return new Set(rows.map(({ day }) => day))
}

/** What was recorded of a subject through a period, by day; where a day was recorded anew, the newest. */
export async function pointsOfSubject(
  db: Db,
  { from, to, subject }: { from: string; to: string; subject: Subject },
): Promise<Point[]> {
  const { rows } = await sql<Point>`
    select distinct on (day) day, mean_minor as "meanMinor", median_minor as "medianMinor", lo_minor as "loMinor",
      hi_minor as "hiMinor", closed_minor as "closedMinor"
    from revenue.outlook_point where starts_on = ${from} and ends_on = ${to} and subject_kind = ${subject.kind}
      and subject_id is not distinct from ${subject.id}
    order by day, recorded_at desc`.execute(db)
  return rows
}
