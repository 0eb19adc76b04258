import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { partsOfDeals } from '../deal-parts.sql.ts'
import type { DealFilter } from './contract.ts'

/** The WHERE of every list of deals: visible to this user, standing, and within the filter. */
export function matching(scope: Scope, filter: DealFilter & { today: string }): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [
    sql`deal.ended_at is null`,
    ownedBy(scope.sees.deals, sql.ref('deal.owner_id')),
    ...namesAndPeople(filter),
    ...states(filter),
    ...ranges(filter),
  ]
  return sql.join(conditions, sql` and `)
}

function namesAndPeople(filter: DealFilter & { today: string }): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (filter.search) found.push(sql`deal.id in (${foundByWords(filter.search)})`)
  if (filter.owner) found.push(among(sql`deal.owner_id`, filter.owner))
  if (filter.manager) found.push(sql`deal.owner_id in (${peopleBelow(filter.manager, filter.today)})`)
  if (filter.team) {
    found.push(sql`deal.owner_id in (select person_id from company.team_membership where team_id = any(${filter.team}::uuid[])
      and starts_on <= ${filter.today} and (ends_on is null or ends_on > ${filter.today}))`)
  }
  if (filter.account) found.push(sql`deal.account_id = ${filter.account}`)
  if (filter.item) found.push(ofItems(filter.item))
  if (filter.family)
    found.push(sql`deal.id in (select part.deal_id from crm.deal_item part join company.item on item.id = part.item_id
      where item.family_id = any(${filter.family}::uuid[]))`)
  if (filter.territory) {
    found.push(sql`deal.account_id in (select id from crm.account where territory_id in (
      with recursive within(id) as (select unnest(${filter.territory}::uuid[]) union
        select child.id from company.territory child join within on child.parent_id = within.id) select id from within))`)
  }
  return found
}

function states(filter: DealFilter): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (filter.pipeline) found.push(sql`deal.pipeline_id = ${filter.pipeline}`)
  if (filter.stage) found.push(among(sql`deal.stage_id`, filter.stage))
  if (filter.outcome) found.push(sql`deal.outcome = any(${filter.outcome}::text[])`)
  if (filter.category) found.push(sql`deal.forecast_category = any(${filter.category}::text[])`)
  if (filter.missing === 'close date') found.push(sql`deal.outcome = 'open' and deal.expected_close is null`)
  if (filter.missing === 'amount') found.push(sql`deal.amount_minor is null`)
  if (filter.missing === 'account') found.push(sql`deal.account_id is null`)
  if (filter.missing === 'owner') found.push(sql`deal.owner_id is null`)
  return found
}

function ranges(filter: DealFilter): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (filter.amountFrom !== undefined) found.push(sql`deal.amount_minor >= ${filter.amountFrom}`)
  if (filter.amountTo !== undefined) found.push(sql`deal.amount_minor <= ${filter.amountTo}`)
  if (filter.closeFrom) found.push(sql`deal.expected_close >= ${filter.closeFrom}`)
  if (filter.closeTo) found.push(sql`deal.expected_close <= ${filter.closeTo}`)
  if (filter.createdFrom) found.push(sql`deal.created_on >= ${filter.createdFrom}`)
  if (filter.createdTo) found.push(sql`deal.created_on <= ${filter.createdTo}`)
  if (filter.closedFrom) found.push(sql`deal.closed_on >= ${filter.closedFrom}`)
  if (filter.closedTo) found.push(sql`deal.closed_on <= ${filter.closedTo}`)
  if (filter.changedSince) found.push(sql`deal.changed_at >= ${filter.changedSince}`)
  return found
}

/** Whether a column holds one of some ids; `none` stands for not filled. */
export function among(column: RawBuilder<unknown>, values: string[]): RawBuilder<unknown> {
  const ids = values.filter((value) => value !== 'none')
  const filled = sql`${column} = any(${ids}::uuid[])`
  return values.includes('none') ? sql`(${column} is null or ${filled})` : filled
}

/** A deal is of the items of its lines; one without lines of its own item. `none` is what has no item, also where it is a part. */
function ofItems(items: string[]): RawBuilder<unknown> {
  const ids = items.filter((item) => item !== 'none')
  const some = sql`deal.id in (select part.deal_id from crm.deal_item part where part.item_id = any(${ids}::uuid[]))`
  const none = sql`deal.id in (select part.deal_id from (${partsOfDeals('item', sql`crm.deal`)}) part where part.item_id is null)`
  return items.includes('none') ? sql`(${some} or ${none})` : some
}

/** Three narrow searches, each by its own index, rather than one wide one by none. */
function foundByWords(words: string): RawBuilder<unknown> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return sql`select id from crm.deal where name ilike ${like}
    union select id from crm.deal where external_id = ${words}
    union select of.id from crm.account named join crm.deal of on of.account_id = named.id where named.name ilike ${like}`
}

/** The ids of managers and of everybody below as the tree stands on a day. */
export function peopleBelow(managers: string[], day: string): RawBuilder<unknown> {
  return sql`with recursive below(id) as (select unnest(${managers}::uuid[]) union
    select line.person_id from company.reporting_line line join below on line.manager_id = below.id
    where line.starts_on <= ${day} and (line.ends_on is null or line.ends_on > ${day})) select id from below`
}
