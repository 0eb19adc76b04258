import { type RawBuilder, sql } from 'kysely'
import { setFrom } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import { dealFields } from './fields.ts'

/** Deals, as SQL that selects their deal_id; `at` is when they changed, by default when the version that shows was recorded. */
export type Projected = { of: RawBuilder<unknown>; at?: string }

/**
 * Brings deals in line with their history: the newest (valid_at, recorded_at) that is not retracted shows. A deal of
 * which nothing stands any more stays as it was; endEmptyDeals ends it.
 */
export async function projectDeals(tx: Tx, { of, at }: Projected): Promise<void> {
  const changedAt = at === undefined ? sql`v.recorded_at` : sql`${at}::timestamptz`
  await sql`with these as (${of})
    update crm.deal d set ${setFrom(dealFields, 'v')}, pipeline_id = st.pipeline_id, outcome = st.outcome,
      stage_since = since.valid_at, changed_at = ${changedAt}, ended_at = null
    from these
      cross join lateral (select * from crm.deal_version v where v.deal_id = these.deal_id and v.retracted_at is null
        order by v.valid_at desc, v.recorded_at desc, v.id desc limit 1) as v
      cross join lateral (select valid_at from (select valid_at, stage_id is distinct from lag(stage_id) over (order by valid_at, recorded_at, id) as entered
          from crm.deal_version s where s.deal_id = these.deal_id and s.retracted_at is null) as story
        where entered order by valid_at desc limit 1) as since
      join crm.stage st on st.id = v.stage_id
    where d.id = these.deal_id`.execute(tx)
}

/** Ends those of the deals of which no version stands. Returns how many. */
export async function endEmptyDeals(tx: Tx, { of, at }: Required<Projected>): Promise<number> {
  const ended = await sql`with these as (${of})
    update crm.deal d set ended_at = ${at}, changed_at = ${at} from these
    where d.id = these.deal_id and d.ended_at is null
      and not exists (select 1 from crm.deal_version v where v.deal_id = d.id and v.retracted_at is null)`.execute(tx)
  return Number(ended.numAffectedRows ?? 0)
}
