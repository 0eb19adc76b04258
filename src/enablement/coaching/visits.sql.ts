import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { OpenDeal, Visit } from './moments.ts'

/** Visits to open stages that began since a day and are over, of deals that the reader sees; a deal is its owner's of today. */
export async function visitsSince(db: Db, { scope, from }: { scope: Scope; from: string }): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    with entered as (
      select version.deal_id, version.stage_id, min(version.valid_at) as at from crm.deal_version version
      join crm.deal deal on deal.id = version.deal_id
      where deal.ended_at is null and deal.owner_id is not null and version.retracted_at is null and deal.changed_at >= ${from}::date
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} group by 1, 2
    ), visit as (
      select deal.owner_id as person, stage.name as stage, deal.outcome, entered.at, stage.position,
        max(stage.position) over (partition by entered.deal_id) as furthest
      from entered join crm.stage stage on stage.id = entered.stage_id and stage.outcome = 'open'
      join crm.deal deal on deal.id = entered.deal_id
    )
    select person, stage, (outcome = 'won' or furthest > position) as "wentOn" from visit
    where at >= ${from}::date and (outcome <> 'open' or furthest > position)`.execute(db)
  return rows
}

/** Open deals with how often their expected close moved back and for how long nothing happened. */
export async function openDealsOn(db: Db, { scope, today }: { scope: Scope; today: string }): Promise<OpenDeal[]> {
  const { rows } = await sql<OpenDeal>`
    with moved as (
      select version.deal_id, version.expected_close > lag(version.expected_close) over
        (partition by version.deal_id order by version.valid_at, version.recorded_at) as is_push
      from crm.deal_version version join crm.deal deal on deal.id = version.deal_id
      where deal.ended_at is null and deal.outcome = 'open' and version.retracted_at is null
    )
    select deal.id, deal.name, deal.owner_id as person,
      (select count(*)::int from moved where moved.deal_id = deal.id and is_push) as pushes,
      (${today}::date - greatest(deal.changed_at, (select max(happened_at) from crm.activity activity
        where activity.deal_id = deal.id and activity.ended_at is null))::date)::int as "quietDays"
    from crm.deal deal where deal.ended_at is null and deal.outcome = 'open' and deal.owner_id is not null
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    order by deal.amount_minor desc nulls last, deal.id`.execute(db)
  return rows
}

/** Names of people, by id. */
export async function peopleNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.person`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
