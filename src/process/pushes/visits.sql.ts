import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'

/** A stay of a deal in a stage that has ended, by whose team it is today. */
export type Visit = { stageId: string; teamId: string | null; leftOn: string; days: number }

/** Stays in open stages that ended from a day on, of the deals that the reader sees. */
export async function visitsFrom(
  db: Db,
  scope: Scope,
  { from, today }: { from: string; today: string },
): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    with latest as (
      select distinct on (version.deal_id, version.valid_at) version.deal_id, version.valid_at, version.stage_id
      from crm.deal_version version where version.retracted_at is null
      order by version.deal_id, version.valid_at, version.recorded_at desc
    ), entered as (
      select *, lag(stage_id) over (partition by deal_id order by valid_at) as before from latest
    ), visits as (
      select deal_id, stage_id, valid_at, lead(valid_at) over (partition by deal_id order by valid_at) as left_at
      from entered where before is distinct from stage_id
    )
    select visits.stage_id as "stageId", member.team_id as "teamId", visits.left_at::date::text as "leftOn",
      extract(epoch from visits.left_at - visits.valid_at)::float8 / 86400 as days
    from visits join crm.deal on deal.id = visits.deal_id and deal.ended_at is null
      join crm.stage on stage.id = visits.stage_id and stage.outcome = 'open'
      left join company.team_membership member on member.person_id = deal.owner_id and member.starts_on <= ${today}
        and (member.ends_on is null or member.ends_on > ${today})
    where visits.left_at >= ${from}::date and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(db)
  return rows
}

/** Open deals with the team of their owner and the place of their stage. */
export async function placedDeals(
  db: Db,
  scope: Scope,
  today: string,
): Promise<{ id: string; teamId: string; pipelineId: string; position: number }[]> {
  const { rows } = await sql<{ id: string; teamId: string; pipelineId: string; position: number }>`
    select deal.id, member.team_id as "teamId", stage.pipeline_id as "pipelineId", stage.position
    from crm.deal join crm.stage on stage.id = deal.stage_id
      join company.team_membership member on member.person_id = deal.owner_id and member.starts_on <= ${today}
        and (member.ends_on is null or member.ends_on > ${today})
    where deal.ended_at is null and deal.outcome = 'open' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  return rows
}

/** The names of teams. */
export async function teamNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.team`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
