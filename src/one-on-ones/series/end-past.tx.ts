import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Work } from '#platform/transaction.ts'
import { endSeries } from './series.tx.ts'

/** Ends the series of members who no longer report to that manager, and of people who have left; what was written stays readable for the two. */
export async function endPastSeries(work: Work): Promise<void> {
  const { db, clock } = work.workspace
  const day = await companyToday(db, clock())
  const { rows } = await sql<{ id: string; memberId: string }>`
    select s.id, s.member_id as "memberId" from "one-on-ones".series s where s.ended_at is null
      and not exists (select from company.reporting_line l join company.person member on member.id = l.person_id
        join company.person manager on manager.id = l.manager_id
        where l.person_id = s.member_id and l.manager_id = s.manager_id and daterange(l.starts_on, l.ends_on) @> ${day}::date
          and (member.left_on is null or member.left_on >= ${day}::date) and (manager.left_on is null or manager.left_on >= ${day}::date))
    order by s.id`.execute(db)
  for (const { id, memberId } of rows) await endSeries(work, { id, personId: memberId })
}
