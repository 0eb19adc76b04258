import { type RawBuilder, sql } from 'kysely'

/**
 * How the amounts of some deals divide by what the deals are of, as a query: a row per deal and item, or family, with `deal_id`,
 * `item_id` or `family_id` (null for what is of none), `quantity` (of products), `before_minor` and `upto_minor` in the deal's
 * currency, and `is_first`, true once per deal. Products count at their amounts; what they leave of the deal, or take beyond
 * it, is of none. A deal without products is of its own item.
 *
 * A part is worth the difference of `upto_minor` and `before_minor`, each converted and rounded by itself: so parts add up to
 * what the deal is worth, to the minor unit, in any currency and however it is shared. Parts of a deal without an amount have
 * none. `of` names a table of deals with their `id`, `item_id` and `amount_minor`; it is read twice.
 */
export function partsOfDeals(by: 'item' | 'family', of: RawBuilder<unknown>): RawBuilder<unknown> {
  const name = sql.ref(`${by}_id`)
  const keyOf = (table: 'line' | 'deal') => (by === 'item' ? sql.ref(`${table}.item_id`) : sql`item.family_id`)
  const itemOf = (table: 'line' | 'deal') =>
    by === 'item' ? sql`` : sql`left join company.item item on item.id = ${sql.ref(`${table}.item_id`)}`
  return sql`
    with listed as materialized (
      select deal.id as deal_id, deal.amount_minor, ${keyOf('line')} as ${name}, sum(line.quantity) as quantity,
        case when deal.amount_minor is not null then sum(line.amount_minor) end::bigint as part_minor
      from ${of} deal join crm.deal_line line on line.deal_id = deal.id and line.ended_at is null ${itemOf('line')}
      group by 1, 2, 3
    )
    select deal_id, ${name}, quantity, coalesce(sum(part_minor) over before, 0)::bigint as before_minor,
      coalesce(sum(part_minor) over before, 0)::bigint + part_minor as upto_minor, row_number() over (partition by deal_id order by ${name}) = 1 as is_first
    from listed window before as (partition by deal_id order by ${name} rows between unbounded preceding and 1 preceding)
    union all
    select deal_id, null, null, sum(part_minor)::bigint, amount_minor, false from listed
    group by deal_id, amount_minor having sum(part_minor) <> amount_minor
    union all
    select deal.id, ${keyOf('deal')}, null, 0, deal.amount_minor, true from ${of} deal ${itemOf('deal')}
    where not exists (select from listed where listed.deal_id = deal.id)`
}
