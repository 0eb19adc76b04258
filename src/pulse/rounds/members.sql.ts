import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Burden } from '../rotation/budget.ts'
import type { Member } from './units.ts'

/** A member with what decides whether and when they are asked. */
export type Asked = Member & {
  name: string
  email: string | null
  hasLogin: boolean
  timeZone: string | null
  onLeave: boolean
}

/** Who works here on a day, with manager and team; away means: all days of the window. */
export async function membersOn(db: Db | Tx, { day, lastDay }: { day: string; lastDay: string }): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select p.id as "personId", p.name, p.email, line.manager_id as "managerId", manager.name as "managerName",
      team.name as team, p.time_zone as "timeZone",
      exists (select 1 from auth."user" u where u."personId" = p.id and u."disabledAt" is null) as "hasLogin",
      exists (select 1 from company.leave away where away.person_id = p.id and away.ended_at is null
        and away.starts_on <= ${day}::date and away.last_day >= ${lastDay}::date) as "onLeave"
    from company.person p
    left join company.reporting_line line
      on line.person_id = p.id and daterange(line.starts_on, line.ends_on) @> ${day}::date
    left join company.person manager on manager.id = line.manager_id
    left join company.team_membership membership
      on membership.person_id = p.id and daterange(membership.starts_on, membership.ends_on) @> ${day}::date
    left join company.team team on team.id = membership.team_id
    where p.erased_at is null and (p.hired_on is null or p.hired_on <= ${day}::date)
      and (p.left_on is null or p.left_on >= ${day}::date)
    order by p.id`.execute(db)
  return rows
}

/** What each person was asked since a day, over all surveys. */
export async function burdens(db: Db | Tx, since: string): Promise<Map<string, Burden[]>> {
  const { rows } = await sql<Burden & { personId: string }>`
    select e.person_id as "personId", r.day, (select count(*) from pulse.round_question q where q.round_id = r.id) as questions
    from pulse.round r join pulse.eligible e on e.round_id = r.id where r.day >= ${since}::date`.execute(db)
  return Map.groupBy(rows, ({ personId }) => personId)
}
