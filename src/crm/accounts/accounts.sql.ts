import { type RawBuilder, sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { namedColumnsOf } from '#platform/db/field-columns.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { accountFieldNames } from '../deal-fields.sql.ts'
import { inCompanyMoney, rateDay } from '../money.sql.ts'
import type { AccountRow, AccountSort } from './contract.ts'
import { accountFields } from './fields.ts'

type Asked = {
  search?: string | undefined
  industry?: string[] | undefined
  country?: string[] | undefined
  territory?: string[] | undefined
  sort: string
  offset: number
  limit: number
  today: string
}

/** A page of accounts with the deals the caller can see. */
export async function accountsPage(
  db: Db,
  scope: Scope,
  asked: Asked,
): Promise<{ accounts: AccountRow[]; total: number; next: number | null }> {
  const [column, direction] = asked.sort.split(':') as [AccountSort, 'asc' | 'desc']
  const order = sql`${sortColumns[column]} ${direction === 'desc' ? sql`desc` : sql`asc`} nulls last, account.id`
  const where = sql.join(conditions(asked), sql` and `)
  const [page, count] = await Promise.all([
    sql<AccountRow>`${await accountSelect(db, scope, asked.today)} where ${where}
      order by ${order} limit ${asked.limit + 1} offset ${asked.offset}`.execute(db),
    sql<{ total: number }>`select count(*) as total from crm.account account where ${where}`.execute(db),
  ])
  const more = page.rows.length > asked.limit
  return {
    accounts: page.rows.slice(0, asked.limit),
    total: count.rows[0]?.total ?? 0,
    next: more ? asked.offset + asked.limit : null,
  }
}

/** One account; null when there is none. */
export async function accountById(
  db: Db | Tx,
  scope: Scope,
  { id, today }: { id: string; today: string },
): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`${await accountSelect(db, scope, today)} where account.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** What belongs to an account beside its deals. */
export async function accountSurroundings(db: Db, scope: Scope, id: string) {
  const [subsidiaries, orders] = await Promise.all([
    sql<{
      id: string
      name: string
    }>`select id, name from crm.account where parent_id = ${id} and merged_into is null order by name`.execute(db),
    sql<{ currency: string; lines: number; amount: string; firstOn: string; lastOn: string }>`
      select line.currency, count(*) as lines, trim_scale(sum(line.amount))::text as amount,
        min(line.ordered_on) as "firstOn", max(line.ordered_on) as "lastOn"
      from crm.order_line line where line.account_id = ${id} and line.ended_at is null
        and ${ownedBy(scope.sees.orders, sql.ref('line.owner_id'))}
      group by line.currency order by line.currency`.execute(db),
  ])
  return { subsidiaries: subsidiaries.rows, orders: orders.rows }
}

/** What accounts can be filtered by. */
export async function accountChoices(db: Db) {
  const [industries, countries, territories, fields] = await Promise.all([
    sql<{
      value: string
    }>`select distinct industry as value from crm.account where industry is not null and merged_into is null order by 1`.execute(
      db,
    ),
    sql<{
      value: string
    }>`select distinct country as value from crm.account where country is not null and merged_into is null order by 1`.execute(
      db,
    ),
    sql<{ id: string; name: string }>`select id, name from company.territory order by name`.execute(db),
    accountFieldNames(db),
  ])
  return {
    industries: industries.rows.map(({ value }) => value),
    countries: countries.rows.map(({ value }) => value),
    territories: territories.rows,
    fields,
  }
}

async function accountSelect(db: Db | Tx, scope: Scope, today: string): Promise<RawBuilder<AccountRow>> {
  const worth = inCompanyMoney(await readCompany(db), {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(today),
  })
  return sql<AccountRow>`
    with dealt as (
      select deal.account_id, count(*) filter (where deal.outcome = 'open') as open_deals,
        sum(${worth}) filter (where deal.outcome = 'open') as open_amount,
        count(*) filter (where deal.outcome = 'won') as won_deals,
        sum(${worth}) filter (where deal.outcome = 'won') as won_amount
      from crm.deal deal
      where deal.ended_at is null and deal.account_id is not null and deal.outcome <> 'lost'
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
      group by deal.account_id
    )
    select account.id, account.external_id as "externalId", ${namedColumnsOf(accountFields, 'account')},
      territory.name as "territoryName", parent.name as "parentName", coalesce(dealt.open_deals, 0) as "openDeals",
      coalesce(dealt.open_amount, 0)::bigint as "openAmountMinor", coalesce(dealt.won_deals, 0) as "wonDeals",
      coalesce(dealt.won_amount, 0)::bigint as "wonAmountMinor"
    from crm.account account
    left join dealt on dealt.account_id = account.id
    left join company.territory territory on territory.id = account.territory_id
    left join crm.account parent on parent.id = account.parent_id`
}

const sortColumns: Record<AccountSort, RawBuilder<unknown>> = {
  name: sql`lower(account.name)`,
  industry: sql`account.industry`,
  country: sql`account.country`,
  territory: sql`territory.name`,
  employees: sql`account.employees`,
  revenue: sql`account.annual_revenue_minor`,
  openDeals: sql`dealt.open_deals`,
  openAmount: sql`dealt.open_amount`,
  wonAmount: sql`dealt.won_amount`,
}

function conditions(asked: Asked): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [sql`account.merged_into is null`]
  if (asked.search) {
    const like = `%${asked.search.replace(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(account.name ilike ${like} or account.external_id = ${asked.search})`)
  }
  if (asked.industry) found.push(sql`account.industry = any(${asked.industry}::text[])`)
  if (asked.country) found.push(sql`account.country = any(${asked.country}::text[])`)
  if (asked.territory) {
    found.push(sql`account.territory_id in (with recursive within(id) as (select unnest(${asked.territory}::uuid[]) union
      select child.id from company.territory child join within on child.parent_id = within.id) select id from within)`)
  }
  return found
}
