import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Dated } from '#platform/dated.ts'
import type { Db } from '#platform/db/pool.ts'

/** The talks that a reader is one of the two of, planned and held: when and with whom, and nothing of what is said. */
export async function datedMeetings({ db, scope }: { db: Db; scope: Scope }): Promise<Dated[]> {
  const { rows } = await sql<{ id: string; startsAt: string; minutes: number; withName: string }>`
    select m.id, to_char(m.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt", m.minutes,
      other.name as "withName"
    from "one-on-ones".meeting m join "one-on-ones".series s on s.id = m.series_id
    join company.person other on other.id = case when s.manager_id = ${scope.personId} then s.member_id else s.manager_id end
    where ${scope.personId}::uuid in (s.manager_id, s.member_id) and m.state <> 'skipped'
      and (s.ended_at is null or m.state = 'held')
    order by m.starts_at desc limit 500`.execute(db)
  return rows.map(({ id, startsAt, minutes, withName }) => ({
    ...{ id, title: `One-on-one with ${withName}`, path: '/one-on-ones' },
    when: { at: startsAt, minutes },
  }))
}
