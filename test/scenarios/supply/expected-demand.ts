import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

/**
 * States what is expected of every item, as a run of forecasts would: in each of 18 months the mean of the last twelve,
 * give or take what they differed. Forecasting every series of the company takes twenty times the time, and is demand's own story.
 */
export async function expectAsBefore(work: Work, today: string): Promise<void> {
  const runId = newId()
  await transact(work, async ({ tx, now, emit }) => {
    await sql`delete from pgboss.job where name like 'demand.%'`.execute(tx)
    await sql`insert into demand.run (id, grain, measure, stamp, horizon, series, started_at, finished_at, standing)
      values (${runId}, 'month', 'units', 'as before', 18, 0, ${now}, ${now}, 'current')`.execute(tx)
    await sql`
      with months as (select generate_series(0, 17) as place, date_trunc('month', ${today}::date)::date as first),
      sold as (
        select o.item_id, date_trunc('month', o.ordered_on) as month, sum(o.quantity)::float8 as units
        from crm.order_line o, lateral (select date_trunc('month', ${today}::date) as first) f
        where o.ended_at is null and o.item_id is not null and o.ordered_on < f.first and o.ordered_on >= f.first - interval '12 months'
        group by 1, 2),
      usual as (select item_id, sum(units) / 12 as mean, coalesce(stddev_samp(units), 0) as spread from sold group by 1),
      spans as (
        select array_agg((first + make_interval(months => place))::date order by place) as starts from months group by first)
      insert into demand.forecast (run_id, node, level, item_id, standing, model, observations, inactive, recent, latest, ahead, ahead_lo80,
        ahead_hi80, origins, starts_on, mean, lo80, hi80, lo95, hi95)
      select ${runId}, 'item:' || u.item_id, 'item', u.item_id, 'steady', 'mean of a year', 12, '{}', '{}', u.mean, u.mean, u.mean, u.mean, 0, s.starts,
        array_fill(u.mean, array[18]), array_fill(greatest(0, u.mean - 1.2816 * u.spread), array[18]),
        array_fill(u.mean + 1.2816 * u.spread, array[18]), array_fill(greatest(0, u.mean - 1.96 * u.spread), array[18]),
        array_fill(u.mean + 1.96 * u.spread, array[18])
      from usual u, spans s`.execute(tx)
    await emit('demand.forecasts.published', { runId, grain: 'month', measure: 'units', series: 0 })
  })
}
