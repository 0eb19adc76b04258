import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { measuresContract } from './contract.ts'

type Asked = z.output<typeof measuresContract.otif.query> & { today: string }
type Reply = z.input<typeof measuresContract.otif.reply>

const groups: Record<Asked['by'], { group: RawBuilder<unknown>; id: RawBuilder<unknown> }> = {
  all: { group: sql`null::text`, id: sql`null::uuid` },
  item: { group: sql`null::text`, id: sql`null::uuid` },
  month: { group: sql`to_char(o.due_on, 'YYYY-MM')`, id: sql`null::uuid` },
  family: { group: sql`f.name`, id: sql`f.id` },
  territory: { group: sql`t.name`, id: sql`t.id` },
  channel: { group: sql`o.channel`, id: sql`null::uuid` },
}

/** Order lines with a due day, by how they were delivered; a line that has not shipped counts once its due day is over. */
export async function deliveredBy(db: Db, scope: Scope, asked: Asked): Promise<Reply> {
  const { item = null, from = null, to = null, today } = asked
  const hasItem = asked.by === 'item'
  const { group, id } = groups[asked.by]
  const seen = sql`o.ended_at is null and o.quantity > 0 and ${ownedBy(scope.sees.orders, sql.ref('o.owner_id'))}
    and (${item}::text is null or i.id::text = ${item} or i.code = ${item} or lower(i.name) = lower(${item}))`
  const counted = sql`o.due_on is not null and (o.shipped_on is not null or o.due_on < ${today}::date)`
  const inFull = sql`o.shipped_on is not null and coalesce(o.shipped_quantity, o.quantity) >= o.quantity`
  const tables = sql`crm.order_line o left join company.item i on i.id = o.item_id left join company.family f on f.id = i.family_id
    left join company.territory t on t.id = o.territory_id`
  const { rows } = await sql<Reply['lines'][number] & { total: number }>`
    select ${hasItem ? sql`i.code` : sql`null::text`} as item, ${hasItem ? sql`i.name` : sql`null::text`} as "itemName", ${group} as "group", ${id} as "groupId",
      count(*)::int as "orderLines", (count(*) filter (where o.shipped_on <= o.due_on))::int as "onTimeLines", (count(*) filter (where ${inFull}))::int as "inFullLines",
      (count(*) filter (where o.shipped_on <= o.due_on and ${inFull}))::int as "otifLines",
      (count(*) filter (where o.shipped_on <= o.due_on))::float8 / count(*) as "onTime", (count(*) filter (where ${inFull}))::float8 / count(*) as "inFull",
      (count(*) filter (where o.shipped_on <= o.due_on and ${inFull}))::float8 / count(*) as otif,
      (sum(case when o.shipped_on is null then 0 else least(coalesce(o.shipped_quantity, o.quantity), o.quantity) end) / nullif(sum(o.quantity), 0))::float8 as "fillRate",
      avg(o.shipped_on - o.ordered_on)::float8 as "meanDaysToShip", count(*) over () as total
    from ${tables} where ${seen} and ${counted}
      and (${from}::date is null or o.due_on >= ${from}::date) and (${to}::date is null or o.due_on <= ${to}::date)
    group by 1, 2, 3, 4 order by 1 nulls last, 3 nulls last limit ${asked.limit} offset ${asked.offset}`.execute(db)
  const out = await sql<{ withoutDueDay: number; notYetDue: number }>`
    select count(*) filter (where o.due_on is null) as "withoutDueDay", count(*) filter (where o.due_on is not null and not (${counted})) as "notYetDue"
    from ${tables} where ${seen}`.execute(db)
  return { total: rows[0]?.total ?? 0, ...out.rows[0]!, lines: rows.map(({ total: _, ...line }) => line) }
}
