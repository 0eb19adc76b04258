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

/** What was recorded of a subject through a period, by day; where a day was recorded anew, the newest, or the newest by an instant. */
export async function pointsOfSubject(
  db: Db,
  { from, to, subject, by }: { from: string; to: string; subject: Subject; by?: string | undefined },
): Promise<Point[]> {
  const { rows } = await sql<Point>`
    select distinct on (day) day, mean_minor as "meanMinor", median_minor as "medianMinor", lo_minor as "loMinor",
      hi_minor as "hiMinor", closed_minor as "closedMinor"
    from revenue.outlook_point where starts_on = ${from} and ends_on = ${to} and subject_kind = ${subject.kind}
      and subject_id is not distinct from ${subject.id} and recorded_at <= coalesce(${by ?? null}::timestamptz, 'infinity')
    order by day, recorded_at desc`.execute(db)
  return rows
}

/** What was said first of the end of a day; of a person without reports their own deals are their tree. */
export async function recordedThen(
  db: Db,
  asked: { from: string; to: string; day: string; subject: Subject; owners: ReadonlySet<string> | null },
): Promise<(Pick<Point, 'meanMinor' | 'loMinor' | 'hiMinor'> & { recordedAt: string }) | null> {
  const { subject, owners } = asked
  const kind = subject.kind === 'tree' && owners?.size === 1 ? 'person' : subject.kind
  const { rows } = await sql<Pick<Point, 'meanMinor' | 'loMinor' | 'hiMinor'> & { recordedAt: string }>`
    select mean_minor as "meanMinor", lo_minor as "loMinor", hi_minor as "hiMinor", recorded_at as "recordedAt"
    from revenue.outlook_point where starts_on = ${asked.from} and ends_on = ${asked.to} and day = ${asked.day}
      and subject_kind = ${kind} and subject_id is not distinct from ${subject.id}
    order by recorded_at limit 1`.execute(db)
  return rows[0] ?? null
}
