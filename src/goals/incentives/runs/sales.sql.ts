import { sql } from 'kysely'
import { type Company, readCompany } from '#company/profile.sql.ts'
import { partsOfDeals } from '#crm/deal-parts.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Terms } from '../terms.ts'

/** A won deal or an order line of the period, before it is credited to anybody. */
export type Sale = {
  kind: 'deal' | 'order line'
  id: string
  label: string
  day: string
  ownerId: string | null
  territoryId: string | null
  currency: string
  /** As it was recorded, in units of its own currency; null without an amount. */
  stated: string | null
  /** In the currency of the plan with six decimals; null without a rate. */
  amount: string | null
  /** What it is of, item by item; amounts as above, adding up to the whole. */
  parts: SalePart[]
  splits: { personId: string; share: string }[]
}

export type SalePart = {
  itemId: string | null
  familyId: string | null
  name: string | null
  amount: string | null
  units: string | null
}

type Asked = { terms: Terms; from: string; to: string }

/** What may earn credit in [from, to): won deals by close day with their splits, or order lines by order day. */
export async function salesOf(db: Db | Tx, asked: Asked): Promise<Sale[]> {
  const company = await readCompany(db)
  return asked.terms.counts === 'deals' ? wonDeals(db, company, asked) : orderLines(db, company, asked)
}

async function wonDeals(db: Db | Tx, company: Company, { terms, from, to }: Asked): Promise<Sale[]> {
  const statedOf = (minor: string) => sql`${sql.ref(minor)} / 10::numeric ^ money.minor_digits`
  const worthOf = (minor: string) =>
    inPlanMoney(company, terms, { amount: statedOf(minor), of: 'deal', day: 'closed_on' })
  const { rows } = await sql<Sale>`
    with won as materialized (
      select id, item_id, amount_minor from crm.deal
      where ended_at is null and outcome = 'won' and closed_on >= ${from} and closed_on < ${to}
    ), part as (${partsOfDeals('item', sql`won`)}), divided as (
      select part.deal_id, jsonb_agg(jsonb_build_object('itemId', part.item_id, 'familyId', item.family_id, 'name', item.name,
        'amount', (${worthOf('part.upto_minor')} - ${worthOf('part.before_minor')})::text, 'units', part.quantity::text)) as parts
      from part join crm.deal deal on deal.id = part.deal_id join company.currency money on money.code = deal.currency
      left join company.item item on item.id = part.item_id group by 1
    )
    select 'deal' as kind, deal.id, deal.name as label, deal.closed_on as day, deal.owner_id as "ownerId",
      account.territory_id as "territoryId", deal.currency, trim_scale(${statedOf('deal.amount_minor')})::text as stated,
      ${worthOf('deal.amount_minor')}::text as amount, divided.parts,
      coalesce((select jsonb_agg(jsonb_build_object('personId', split.person_id, 'share', split.share::text))
        from goals.incentive_split split where split.deal_id = deal.id and split.ended_at is null), '[]') as splits
    from divided join crm.deal deal on deal.id = divided.deal_id join company.currency money on money.code = deal.currency
    left join crm.account account on account.id = deal.account_id
    order by deal.closed_on, deal.id`.execute(db)
  return rows
}

async function orderLines(db: Db | Tx, company: Company, { terms, from, to }: Asked): Promise<Sale[]> {
  const worth = inPlanMoney(company, terms, { amount: sql`line.amount`, of: 'line', day: 'ordered_on' })
  const { rows } = await sql<Sale>`
    select 'order line' as kind, line.id, coalesce(line.order_number, '') || coalesce(' / ' || line.line_number, '') as label,
      line.ordered_on as day, line.owner_id as "ownerId",
      line.territory_id as "territoryId", line.currency, trim_scale(line.amount)::text as stated,
      ${worth}::text as amount, '[]'::jsonb as splits,
      jsonb_build_array(jsonb_build_object('itemId', line.item_id, 'familyId', item.family_id, 'name', item.name,
        'amount', ${worth}::text, 'units', line.quantity::text)) as parts
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
  return sql`round(case when ${code} = ${currency} then ${amount} else ${amount} * ${rate} end, 6)`
}
