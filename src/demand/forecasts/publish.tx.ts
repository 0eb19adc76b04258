import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type CompanyCalendar, periodsFrom, seasonLength, startAfter, type Timeline } from '../calendar.ts'
import { type Forecast, horizons } from '../forecast.ts'
import { keepResponses } from '../moving/keep.tx.ts'
import type { Outcome } from '../outcomes.ts'
import type { Grain, Measure } from '../schema.ts'
import type { Series } from '../series.ts'
import { summarise } from '../summary.ts'
import { keepWidths } from '../traits/keep.tx.ts'
import type { Widths } from '../traits/widths.ts'
import { publishVersion } from '../versions/publish.tx.ts'

/** A run that has begun: what its rows need to be written. */
export type Run = {
  id: string
  grain: Grain
  measure: Measure
  timeline: Timeline | null
  calendar: CompanyCalendar
}

/** Begins a run. What an interrupted one of the same kind left behind is removed; the current run stays as it is. */
export async function beginRun(
  work: Work,
  given: Omit<Run, 'id'> & { stamp: string; basis: string; series: number },
): Promise<Run> {
  const { grain, measure, timeline } = given
  const id = newId()
  await transact(work, async ({ tx, now, emit }) => {
    await sql`delete from demand.run where grain = ${grain} and measure = ${measure} and standing is null`.execute(tx)
    await sql`
      insert into demand.run (id, grain, measure, stamp, basis, horizon, history_from, closed_to, series, started_at)
      values (${id}, ${grain}, ${measure}, ${given.stamp}, ${given.basis}, ${horizons[grain]},
        ${timeline?.periods[0]?.startsOn ?? null}, ${timeline?.periods[timeline.closed - 1]?.endsOn ?? null},
        ${given.series}, ${now})`.execute(tx)
    await emit('demand.forecasts.begun', { runId: id, grain, measure, series: given.series })
  })
  return { id, grain, measure, timeline, calendar: given.calendar }
}

/** One series and what came out for it. */
export type Result = { series: Series; input: string; forecast: Forecast; outcome: Outcome }

/** Rows per insert. */
const chunk = 500

/**
 * Writes a run and makes it the current one, the current one the previous, and forgets those before: all or nothing. What the old
 * models last said, moved by all that came, is published before: so a later version knows what of its change the data made.
 */
export async function publishRun(
  work: Work,
  {
    run,
    results,
    learned,
  }: { run: Run; results: readonly Result[]; learned: { closedTo: string; widths: Widths } | null },
): Promise<void> {
  const { id, grain, measure } = run
  await transact(work, async ({ tx, now, audit, emit }) => {
    for (let at = 0; at < results.length; at += chunk) {
      const rows = JSON.stringify(results.slice(at, at + chunk).map((each) => rowOf({ run, ...each })))
      await sql`insert into demand.forecast
        select * from jsonb_populate_recordset(null::demand.forecast, ${rows}::jsonb)`.execute(tx)
    }
    await keepBaseForecasts({ tx, run, results })
    await keepResponses(tx, { runId: id, results })
    if (learned) await keepWidths(tx, { grain, measure, ...learned })
    await publishVersion(tx, { view: run, now, today: await companyToday(tx, work.workspace.clock()) })
    const kind = sql`grain = ${grain} and measure = ${measure}`
    await sql`delete from demand.run where ${kind} and standing = 'previous'`.execute(tx)
    await sql`update demand.run set standing = 'previous' where ${kind} and standing = 'current'`.execute(tx)
    await sql`update demand.run set standing = 'current', finished_at = ${now} where id = ${id}`.execute(tx)
    await audit({
      command: 'demand.publish',
      noun: 'demand',
      subjectId: id,
      summary: `Published forecasts of ${results.length} series in ${measure} by ${grain}`,
    })
    await emit('demand.forecasts.published', { runId: id, grain, measure, series: results.length })
  })
}

/** Keeps what was forecast of each series alone, with its input; series that are gone are forgotten. */
async function keepBaseForecasts({
  tx,
  run,
  results,
}: {
  tx: Tx
  run: Run
  results: readonly Result[]
}): Promise<void> {
  const { grain, measure, timeline } = run
  for (let at = 0; at < results.length; at += chunk) {
    const rows = results.slice(at, at + chunk).map(({ series, input, forecast }) => {
      const findings = forecast.findings.map((each) => ({ ...each, startsOn: timeline!.periods[each.at]!.startsOn }))
      return { node: series.name, input, forecast: { ...forecast, findings } }
    })
    await sql`
      insert into demand.alone (grain, measure, node, input, forecast)
      select ${grain}, ${measure}, r.node, r.input, r.forecast
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (node text, input text, forecast jsonb)
      on conflict (grain, measure, node) do update set input = excluded.input, forecast = excluded.forecast
        where demand.alone.input <> excluded.input
          or demand.alone.forecast -> 'isMeasured' is distinct from excluded.forecast -> 'isMeasured'`.execute(tx)
  }
  await sql`delete from demand.made_elsewhere where grain = ${grain} and measure = ${measure}`.execute(tx)
  await sql`delete from demand.alone where grain = ${grain} and measure = ${measure}
    and node <> all(${results.map(({ series }) => series.name)}::text[])`.execute(tx)
}

function rowOf({ run, series, outcome }: Pick<Result, 'series' | 'outcome'> & { run: Run }): Record<string, unknown> {
  const { grain, timeline } = run
  const { accuracy } = outcome
  const isRunning = timeline !== null && timeline.periods[timeline.closed] !== undefined
  const summary = summarise({
    ...outcome,
    grain,
    seasonLength: seasonLength(grain, run.calendar),
    values: series.values,
    isRunning,
  })
  const dayAt = (index: number) => timeline?.periods[index]?.startsOn ?? null
  return {
    run_id: run.id,
    node: series.name,
    level: series.node.level,
    family_id: series.node.familyId,
    item_id: series.node.itemId,
    territory_id: series.node.territoryId,
    standing: series.standing,
    model: outcome.model,
    reason: outcome.reason,
    observations: series.values.filter((value) => !Number.isNaN(value)).length,
    begins_on: dayAt(series.from),
    inactive: [...series.values].flatMap((value, i) => (Number.isNaN(value) ? [dayAt(series.from + i)] : [])),
    recent: summary.recent,
    latest: summary.latest,
    last_year: summary.lastYear,
    ahead: summary.ahead,
    ahead_lo80: summary.aheadLo80,
    ahead_hi80: summary.aheadHi80,
    ahead_year_before: summary.aheadYearBefore,
    wape: accuracy?.wape,
    mase: accuracy?.mase,
    bias: accuracy?.bias,
    coverage80: accuracy?.coverage80,
    coverage95: accuracy?.coverage95,
    naive_wape: accuracy?.naiveWape,
    by_lag: accuracy?.byLag,
    origins: accuracy?.origins ?? 0,
    cannot_tell: outcome.cannotTell,
    starts_on: startsAhead(run, outcome.mean.length),
    mean: outcome.mean,
    lo80: outcome.lo80,
    hi80: outcome.hi80,
    lo95: outcome.lo95,
    hi95: outcome.hi95,
  }
}

/** The first days of the periods ahead: they begin where the closed ones end. */
function startsAhead({ grain, calendar, timeline }: Run, count: number): string[] {
  const last = timeline?.periods[timeline.closed - 1]
  if (!last || count === 0) return []
  const startsOn = startAfter({ grain, calendar, startsOn: last.startsOn })
  return periodsFrom({ grain, calendar, startsOn, count }).map((period) => period.startsOn)
}
