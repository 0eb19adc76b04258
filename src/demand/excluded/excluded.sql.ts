import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { noDemandWords } from './no-demand-words.ts'
import type { Proposal, StandingRule } from './schema.ts'

/** Rules that stand, newest first, each with the order lines it leaves out. */
export async function standingRules(db: Db): Promise<StandingRule[]> {
  const { rows } = await sql<StandingRule>`
    select e.id, e.kind, e.item_id as "itemId", e.words, e.order_number as "orderNumber", e.reason, e.note, e.by_name as by, e.at,
      case e.kind when 'item' then i.name when 'words' then 'Items with “' || e.words || '” in name or code'
        when 'order' then 'Order ' || e.order_number when 'free lines' then 'Lines without a price' else 'Returns' end as name,
      x.*
    from demand.exclusion e left join company.item i on i.id = e.item_id
    cross join lateral (
      select count(*)::int as "orderLines", trim_scale(coalesce(sum(l.quantity), 0))::text as quantity,
        min(l.ordered_on) as "firstOn", max(l.ordered_on) as "lastOn"
      from crm.order_line l left join company.item li on li.id = l.item_id
      where l.ended_at is null and case e.kind when 'item' then l.item_id = e.item_id
        when 'words' then strpos(lower(li.name), lower(e.words)) > 0 or strpos(lower(li.code), lower(e.words)) > 0
        when 'order' then l.order_number = e.order_number when 'free lines' then l.amount = 0 else l.quantity < 0 end) as x
    where e.ended_at is null order by e.at desc, e.id`.execute(db)
  return rows
}

const counted = sql`count(*)::int as "orderLines", trim_scale(sum(l.quantity))::text as quantity, min(l.ordered_on) as "firstOn",
  max(l.ordered_on) as "lastOn"`

/** An order stands out when it holds more than this many times what 95 of 100 orders of its items hold at most. */
const timesUsual = 8
/** An item needs as many orders to tell what is usual. */
const fewestOrders = 20
const mostProposals = 20

/** What the data suggest to leave out: items by their words, lines without a price, orders and returns of unheard-of size. */
export async function proposals(db: Db): Promise<Proposal[]> {
  const [items, free, orders] = await Promise.all([itemsByWords(db), freeLines(db), largeOrders(db)])
  return [...items, ...free, ...orders].slice(0, mostProposals)
}

async function itemsByWords(db: Db): Promise<Proposal[]> {
  const words = noDemandWords.map(({ word }) => word)
  const reasons = noDemandWords.map(({ reason }) => reason)
  const { rows } = await sql<Proposal>`
    with named as materialized (
      select i.id, i.name, w.word, w.reason from company.item i
      join lateral (select * from unnest(${words}::text[], ${reasons}::text[]) as w (word, reason)
        where lower(i.name || ' ' || i.code) ~ ('(^|[^[:alpha:]])' || w.word || '([^[:alpha:]]|$)') limit 1) w on true
    )
    select 'item' as kind, i.id as "itemId", null as words, null as "orderNumber", i.reason, null as note, i.name,
      'Its name or code has the word “' || i.word || '”.' as why, ${counted}
    from named i join demand.counted_line l on l.item_id = i.id
    group by i.id, i.name, i.reason, i.word order by count(*) desc limit ${mostProposals}`.execute(db)
  return rows
}

async function freeLines(db: Db): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select 'free lines' as kind, null as "itemId", null as words, null as "orderNumber", 'sample' as reason, null as note,
      'Lines without a price' as name, 'They have a quantity and an amount of zero, as samples and replacements have.' as why, ${counted}
    from demand.counted_line l where l.amount = 0 and l.quantity > 0 and l.item_id is not null having count(*) > 0`.execute(
    db,
  )
  return rows
}

async function largeOrders(db: Db): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    with placed as (
      select order_number, item_id, sum(quantity) as size, count(*) as lines, min(ordered_on) as first_on, max(ordered_on) as last_on
      from demand.counted_line where order_number is not null and item_id is not null group by 1, 2
    ), usual as (
      select item_id, percentile_cont(0.95) within group (order by size) as p95 from placed where size > 0
      group by 1 having count(*) >= ${fewestOrders}
    )
    select 'order' as kind, null as "itemId", null as words, p.order_number as "orderNumber",
      case when sum(p.size) < 0 then 'return' else 'one-off project' end as reason, null as note, 'Order ' || p.order_number as name,
      'It holds ' || round(max(abs(p.size) / u.p95)) || ' times what 95 of 100 orders of ' || min(i.name) || ' hold at most.' as why,
      sum(p.lines)::int as "orderLines", trim_scale(sum(p.size))::text as quantity, min(p.first_on) as "firstOn", max(p.last_on) as "lastOn"
    from placed p join usual u on u.item_id = p.item_id join company.item i on i.id = p.item_id
    where abs(p.size) > ${timesUsual} * u.p95 group by p.order_number order by max(abs(p.size) / u.p95) desc limit ${mostProposals}`.execute(
    db,
  )
  return rows
}
