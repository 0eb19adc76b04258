import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { dealFieldNames } from '../deal-fields.sql.ts'
import type { dealsContract } from './contract.ts'

type Choices = z.input<typeof dealsContract.dealChoices.reply>

/** What the deals one can see may be filtered by and set to. */
export async function dealChoices(db: Db, scope: Scope, { today }: { today: string }): Promise<Choices> {
  const [owners, managers, teams, stages, items, territories, currencies, fields] = await Promise.all([
    sql<Choices['owners'][number]>`select person.id, person.name, count(deal.id) as deals
      from company.person person
      left join crm.deal deal on deal.owner_id = person.id and deal.ended_at is null
      where ${ownedBy(scope.sees.deals, sql.ref('person.id'))} and (person.left_on is null or deal.id is not null)
      group by person.id order by person.name`.execute(db),
    sql<Choices['managers'][number]>`select person.id, person.name from company.person person
      where ${ownedBy(scope.sees.deals, sql.ref('person.id'))} and exists (select from company.reporting_line line
        where line.manager_id = person.id and line.starts_on <= ${today} and (line.ends_on is null or line.ends_on > ${today}))
      order by person.name`.execute(db),
    sql<Choices['teams'][number]>`select team.id, team.name from company.team team
      where exists (select from company.team_membership member where member.team_id = team.id
        and ${ownedBy(scope.sees.deals, sql.ref('member.person_id'))}) order by team.name`.execute(db),
    sql<Choices['stages'][number]>`select stage.id, stage.name, stage.pipeline_id as "pipelineId",
        line.name as "pipelineName", stage.outcome, stage.forecast_category as "forecastCategory"
      from crm.stage stage join crm.pipeline line on line.id = stage.pipeline_id where stage.merged_into is null
      order by line.name, stage.position`.execute(db),
    sql<
      Choices['items'][number]
    >`select item.id, item.name, item.code, trim_scale(item.list_price)::text as "listPrice", family.name as "familyName"
      from company.item item left join company.family family on family.id = item.family_id order by item.name`.execute(
      db,
    ),
    sql<Choices['territories'][number]>`select id, name from company.territory order by name`.execute(db),
    sql<{ code: string }>`select code from company.currency
      where code in (select currency from company.profile union select code from company.currency_rate
        union select distinct currency from crm.deal) order by code`.execute(db),
    dealFieldNames(db, scope),
  ])
  return {
    owners: owners.rows,
    managers: managers.rows,
    teams: teams.rows,
    stages: stages.rows,
    items: items.rows,
    territories: territories.rows,
    currencies: currencies.rows.map(({ code }) => code),
    fields,
  }
}
