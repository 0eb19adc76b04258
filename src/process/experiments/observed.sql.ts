import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { visitsFrom } from '../pushes/visits.sql.ts'
import type { Metric } from './running-contract.ts'

/** One value of a metric: of which team's deal, and on which day it was known. */
export type Observed = { teamId: string | null; on: string; value: number }

/** What was measured from a day on, of the deals that the reader sees; a deal counts for the team its owner is in today. */
export async function observed(
  db: Db,
  scope: Scope,
  { metric, stageId, from, today }: { metric: Metric; stageId: string | null; from: string; today: string },
): Promise<Observed[]> {
  if (metric === 'days in stage') {
    const visits = await visitsFrom(db, scope, { from, today })
    return visits
      .filter((visit) => visit.stageId === stageId)
      .map(({ teamId, leftOn, days }) => ({ teamId, on: leftOn, value: days }))
  }
  const value = metric === 'win rate' ? sql`(deal.outcome = 'won')::int` : sql`deal.closed_on - deal.created_on`
  const counts =
    metric === 'win rate' ? sql`deal.outcome <> 'open'` : sql`deal.outcome = 'won' and deal.created_on is not null`
  const { rows } = await sql<Observed>`
    select member.team_id as "teamId", deal.closed_on::text as on, (${value})::float8 as value
    from crm.deal left join company.team_membership member on member.person_id = deal.owner_id and member.starts_on <= ${today}
      and (member.ends_on is null or member.ends_on > ${today})
    where deal.ended_at is null and ${counts} and deal.closed_on >= ${from}::date and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  return rows
}
