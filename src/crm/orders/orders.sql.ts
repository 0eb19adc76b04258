import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { OrderFilter, OrderGroup, OrderLine, ordersContract } from './contract.ts'

/** A page of order lines, newest first unless asked otherwise. */
export async function ordersPage(
  db: Db,
  scope: Scope,
  asked: OrderFilter & { sort: string; offset: number; limit: number },
): Promise<{ lines: OrderLine[]; next: number | null }> {
  const order = orderOf(asked.sort)
  const { rows } = await sql<OrderLine>`
    with page as (
      select line.*, row_number() over (order by ${order}) as place from crm.order_line line
      where ${matching(scope, asked)} order by ${order} limit ${asked.limit + 1} offset ${asked.offset}
    )
    select line.id, line.order_number as "orderNumber", line.line_number as "lineNumber", line.ordered_on as "orderedOn",
      line.account_id as "accountId", account.name as "accountName", line.item_id as "itemId", item.name as "itemName",
      family.name as "familyName", territory.name as "territoryName", owner.name as "ownerName", line.channel,
      line.promotion, trim_scale(line.quantity)::text as quantity, trim_scale(line.amount)::text as amount, line.currency
    from page line
    left join crm.account account on account.id = line.account_id
    left join company.item item on item.id = line.item_id
    left join company.family family on family.id = item.family_id
    left join company.territory territory on territory.id = line.territory_id
    left join company.person owner on owner.id = line.owner_id
    order by line.place`.execute(db)
  return {
    lines: rows.slice(0, asked.limit),
    next: rows.length > asked.limit ? asked.offset + asked.limit : null,
  }
}

/** Exact sums of what matches: per currency, and per group within it. */
export async function orderSummary(
  db: Db,
  scope: Scope,
  asked: OrderFilter & { group: OrderGroup[] },
): Promise<z.input<typeof ordersContract.orderSummary.reply>> {
  const keys = asked.group.map((group) => groupKeys[group])
  const ids = asked.group.flatMap((group) => groupIds[group] ?? [])
  const grouped = sql.join([sql`line.currency`, ...keys, ...ids])
  const labels = keys.length > 0 ? sql`array[${sql.join(keys.map((key) => sql`(${key})::text`))}]` : sql`'{}'::text[]`
  const joins = sql.join([...new Set(asked.group.flatMap((group) => groupJoins[group] ?? []))], sql` `)
  const sums = await sql<{
    group: (string | null)[]
    currency: string
    lines: number
    quantity: string
    amount: string
  }>`
    select ${labels} as "group", line.currency, count(*) as lines, trim_scale(sum(line.quantity))::text as quantity,
      trim_scale(sum(line.amount))::text as amount
    from crm.order_line line ${joins} where ${matching(scope, asked)}
    group by ${grouped} order by ${sql.join([...keys, sql`line.currency`])}`.execute(db)
  if (keys.length === 0) return { sums: sums.rows, totals: sums.rows.map(({ group: _, ...total }) => total) }
  const { totals } = await orderSummary(db, scope, { ...asked, group: [] })
  return { sums: sums.rows, totals }
}

const item = sql`left join company.item item on item.id = line.item_id`
const family = sql`left join company.family family on family.id = item.family_id`
const territory = sql`left join company.territory territory on territory.id = line.territory_id`
const account = sql`left join crm.account account on account.id = line.account_id`
const owner = sql`left join company.person owner on owner.id = line.owner_id`

const groupKeys: Record<OrderGroup, RawBuilder<unknown>> = {
  day: sql`to_char(line.ordered_on, 'YYYY-MM-DD')`,
  month: sql`to_char(line.ordered_on, 'YYYY-MM')`,
  year: sql`to_char(line.ordered_on, 'YYYY')`,
  family: sql`family.name`,
  item: sql`item.name`,
  territory: sql`territory.name`,
  channel: sql`line.channel`,
  account: sql`account.name`,
  owner: sql`owner.name`,
}

/** Names may repeat: these groups are told apart by their id. */
const groupIds: Partial<Record<OrderGroup, RawBuilder<unknown>>> = {
  item: sql`item.id`,
  account: sql`account.id`,
  owner: sql`owner.id`,
}

const groupJoins: Partial<Record<OrderGroup, RawBuilder<unknown>[]>> = {
  family: [item, family],
  item: [item],
  territory: [territory],
  account: [account],
  owner: [owner],
}

function orderOf(sort: string): RawBuilder<unknown> {
  const [column, direction] = sort.split(':')
  const columns: Record<string, RawBuilder<unknown>> = {
    orderedOn: sql`line.ordered_on`,
    amount: sql`line.amount`,
    quantity: sql`line.quantity`,
  }
  return sql`${columns[column!]!} ${direction === 'desc' ? sql`desc` : sql`asc`}, line.id`
}

function matching(scope: Scope, filter: OrderFilter): RawBuilder<unknown> {
  const found: RawBuilder<unknown>[] = [
    filter.knownAt
      ? sql`line.recorded_at <= ${filter.knownAt} and (line.ended_at is null or line.ended_at > ${filter.knownAt})`
      : sql`line.ended_at is null`,
    ownedBy(scope.sees.orders, sql.ref('line.owner_id')),
  ]
  if (filter.from) found.push(sql`line.ordered_on >= ${filter.from}`)
  if (filter.to) found.push(sql`line.ordered_on <= ${filter.to}`)
  if (filter.item) found.push(sql`line.item_id = ${filter.item}`)
  if (filter.family) found.push(sql`line.item_id in (select id from company.item where family_id = ${filter.family})`)
  if (filter.channel) found.push(sql`line.channel = ${filter.channel}`)
  if (filter.account) found.push(sql`line.account_id = ${filter.account}`)
  if (filter.owner) found.push(sql`line.owner_id = ${filter.owner}`)
  if (filter.currency) found.push(sql`line.currency = ${filter.currency}`)
  if (filter.search) found.push(sql`line.order_number = ${filter.search}`)
  if (filter.territory) {
    found.push(sql`line.territory_id in (with recursive within(id) as (select ${filter.territory}::uuid union
      select child.id from company.territory child join within on child.parent_id = within.id) select id from within)`)
  }
  return sql.join(found, sql` and `)
}
