import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** A product of a deal with the days at whose ends it held; days since 1970, `until` and `ended` null while it stands. */
export type LineSpan = {
  dealId: string
  itemId: string
  /** In the currency of the deal. */
  minor: number
  from: number
  until: number | null
  /** When it was learned, and when its end was. */
  recorded: number
  ended: number | null
  /** Its own maker took it back: it never was. */
  never: boolean
}

/** The products of all deals, or of some, as they ever were. */
export async function lineSpans(
  db: Db | Tx,
  { timeZone, deals }: { timeZone: string; deals: readonly string[] | null },
): Promise<LineSpan[]> {
  const day = (instant: string) => sql`((${sql.ref(instant)} at time zone ${timeZone})::date - date '1970-01-01')`
  const { rows } = await sql<LineSpan>`
    select deal_id as "dealId", item_id as "itemId", amount_minor as minor, ${day('valid_at')} as "from",
      coalesce(${day('valid_until')}, ${day('ended_at')}) as until, ${day('recorded_at')} as recorded, ${day('ended_at')} as ended,
      coalesce(ended_by = coalesce(import_id, edit_id), false) as never
    from crm.deal_line ${deals ? sql`where deal_id = any(${[...deals]}::uuid[])` : sql``} order by deal_id, id`.execute(
    db,
  )
  return rows
}
