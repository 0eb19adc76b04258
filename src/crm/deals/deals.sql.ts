import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { namedColumnsOf } from '#platform/db/field-columns.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { askedParts, asksForPart } from './asked-part.sql.ts'
import type { DealFilter, DealRow, DealSort } from './contract.ts'
import { dealFields } from './fields.ts'
import { matching } from './filter.sql.ts'

export type DealsInput = DealFilter & {
  today: string
  sort: string
  group?: 'stage' | 'owner' | undefined
  offset: number
  limit: number
}

/** A page of deals: only ids are sorted and cut, all else is looked up for the page, so that a long list stays quick. */
export async function dealsPage(
  db: Db,
  scope: Scope,
  input: DealsInput,
): Promise<{ deals: DealRow[]; next: number | null }> {
  const paged = sql`(select deal.id, deal.item_id, deal.amount_minor from page join crm.deal deal using (id))`
  const [parts, part] = asksForPart(input)
    ? [sql`, ${askedParts(input, paged)}`, sql`left join asked_part on asked_part.deal_id = deal.id`]
    : [sql``, sql`cross join (select null::bigint as minor) asked_part`]
  const { rows } = await sql<DealRow>`
    with found as (
      select deal.id from crm.deal deal ${joinsFor(input)}
      where ${matching(scope, input)}
      order by ${orderOf(input)} limit ${input.limit + 1} offset ${input.offset}
    ), page as (select id, row_number() over () as place from found) ${parts}
    select ${dealColumns}, asked_part.minor as "askedMinor" from page join crm.deal deal using (id) ${nameJoins} ${part} order by page.place`.execute(
    db,
  )
  const deals = rows.slice(0, input.limit)
  return { deals, next: rows.length > input.limit ? input.offset + input.limit : null }
}

/** One deal as the list shows it; null when it is not there or not visible. */
export async function dealById(db: Db | Tx, scope: Scope, id: string): Promise<DealRow | null> {
  const { rows } = await sql<DealRow>`
    select ${dealColumns}, null::bigint as "askedMinor" from crm.deal deal ${nameJoins}
    where deal.id = ${id} and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** What a list shows of a deal; needs nameJoins. */
const dealColumns = sql`deal.id, deal.external_id as "externalId", ${namedColumnsOf(dealFields, 'deal')},
  account.name as "accountName", territory.name as "territoryName", item.name as "itemName", owner.name as "ownerName",
  deal.pipeline_id as "pipelineId", stage.name as "stageName", deal.outcome, deal.created_on as "createdOn",
  deal.stage_since as "stageSince", deal.changed_at as "changedAt",
  (select coalesce(array_agg(product.name order by line.amount_minor desc, product.name), '{}') from crm.deal_line line
    join company.item product on product.id = line.item_id where line.deal_id = deal.id and line.ended_at is null) as products`

const nameJoins = sql`
  join crm.stage stage on stage.id = deal.stage_id
  left join crm.account account on account.id = deal.account_id
  left join company.territory territory on territory.id = account.territory_id
  left join company.item item on item.id = deal.item_id
  left join company.person owner on owner.id = deal.owner_id`

const sortColumns: Record<DealSort, { by: RawBuilder<unknown>; needs?: RawBuilder<unknown> }> = {
  name: { by: sql`lower(deal.name)` },
  account: {
    by: sql`ranked_account.place`,
    needs: sql`left join (select id, row_number() over (order by lower(name)) as place from crm.account) ranked_account
      on ranked_account.id = deal.account_id`,
  },
  item: {
    by: sql`ranked_item.place`,
    needs: sql`left join (select id, row_number() over (order by lower(name)) as place from company.item) ranked_item
      on ranked_item.id = deal.item_id`,
  },
  owner: {
    by: sql`ranked_owner.place`,
    needs: sql`left join (select id, row_number() over (order by lower(name)) as place from company.person) ranked_owner
      on ranked_owner.id = deal.owner_id`,
  },
  territory: {
    by: sql`ranked_territory.place`,
    needs: sql`left join crm.account placed on placed.id = deal.account_id
      left join (select id, row_number() over (order by lower(name)) as place from company.territory) ranked_territory
      on ranked_territory.id = placed.territory_id`,
  },
  stage: {
    by: sql`sorted_stage.position`,
    needs: sql`join crm.stage sorted_stage on sorted_stage.id = deal.stage_id`,
  },
  outcome: { by: sql`deal.outcome` },
  category: { by: sql`deal.forecast_category` },
  amount: { by: sql`deal.amount_minor` },
  created: { by: sql`deal.created_on` },
  expectedClose: { by: sql`deal.expected_close` },
  closed: { by: sql`deal.closed_on` },
  stageSince: { by: sql`deal.stage_since` },
  changed: { by: sql`deal.changed_at` },
}

const groupColumns = {
  stage: {
    by: sql`grouped_stage.position, grouped_stage.id`,
    needs: sql`join crm.stage grouped_stage on grouped_stage.id = deal.stage_id`,
  },
  owner: {
    by: sql`grouped_owner.place nulls last`,
    needs: sql`left join (select id, row_number() over (order by lower(name)) as place from company.person) grouped_owner
      on grouped_owner.id = deal.owner_id`,
  },
}

function orderOf({ sort, group }: Pick<DealsInput, 'sort' | 'group'>): RawBuilder<unknown> {
  const [column, direction] = sort.split(':') as [DealSort, 'asc' | 'desc']
  // A name is never null: without `nulls last` its index serves both directions.
  const last = column === 'name' ? sql`` : sql`nulls last`
  const by = sql`${sortColumns[column].by} ${direction === 'desc' ? sql`desc` : sql`asc`} ${last}, deal.id`
  return group ? sql`${groupColumns[group].by}, ${by}` : by
}

function joinsFor({ sort, group }: Pick<DealsInput, 'sort' | 'group'>): RawBuilder<unknown> {
  const needs = [sortColumns[sort.split(':')[0] as DealSort].needs, group && groupColumns[group].needs]
  return sql.join(
    needs.filter((each) => each !== undefined),
    sql` `,
  )
}
