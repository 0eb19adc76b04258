import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { accuracyOf, type Backtest } from '../accuracy.ts'
import { type CompanyCalendar, seasonLength, type Timeline } from '../calendar.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { atPlace } from '../forecasts/place.sql.ts'
import { companySettings, type Held } from '../history/history.sql.ts'
import type { Group } from '../node.ts'
import type { Accuracy } from '../schema.ts'
import type { Together } from './group-forecast.sql.ts'
import { inGroup, saidOf } from './members.sql.ts'
import { reachOf } from './together.ts'

/** What items together were expected to hold at earlier times. */
type Past = {
  at: number
  mean: number[]
  naive: number[]
  sums: number[]
  squares: number[]
  sums95: number[]
  squares95: number[]
}

type Measured = { accuracy: Accuracy | null; cannotTell: string | null }

/** How good forecasts of a group have been: those of its items, each alone, summed as they stood at earlier times, against what came. */
export async function groupAccuracy(
  db: Db,
  given: { view: View; group: Group; timeline: Timeline; held: readonly Held[]; together: Together },
): Promise<Measured> {
  const { view, group, timeline, held, together } = given
  const { calendar } = await companySettings(db)
  return measuredBy(await groupPast(db, { view, group }), { view, timeline, held, together, calendar })
}

/** The same of all groups by an attribute, by value; ranges are left to where one is opened. */
export async function groupAccuracies(
  db: Db,
  { view, by, territoryId, timeline }: { view: View; by: string; territoryId: string | null; timeline: Timeline },
): Promise<Map<string, Accuracy | null>> {
  const size = view.measure === 'units' ? sql`h.quantity` : sql`h.amount`
  const [past, { rows }, { calendar }] = await Promise.all([
    pastOf(db, { view, by, territoryId, which: sql`true` }),
    sql<{ said: string; held: Held[] }>`
      select said, jsonb_agg(jsonb_build_object('startsOn', starts_on, 'value', held::text)) as held
      from (select ${saidOf(by)} as said, h.starts_on, sum(${size}) as held from demand.history h join company.item i on i.id = h.item_id
        where h.grain = ${view.grain} and (${territoryId}::uuid is null or h.territory_id = ${territoryId}) group by 1, 2) x group by 1`.execute(
      db,
    ),
    companySettings(db),
  ])
  const origins = Map.groupBy(past, ({ said }) => said)
  const together = { of80: 0, of95: 0 }
  return new Map(
    rows.map(({ said, held }) => [
      said,
      measuredBy(origins.get(said) ?? [], { view, timeline, held, together, calendar }).accuracy,
    ]),
  )
}

function measuredBy(
  past: readonly Past[],
  given: { view: View; timeline: Timeline; held: readonly Held[]; together: Together; calendar: CompanyCalendar },
): Measured {
  const { view, timeline, held, together, calendar } = given
  const { first, closed, periods } = timeline
  const byStart = new Map(held.map(({ startsOn, value }) => [startsOn, Number(value)]))
  const values = Float64Array.from(periods.slice(first, closed), ({ startsOn }) => byStart.get(startsOn) ?? 0)
  return accuracyOf({
    series: {
      ...{ grain: view.grain, seasonLength: seasonLength(view.grain, calendar), values, from: first, closed },
      ...{ decided: [], siblings: [], priors: [], promoted: null },
    },
    backtests: past.map((each) => backtestOf(each, together)),
  })
}

function backtestOf({ at, mean, naive, ...ranges }: Past, { of80, of95 }: Together): Backtest {
  const reach = mean.map((_, i) => reachOf({ sum: ranges.sums[i]!, squares: ranges.squares[i]! }, of80))
  const reach95 = mean.map((_, i) => reachOf({ sum: ranges.sums95[i]!, squares: ranges.squares95[i]! }, of95))
  const below = (by: readonly number[]) => mean.map((each, i) => Math.max(0, each - by[i]!))
  const above = (by: readonly number[]) => mean.map((each, i) => each + by[i]!)
  return { at, mean, naive, lo80: below(reach), hi80: above(reach), lo95: below(reach95), hi95: above(reach95) }
}

/** What was forecast of the items of a group at earlier times, summed. */
export function groupPast(db: Db, { view, group }: { view: View; group: Group }): Promise<Past[]> {
  const { by, territoryId } = group
  return pastOf(db, { view, by, territoryId, which: inGroup(group) })
}

async function pastOf(
  db: Db,
  given: { view: View; by: string; territoryId: string | null; which: RawBuilder<unknown> },
): Promise<(Past & { said: string })[]> {
  const { view, by, territoryId, which } = given
  const list = (name: string) => sql`jsonb_array_elements_text(t -> ${sql.lit(name)})`
  const { rows } = await sql<Past & { said: string }>`
    with step as (
      select ${saidOf(by)} as said, (t ->> 'at')::int as at, x.place, sum(x.mean::float8) as mean, sum(x.naive::float8) as naive,
        sum((x.hi80::float8 - x.lo80::float8) / 2) as sums, sum(((x.hi80::float8 - x.lo80::float8) / 2) ^ 2) as squares,
        sum((x.hi95::float8 - x.lo95::float8) / 2) as sums95, sum(((x.hi95::float8 - x.lo95::float8) / 2) ^ 2) as squares95
      from demand.forecast f join demand.run r on r.id = f.run_id and r.grain = ${view.grain} and r.measure = ${view.measure} and r.standing = 'current'
      join company.item i on i.id = f.item_id
      join demand.alone a on a.grain = r.grain and a.measure = r.measure and a.node = f.node
      cross join lateral jsonb_array_elements(a.forecast -> 'backtests') as t
      cross join lateral rows from (${list('mean')}, ${list('naive')}, ${list('lo80')}, ${list('hi80')}, ${list('lo95')}, ${list('hi95')})
        with ordinality as x (mean, naive, lo80, hi80, lo95, hi95, place)
      where f.level = 'item' and ${atPlace(sql`f.territory_id`, territoryId)} and ${which}
      group by 1, 2, 3)
    select said, at, array_agg(mean order by place) as mean, array_agg(naive order by place) as naive, array_agg(sums order by place) as sums,
      array_agg(squares order by place) as squares, array_agg(sums95 order by place) as sums95, array_agg(squares95 order by place) as squares95
    from step group by said, at order by said, at`.execute(db)
  return rows
}
