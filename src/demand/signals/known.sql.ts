import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Timeline } from '../calendar.ts'
import type { Origin } from './measure.ts'
import type { Value } from './reading.ts'

/** A family as far as signals are measured on it: its closed months, and what was forecast at earlier origins. */
export type FamilyKnown = { familyId: string | null; values: number[]; from: number; origins: Origin[] }

/** Signals are measured on forecasts of the last year, up to a quarter ahead. */
const newestOrigins = 6
const nearest = 3

/** Each family's months and the forecasts of earlier origins, in units. */
export async function familiesKnown(db: Db | Tx, timeline: Timeline): Promise<FamilyKnown[]> {
  const starts = timeline.periods.slice(0, timeline.closed).map(({ startsOn }) => startsOn)
  const { rows } = await sql<{ familyId: string | null; at: number[]; sums: number[]; origins: Origin[] }>`
    with month as (
      select i.family_id, p.place - 1 as at, sum(h.quantity)::float8 as units
      from demand.history h join company.item i on i.id = h.item_id
      join unnest(${starts}::date[]) with ordinality as p (starts_on, place) on p.starts_on = h.starts_on
      where h.grain = 'month' group by 1, 2
    )
    select m.family_id as "familyId", array_agg(m.at::int order by m.at) as at, array_agg(m.units order by m.at) as sums,
      coalesce((select jsonb_agg(jsonb_build_object('at', t -> 'at', 'mean', t -> 'mean'))
        from demand.alone a, jsonb_array_elements(a.forecast -> 'backtests') as t
        where a.grain = 'month' and a.measure = 'units' and a.node = 'family:' || coalesce(m.family_id::text, 'none')), '[]') as origins
    from month m group by m.family_id`.execute(db)
  return rows.map(({ familyId, at, sums, origins }) => {
    const from = at[0]!
    const values = new Array<number>(timeline.closed - from).fill(0)
    for (const [i, index] of at.entries()) values[index - from] = sums[i]!
    const near = origins.slice(-newestOrigins).map(({ at, mean }) => ({ at, mean: mean.slice(0, nearest) }))
    return { familyId, values, from, origins: near }
  })
}

/** A signal with its values by day, and the only family it may move (null: any). */
export type SignalKnown = { id: string; ofFamily: string | null; values: Value[] }

/** Signals that stand, each with its values by day. */
export async function signalValues(db: Db | Tx): Promise<SignalKnown[]> {
  const { rows } = await sql<{ id: string; ofFamily: string | null; days: string[]; numbers: number[] }>`
    select s.id, s.of_family as "ofFamily", array_agg(v.day::text order by v.day) as days, array_agg(v.value order by v.day) as numbers
    from demand.signal s join demand.signal_value v on v.signal_id = s.id where s.ended_at is null group by s.id`.execute(
    db,
  )
  return rows.map(({ id, ofFamily, days, numbers }) => ({
    id,
    ofFamily,
    values: days.map((day, i) => ({ day, value: numbers[i]! })),
  }))
}
