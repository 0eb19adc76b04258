import { sql } from 'kysely'
import { type Company, readCompany } from '#company/profile.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Terms } from '../terms.ts'

/** A won deal or an order line of the period, before it is credited to anybody. */
export type Sale = {
  kind: 'deal' | 'order line'
  id: string
  label: string
  day: string
  ownerId: string | null
  familyId: string | null
  itemId: string | null
  territoryId: string | null
  currency: string
  /** As it was recorded, in units of its own currency; null without an amount. */
  stated: string | null
  /** In the currency of the plan with six decimals; null without a rate. */
  amount: string | null
  units: string | null
  splits: { personId: string; share: string }[]
}

type Asked = { terms: Terms; from: string; to: string }

/** What may earn credit in [from, to): won deals by close day with their splits, or order lines by order day. */
export async function salesOf(db: Db | Tx, asked: Asked): Promise<Sale[]> {
  const company = await readCompany(db)
  return asked.terms.counts === 'deals' ? wonDeals(db, company, asked) : orderLines(db, company, asked)
}

async function wonDeals(db: Db | Tx, company: Company, { terms, from, to }: Asked): Promise<Sale[]> {
  const stated = sql`deal.amount_minor / 10::numeric ^ money.minor_digits`
  const { rows } = await sql<Sale>`
    select 'deal' as kind, deal.id, deal.name as label, deal.closed_on as day, deal.owner_id as "ownerId",
      item.family_id as "familyId", deal.item_id as "itemId", account.territory_id as "territoryId", deal.currency,
      trim_scale(${stated})::text as stated, ${inPlanMoney(company, terms, { amount: stated, of: 'deal', day: 'closed_on' })} as amount, null as units,
      coalesce((select jsonb_agg(jsonb_build_object('personId', split.person_id, 'share', split.share::text))
        from goals.incentive_split split where split.deal_id = deal.id and split.ended_at is null), '[]') as splits
    from crm.deal deal join company.currency money on money.code = deal.currency
    left join crm.account account on account.id = deal.account_id left join company.item item on item.id = deal.item_id
    where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on >= ${from} and deal.closed_on < ${to}
    order by deal.closed_on, deal.id`.execute(db)
  return rows
}

async function orderLines(db: Db | Tx, company: Company, { terms, from, to }: Asked): Promise<Sale[]> {
  const { rows } = await sql<Sale>`
    select 'order line' as kind, line.id, coalesce(line.order_number, '') || coalesce(' / ' || line.line_number, '') as label,
      line.ordered_on as day, line.owner_id as "ownerId", item.family_id as "familyId", line.item_id as "itemId",
      line.territory_id as "territoryId", line.currency, trim_scale(line.amount)::text as stated,
      ${inPlanMoney(company, terms, { amount: sql`line.amount`, of: 'line', day: 'ordered_on' })} as amount,
      line.quantity::text as units, '[]'::jsonb as splits
    from crm.order_line line left join company.item item on item.id = line.item_id
    where line.ended_at is null and line.owner_id is not null and line.ordered_on >= ${from} and line.ordered_on < ${to}
    order by line.ordered_on, line.id`.execute(db)
  return rows
}

/** By the plan's stated rate, else, for a plan in the company's currency, by the company's rate of the day. */
function inPlanMoney(
  company: Company,
  { currency, statedRates }: Terms,
  { amount, of, day }: { amount: ReturnType<typeof sql>; of: 'deal' | 'line'; day: string },
) {
  const code = sql.ref(`${of}.currency`)
  const stated = sql`(${JSON.stringify(statedRates)}::jsonb ->> ${code})::numeric`
  const ofTheDay = sql`(select rate.rate from company.currency_rate rate where rate.code = ${code}
    and rate.starts_on <= ${sql.ref(`${of}.${day}`)} order by rate.starts_on desc limit 1)`
  const rate = currency === company.currency ? sql`coalesce(${stated}, ${ofTheDay})` : stated
  return sql<string | null>`round(case when ${code} = ${currency} then ${amount} else ${amount} * ${rate} end, 6)::text`
}
