import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { measuresContract } from './contract.ts'

type History = z.input<typeof measuresContract.history.reply>
type HistoryAsked = Omit<z.output<typeof measuresContract.history.query>, 'item'> & { itemId: string }
type Turns = z.input<typeof measuresContract.turns.reply>
type TurnsAsked = Omit<z.output<typeof measuresContract.turns.query>, 'item'> & { itemId: string | null }

/** Stock of an item day by day; the sums over the keys under which a file kept it. */
export async function stockHistory(db: Db, asked: HistoryAsked): Promise<History> {
  const key = asked.itemKey ? sql`h.item_key = ${asked.itemKey}` : sql`true`
  const where = sql`h.ended_at is null and h.item_id = ${asked.itemId} and ${key} and ${within(asked)}`
  const { rows } = await sql<History['days'][number]>`
    select h.day, trim_scale(sum(h.units_in))::text as "unitsIn", trim_scale(sum(h.units_out))::text as "unitsOut",
      trim_scale(sum(h.balance))::text as balance, trim_scale(avg(h.unit_cost))::text as "unitCost"
    from supply.stock_day h where ${where} group by h.day order by h.day limit ${asked.limit} offset ${asked.offset}`.execute(
    db,
  )
  const all = await sql<{ total: number; negativeDays: number }>`
    select count(*) as total, count(*) filter (where balance < 0) as "negativeDays"
    from (select sum(h.balance) as balance from supply.stock_day h where ${where} group by h.day) as day`.execute(db)
  const keys = await sql<{ key: string }>`
    select distinct h.item_key as key from supply.stock_day h where h.ended_at is null and h.item_id = ${asked.itemId} and h.item_key is not null
    order by 1`.execute(db)
  return { ...all.rows[0]!, keys: keys.rows.map((row) => row.key), days: rows }
}

/** Turns and days on hand, item by item or in all; each day's sums over sites and keys count as one. */
export async function stockTurns(db: Db, asked: TurnsAsked): Promise<Turns> {
  const one = asked.itemId ? sql`h.item_id = ${asked.itemId}` : sql`true`
  const group = asked.by === 'item' ? sql`d.item_id` : sql`null::uuid`
  const days = sql`
    select h.item_id, h.day, sum(h.units_in) as units_in, sum(h.units_out) as units_out, sum(h.balance) as balance,
      sum(h.units_out * h.unit_cost) as cost_out, sum(h.balance * h.unit_cost) as value
    from supply.stock_day h where h.ended_at is null and ${one} and ${within(asked)} group by 1, 2`
  const byDay =
    asked.by === 'item'
      ? days
      : sql`select null::uuid as item_id, day, sum(units_in) as units_in, sum(units_out) as units_out,
      sum(balance) as balance, sum(cost_out) as cost_out, sum(value) as value from (${days}) as each group by day`
  const { rows } = await sql<Turns['lines'][number] & { total: number; from: string; to: string; days: number }>`
    with d as (${byDay}), span as (select min(day) as first, max(day) as last, max(day) - min(day) + 1 as days from d),
    line as (
      select ${group} as item_id, sum(units_in)::float8 as "unitsIn", sum(units_out)::float8 as "unitsOut", avg(balance)::float8 as "averageBalance",
        (array_agg(balance order by day))[1]::float8 as "openingBalance", (array_agg(balance order by day desc))[1]::float8 as "closingBalance",
        sum(cost_out)::float8 as "costOut", avg(value)::float8 as "averageValue", count(*) filter (where balance < 0) as "negativeDays", count(*) as "daysCounted"
      from d group by 1)
    select i.code as item, i.name as "itemName", l."unitsIn", l."unitsOut", l."openingBalance", l."closingBalance", l."averageBalance", l."costOut",
      l."averageValue", l."negativeDays", l."daysCounted",
      l."costOut" / nullif(l."averageValue", 0) as turns, l."unitsOut" / nullif(l."averageBalance", 0) as "unitTurns",
      l."costOut" / nullif(l."averageValue", 0) * 365 / s.days as "turnsPerYear",
      l."averageBalance" * s.days / nullif(l."unitsOut", 0) as "daysOnHand",
      count(*) over () as total, s.first as "from", s.last as "to", s.days
    from line l cross join span s left join company.item i on i.id = l.item_id
    order by i.code nulls last limit ${asked.limit} offset ${asked.offset}`.execute(db)
  const first = rows[0]
  return {
    total: first?.total ?? 0,
    from: first?.from ?? null,
    to: first?.to ?? null,
    days: first?.days ?? null,
    lines: rows.map(({ total: _, from: __, to: ___, days: ____, ...line }) => line),
  }
}

function within({ from, to }: { from?: string | undefined; to?: string | undefined }): RawBuilder<unknown> {
  return sql`(${from ?? null}::date is null or h.day >= ${from ?? null}::date) and (${to ?? null}::date is null or h.day <= ${to ?? null}::date)`
}
