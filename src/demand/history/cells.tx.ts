import { type RawBuilder, sql } from 'kysely'
import { plainArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { periodWith } from '../calendar.ts'
import { type Grain, grains } from '../schema.ts'
import type { CompanySettings } from './history.sql.ts'
import { rateOf } from './rate.sql.ts'

/** What an order event touched: an item on a day, somewhere or nowhere. */
export type Change = { itemId: string; territoryId: string | null; day: string }
type Cell = { grain: Grain; startsOn: string; endsOn: string; itemId: string; territoryId: string | null }

/** The sums that changes touch: each grain's period of the day, once. */
export function cellsOf(changes: readonly Change[], { calendar }: Pick<CompanySettings, 'calendar'>): Cell[] {
  const cells = new Map<string, Cell>()
  for (const grain of grains) {
    const periods = new Map(
      [...new Set(changes.map(({ day }) => day))].map((day) => [day, periodWith({ grain, calendar, day })]),
    )
    for (const { itemId, territoryId, day } of changes) {
      const { startsOn, endsOn } = periods.get(day)!
      cells.set(`${grain} ${startsOn} ${itemId} ${territoryId}`, { grain, startsOn, endsOn, itemId, territoryId })
    }
  }
  return [...cells.values()]
}

export type Summed = {
  rows: number
  hashes: string
  lines: number
  lastOn: string | null
  unpriced: number
  newLeaves: number
  /** Of the sums that changed in truth, the first period per grain. */
  firstMonth: string | null
  firstWeek: string | null
}

/** From here on the lines of all days between are read once; each cell by itself would read those of its item again and again. */
const fewCells = 200

/** SQL that gives what came of the cells, cell by cell and line by line. */
const linesOfFew = sql`
  select c.grain, c.starts_on, c.item_id, c.territory_id, l.ordered_on, l.currency, l.quantity, l.amount, 1 as order_lines
  from cell c cross join lateral (
      select c.item_id as member union all select s.item_id from demand.successor s where s.successor_id = c.item_id) m
    cross join lateral (select * from demand.counted_line l where l.item_id = m.member
      and l.ordered_on between c.starts_on and c.ends_on and l.territory_id is not distinct from c.territory_id offset 0) l`

const nowhere = sql`'00000000-0000-0000-0000-000000000000'::uuid`

/** The same by reading all lines from the first to the last of their days once, and summing them by day before they meet the cells. */
function linesOfMany(cells: readonly Cell[]) {
  const from = cells.map(({ startsOn }) => startsOn).sort()[0]!
  const to = cells
    .map(({ endsOn }) => endsOn)
    .sort()
    .at(-1)!
  return sql`
    select c.grain, c.starts_on, c.item_id, c.territory_id, l.ordered_on, l.currency, l.quantity, l.amount, l.order_lines
    from (
      select item_id, coalesce(territory_id, ${nowhere}) as place, ordered_on, currency, sum(quantity) as quantity,
        sum(amount) as amount, count(*)::int as order_lines
      from demand.counted_line where ordered_on between ${from} and ${to} group by 1, 2, 3, 4 offset 0) l
    left join demand.successor s on s.item_id = l.item_id
    join (
      select p.grain, p.starts_on, day::date as ordered_on from (select distinct grain, starts_on, ends_on from cell) p,
        generate_series(p.starts_on, p.ends_on, interval '1 day') as day offset 0) p on p.ordered_on = l.ordered_on
    join cell c on c.grain = p.grain and c.starts_on = p.starts_on and c.item_id = coalesce(s.successor_id, l.item_id)
      and coalesce(c.territory_id, ${nowhere}) = l.place`
}

/**
 * SQL over `c`: what stood of an item at a place, in words that an index answers: told "not distinct", PostgreSQL compares each cell with
 * all sums of its period, which for a load of order lines takes seconds.
 */
function heldIn(what: RawBuilder<unknown>, when: RawBuilder<unknown>) {
  const of = sql`select ${what} from demand.history e where e.grain = c.grain and e.item_id = c.item_id ${when}`
  return sql`${of} and e.territory_id = c.territory_id union all ${of} and e.territory_id is null and c.territory_id is null`
}

/** Sums the cells anew from their order lines, writes them in place of what stood, and says what that changed. */
export async function sumCells(
  tx: Tx,
  { cells, company }: { cells: readonly Cell[]; company: CompanySettings },
): Promise<Summed> {
  const column = (name: keyof Cell) => plainArray(cells.map((cell) => cell[name]))
  const { rows } = await sql<Summed>`
    with cell as materialized (
      select * from unnest(${column('grain')}::text[], ${column('startsOn')}::date[], ${column('endsOn')}::date[],
        ${column('itemId')}::uuid[], ${column('territoryId')}::uuid[]) as c (grain, starts_on, ends_on, item_id, territory_id)
    ), line as materialized (
      select l.*, ${rateOf(company.currency)} as rate
      from (${cells.length > fewCells ? linesOfMany(cells) : linesOfFew}) l
    ), gone as (
      delete from demand.history h using cell c cross join lateral (${heldIn(sql`e.ctid as place`, sql`and e.starts_on = c.starts_on`)}) x
      where h.ctid = x.place returning h.*
    ), put as (
      insert into demand.history (grain, starts_on, item_id, territory_id, quantity, amount, order_lines)
      select grain, starts_on, item_id, territory_id, trim_scale(sum(quantity)), trim_scale(coalesce(sum(amount * rate), 0)),
        sum(order_lines)::int
      from line group by grain, starts_on, item_id, territory_id returning *
    ), changed as (
      (select 1 as sign, p::text as said, p.* from put p) union all (select -1, g::text, g.* from gone g)
    ), differing as (
      select grain, starts_on from changed group by said, grain, starts_on having sum(sign) <> 0
    )
    select (select coalesce(sum(sign), 0)::int from changed) as rows,
      (select coalesce(sum(sign * hashtextextended(said, 0)::numeric), 0)::text from changed) as hashes,
      (select coalesce(sum(sign * order_lines) filter (where grain = 'month'), 0)::int from changed) as lines,
      (select max(ordered_on) from line) as "lastOn",
      (select coalesce(sum(order_lines) filter (where rate is null), 0)::int from line) as unpriced,
      (select count(*)::int from put c where not exists (${heldIn(sql`1`, sql``)})) as "newLeaves",
      (select min(starts_on) from differing where grain = 'month') as "firstMonth",
      (select min(starts_on) from differing where grain = 'week') as "firstWeek"`.execute(tx)
  return rows[0]!
}
