import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Policy } from './schema.ts'

/** What holds where nothing more particular is said. */
export async function supplyPolicy(db: Db | Tx): Promise<Policy> {
  const { rows } = await sql<Policy>`
    select horizon_periods as "horizonPeriods", service_target::float8 as "serviceTarget", holding_rate::float8 as "holdingRate",
      late_share::float8 as "lateShare", lost_margin_share::float8 as "lostMarginShare", buy_lead_days::float8 as "buyLeadDays",
      cost_share::float8 as "costShare", frozen_periods as "frozenPeriods", time_limit_seconds as "timeLimitSeconds", lots
    from supply.policy`.execute(db)
  return rows[0]!
}
