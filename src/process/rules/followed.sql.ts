import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** A deal as rules follow it. */
export type FollowedDeal = {
  id: string
  name: string
  ownerId: string | null
  managerId: string | null
  stageId: string
  stageName: string
  stageSince: string | null
  territoryId: string | null
  amountMinor: number | null
  currency: string
}

const followed = sql`
  select deal.id, deal.name, deal.owner_id as "ownerId", line.manager_id as "managerId", deal.stage_id as "stageId",
    stage.name as "stageName", deal.stage_since as "stageSince", account.territory_id as "territoryId",
    deal.amount_minor as "amountMinor", deal.currency
  from crm.deal join crm.stage on stage.id = deal.stage_id left join crm.account on account.id = deal.account_id
    left join company.reporting_line line on line.person_id = deal.owner_id and line.ends_on is null
  where deal.ended_at is null and deal.outcome = 'open'`

/** An open deal. */
export async function openDeal(db: Db | Tx, id: string): Promise<FollowedDeal | null> {
  const { rows } = await sql<FollowedDeal>`${followed} and deal.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Open deals that are in one of the stages, longest first. */
export async function dealsInStages(db: Db | Tx, stageIds: readonly string[]): Promise<FollowedDeal[]> {
  const { rows } = await sql<FollowedDeal>`${followed} and deal.stage_id = any(${[...stageIds]}::uuid[])
    and deal.stage_since is not null order by deal.stage_since`.execute(db)
  return rows
}
