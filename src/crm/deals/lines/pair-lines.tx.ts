import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'

/**
 * Finds the lines that the rows of a file are about: by their id, ours or that of the system they came from; without one, the
 * line of the same deal, item and ship date, then the next one of the same deal and item. A line that was removed by hand is
 * known too, so that a file that still has it does not bring it back.
 */
export async function pairWithKnown(tx: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.line_known`.execute(tx)
  await sql`create temp table line_known on commit drop as
    select distinct on (l.identity) l.id, l.identity, l.deal_id, l.item_id, l.ships_on, l.external_id, l.ended_at is null as stands,
      e.id is not null as by_hand, false as is_paired
    from crm.deal_line l left join crm.deal_line_edit e on e.id = l.ended_by
    where l.deal_id in (select deal_id from line_state) or l.external_id in (select external_id from line_state)
    order by l.identity, l.ended_at is null desc, l.recorded_at desc, l.id desc`.execute(tx)
  await sql`create index on line_known (deal_id, item_id)`.execute(tx)
  await sql`analyze line_known`.execute(tx)
  await sql`update line_state n set identity = k.identity, known_id = k.id, external_id = k.external_id from line_known k
    where n.external_id = k.identity::text`.execute(tx)
  await sql`update line_state n set identity = k.identity, known_id = k.id
    from (select distinct on (external_id) * from line_known where external_id is not null order by external_id, stands desc, id desc) k
    where n.identity is null and n.external_id = k.external_id`.execute(tx)
  await pair(tx, true)
  await pair(tx, false)
}

/** The first row of a deal and item (and ship date) takes the first line of them that is free, the second the second. */
async function pair(tx: Tx, sameDay: boolean): Promise<void> {
  const day = sameDay ? sql`, ships_on` : sql``
  const days = sameDay ? sql`and k.ships_on is not distinct from f.ships_on` : sql``
  await sql`update line_known k set is_paired = true from line_state n where n.identity = k.identity`.execute(tx)
  await sql`update line_state n set identity = p.identity, known_id = p.id from (
      select f.row_number, k.identity, k.id
      from (select row_number, deal_id, item_id, ships_on, external_id,
          row_number() over (partition by deal_id, item_id ${day} order by ships_on nulls last, row_number) as nth
        from line_state where identity is null) f
      join (select id, identity, deal_id, item_id, ships_on, external_id,
          row_number() over (partition by deal_id, item_id ${day} order by ships_on nulls last, id) as nth
        from line_known where not is_paired and (stands or by_hand)) k
        on k.deal_id = f.deal_id and k.item_id = f.item_id and k.nth = f.nth ${days} and (f.external_id is null or k.external_id is null)) p
    where p.row_number = n.row_number`.execute(tx)
}
