import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** What is expected of one item in each fiscal month ahead, all territories together, with 80 and 95 % intervals; units. */
export type ExpectedItem = {
  itemId: string
  startsOn: string[]
  mean: number[]
  lo80: number[]
  hi80: number[]
  lo95: number[]
  hi95: number[]
  /** Weighted absolute error of one month ahead, as a share; null where it was not measured. */
  wape: number | null
}

/** The current forecast of every item by month in units; empty before the first run is published. */
export async function expectedItems(db: Db | Tx): Promise<ExpectedItem[]> {
  const { rows } = await sql<ExpectedItem>`
    select f.item_id as "itemId", f.starts_on as "startsOn", f.mean, f.lo80, f.hi80, f.lo95, f.hi95, f.wape
    from demand.expected f join demand.run r on r.id = f.run_id and r.standing = 'current' and r.grain = 'month' and r.measure = 'units'
    where f.level = 'item' and f.territory_id is null and cardinality(f.mean) > 0 order by f.item_id`.execute(db)
  return rows
}
