import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { partsOfDeals } from '#crm/deal-parts.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Db } from '#platform/db/pool.ts'

export type Sold = { familyId: string; month: string; units: number; amount: string }

/** What was sold by family and month, in whole units and exact company money; items without a family are no family's. */
export async function soldByFamily(db: Db, { from, to }: { from: string; to: string }): Promise<Sold[]> {
  const { rows } = await sql<Sold>`
    select i.family_id as "familyId", h.starts_on as month, round(sum(h.quantity))::bigint as units,
      trim_scale(sum(h.amount))::text as amount
    from demand.history h join company.item i on i.id = h.item_id
    where h.grain = 'month' and i.family_id is not null and h.starts_on >= ${from} and h.starts_on < ${to}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export type Statistical = { familyId: string; startsOn: string[]; mean: number[]; lo80: number[]; hi80: number[] }

/** The current statistical forecast of each family, in units by month. */
export async function statisticalByFamily(db: Db): Promise<Statistical[]> {
  const { rows } = await sql<Statistical>`
    select f.family_id as "familyId", f.starts_on as "startsOn", f.mean, f.lo80, f.hi80
    from demand.expected f join demand.run r on r.id = f.run_id
    where r.grain = 'month' and r.measure = 'units' and r.standing = 'current' and f.level = 'family'
      and f.territory_id is null and f.family_id is not null
    order by f.family_id`.execute(db)
  return rows
}

/** Units of live order lines, of those that demand holds, and of those it leaves out. */
export async function unitTotals(db: Db): Promise<{ lines: string; history: string; leftOut: string }> {
  const { rows } = await sql<{ lines: string; history: string; leftOut: string }>`
    select (select trim_scale(coalesce(sum(quantity), 0))::text from crm.order_line where ended_at is null) as lines,
      (select trim_scale(coalesce(sum(quantity), 0))::text from demand.history where grain = 'month') as history,
      (select trim_scale(coalesce(sum(quantity), 0))::text from demand.left_out where reason = 'no item') as "leftOut"`.execute(
    db,
  )
  return rows[0]!
}

/** How complete the master data are, by the money that items brought since a day. */
export async function masterDataSince(
  db: Db,
  day: string,
): Promise<{ items: number; incomplete: number; share: number | null }> {
  const { rows } = await sql<{ items: number; incomplete: number; share: number | null }>`
    with sold as (
      select i.id, i.family_id is not null and i.list_price is not null as complete, coalesce(sum(h.amount), 0) as amount
      from company.item i left join demand.history h on h.item_id = i.id and h.grain = 'month' and h.starts_on >= ${day}
      group by i.id)
    select count(*)::int as items, (count(*) filter (where not complete))::int as incomplete,
      (sum(amount) filter (where complete) / nullif(sum(amount), 0))::float8 as share from sold`.execute(db)
  const [found] = rows
  return { ...found!, share: found!.share ?? (found!.items > 0 && found!.incomplete === 0 ? 1 : null) }
}

/** Open deals by family of their products, or else of their item, and month of expected close: times the probability of the stage, in whole minor units. */
export async function dealsByFamily(
  db: Db,
  { from, to }: { from: string; to: string },
): Promise<{ familyId: string; month: string; amountMinor: number }[]> {
  const company = await readCompany(db)
  const money = { currency: sql.ref('deal.currency'), day: sql.ref('deal.expected_close') }
  const worthOf = (minor: string) => inCompanyMoney(company, { ...money, minor: sql.ref(minor) })
  const worth = sql`${worthOf('part.upto_minor')} - ${worthOf('part.before_minor')}`
  const { rows } = await sql<{ familyId: string; month: string; amountMinor: number }>`
    with deal as materialized (
      select id, item_id, amount_minor, currency, expected_close, stage_id from crm.deal
      where outcome = 'open' and ended_at is null and expected_close >= ${from} and expected_close < ${to})
    select part.family_id as "familyId", date_trunc('month', deal.expected_close)::date as month,
      round(sum((${worth}) * s.probability))::bigint as "amountMinor"
    from deal join crm.stage s on s.id = deal.stage_id join (${partsOfDeals('family', sql`deal`)}) part on part.deal_id = deal.id
    where part.family_id is not null group by 1, 2 having sum(${worth}) is not null`.execute(db)
  return rows
}
