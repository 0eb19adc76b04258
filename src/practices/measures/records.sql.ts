import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { type Counted, counted } from './counted.sql.ts'
import { fieldsFilled } from './fields.sql.ts'
import { lookedAfter } from './looked-after.sql.ts'
import { type Asking, type Measured, type Measures, MOST_ROWS } from './measured.ts'

/** Checks 5 and 10: whether records are filled, and deals went their way. */
export async function recordMeasures(asking: Asking): Promise<Measures> {
  const [filled, discipline] = await Promise.all([fieldsFilled(asking), stageDiscipline(asking)])
  return { 'fields-filled': filled, 'stage-discipline': discipline }
}

/** Check 9. */
export async function careMeasures(asking: Asking): Promise<Measures> {
  return { 'stale-accounts': await lookedAfter(asking) }
}

/** A won deal passed a stage when some version of it stood there; in order when it first did so from left to right. */
function stageDiscipline(asking: Asking): Promise<Measured> {
  const query = sql<Counted>`
    with won as (
      select deal.id, deal.name, deal.pipeline_id from crm.deal deal
      where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on > ${dayAfter(asking.asOf, -91)} and deal.closed_on <= ${asking.asOf}
    ), first_in as (
      select won.id, stage.position, min(version.valid_at) as at from won
      join crm.deal_version version on version.deal_id = won.id and version.retracted_at is null
      join crm.stage stage on stage.id = version.stage_id and stage.outcome = 'open' group by 1, 2
    ), way as (
      select won.id, won.name,
        (select count(*) from crm.stage where pipeline_id = won.pipeline_id and outcome = 'open') as stages,
        (select count(*) from first_in where first_in.id = won.id) as passed,
        (select coalesce(bool_and(later.at >= earlier.at), true) from first_in earlier join first_in later
          on later.id = earlier.id and later.position > earlier.position where earlier.id = won.id) as in_order
      from won
    )
    select count(*) filter (where passed = stages and in_order) as hits, count(*) as n,
      (select json_agg(json_build_object('label', name, 'detail',
          case when passed < stages then 'passed ' || passed || ' of ' || stages || ' stages' else 'went back and forth' end,
          'to', '/crm/deals?deal=' || id))
        from (select * from way where passed < stages or not in_order order by passed, name limit ${MOST_ROWS}) as listed) as rows
    from way`
  return counted(asking, query, 'No deal was won in the last quarter.')
}
