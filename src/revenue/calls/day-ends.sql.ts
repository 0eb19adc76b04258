import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** The last instant of each day from `first` to `last` where the company is. */
export async function dayEnds(
  db: Db,
  { first, last }: { first: string; last: string },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ day: string; at: string }>`
    select each.day::date as day, ((each.day::date + 1)::timestamp at time zone time_zone) - interval '1 millisecond' as at
    from company.profile, generate_series(${first}::date, ${last}::date, interval '1 day') as each (day)`.execute(db)
  return new Map(rows.map(({ day, at }) => [day, at]))
}
