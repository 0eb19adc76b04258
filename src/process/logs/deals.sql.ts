import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney, rateDay } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { type EventLog, logOf, type RawEvent } from '../mining/log.ts'

export type DealFilter = {
  ownerId?: string | undefined
  teamId?: string | undefined
  territoryId?: string | undefined
  pipelineId?: string | undefined
}

/** The histories of deals as an event log: a case is a deal, an event the entry into a stage. Worth in minor units of the company. */
export async function dealLog(db: Db, scope: Scope, asked: DealFilter & { now: Date }): Promise<EventLog> {
  const [company, today] = await Promise.all([readCompany(db), companyToday(db, asked.now)])
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  const { rows } = await sql<RawEvent>`
    with chosen as (
      select deal.id, coalesce(deal.external_id, deal.id::text) as name, ${worth} as worth from crm.deal deal
      left join crm.account account on account.id = deal.account_id
      where deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
        and (${asked.ownerId ?? null}::uuid is null or deal.owner_id = ${asked.ownerId ?? null})
        and (${asked.territoryId ?? null}::uuid is null or account.territory_id = ${asked.territoryId ?? null})
        and (${asked.pipelineId ?? null}::uuid is null or deal.pipeline_id = ${asked.pipelineId ?? null})
        and (${asked.teamId ?? null}::uuid is null or exists (select from company.team_membership member
          where member.team_id = ${asked.teamId ?? null} and member.person_id = deal.owner_id and member.starts_on <= ${today}
            and (member.ends_on is null or member.ends_on > ${today})))
    ), standing as (
      select distinct on (version.deal_id, version.valid_at) version.deal_id, version.valid_at, version.stage_id
      from crm.deal_version version join chosen on chosen.id = version.deal_id
      where version.retracted_at is null order by version.deal_id, version.valid_at, version.recorded_at desc
    ), entered as (
      select *, lag(stage_id) over (partition by deal_id order by valid_at) as before from standing
    )
    select chosen.name as "caseId", stage.name as activity, extract(epoch from entered.valid_at)::float8 * 1000 as at, chosen.worth as amount
    from entered join chosen on chosen.id = entered.deal_id join crm.stage stage on stage.id = entered.stage_id
    where entered.before is distinct from entered.stage_id order by entered.deal_id, entered.valid_at`.execute(db)
  return logOf(rows)
}

/** The deals that cases of their log are, by the name of the case. */
export async function dealsOfCases(
  db: Db,
  scope: Scope,
  cases: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string; caseId: string }>`
    select deal.id, deal.name, coalesce(deal.external_id, deal.id::text) as "caseId" from crm.deal deal
    where coalesce(deal.external_id, deal.id::text) = any(${[...cases]}::text[]) and deal.ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(db)
  return new Map(rows.map(({ id, name, caseId }) => [caseId, { id, name }]))
}

/** The stages that deals should pass in order, and those at which they may end. */
export async function stageModel(
  db: Db,
  pipelineId: string | undefined,
): Promise<{ sequence: string[]; ends: string[] }> {
  const { rows } = await sql<{ name: string; outcome: string }>`
    select name, outcome from crm.stage where pipeline_id = coalesce(${pipelineId ?? null}::uuid,
      (select pipeline_id from crm.deal where ended_at is null group by 1 order by count(*) desc limit 1)) order by position`.execute(
    db,
  )
  return {
    sequence: rows.filter(({ outcome }) => outcome === 'open').map(({ name }) => name),
    ends: rows.filter(({ outcome }) => outcome !== 'open').map(({ name }) => name),
  }
}
