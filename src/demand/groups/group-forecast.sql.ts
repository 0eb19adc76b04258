import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { StoredForecast } from '../forecasts/forecasts.sql.ts'
import { atPlace } from '../forecasts/place.sql.ts'
import type { Group } from '../node.ts'
import type { Standing } from '../schema.ts'
import { inGroup } from './members.sql.ts'
import { type Reach, reachOf, togetherness } from './together.ts'

const sides = ['lo80', 'hi80', 'lo95', 'hi95'] as const
type Side = (typeof sides)[number]

/** How much errors of items go together, 0 to 1, as ranges of 80 and 95 % say. */
export type Together = { of80: number; of95: number }

/** What items hold together in one period ahead: their means, and how far their ranges reach on each side. */
type Step = { startsOn: string; mean: number; shift: number } & { [S in Side as `${S}Sum` | `${S}Squares`]: number }

/** What is told of a group without having measured it. */
type SummedForecast = Omit<StoredForecast, 'accuracy' | 'cannotTell' | 'alone'>

/** A group as a stored series: the sum of the published forecasts of its items. Null where the run holds none of them. */
export async function groupForecast(
  db: Db,
  { runId, group }: { runId: string; group: Group },
): Promise<{ forecast: SummedForecast; together: Together } | null> {
  const { territoryId } = group
  const here = sql`${atPlace(sql`f.territory_id`, territoryId)} and f.run_id = ${runId} and f.level = 'item'`
  const [about, steps, all, whole] = await Promise.all([
    aboutMembers(db, sql`${here} and ${inGroup(group)}`),
    stepsOf(db, sql`${here} and ${inGroup(group)}`),
    stepsOf(db, here),
    wholeOf(db, { runId, territoryId }),
  ])
  if (about.items === 0) return null
  const together = togetherIn(all, whole)
  const ranges = (side: Side) =>
    steps.map((step) => {
      const reach = reachOf(reachIn(step, side), together.get(step.startsOn)![side])
      return side.startsWith('lo') ? Math.max(0, step.mean - reach) : step.mean + reach
    })
  const { items, standing, observations, beginsOn, aheadYearBefore } = about
  const forecast = {
    ...{ level: 'group' as const, familyId: null, standing, observations, beginsOn, inactive: [], aheadYearBefore },
    model: `sum of ${items} ${items === 1 ? 'item' : 'items'}`,
    reason:
      'It is no series of its own: the forecasts of its items are summed, so that it adds up with items, families and territories. Its range supposes that the errors of its items go together as much as those of all items do in the published range of everything.',
    startsOn: steps.map(({ startsOn }) => startsOn),
    findings: [],
    mean: steps.map(({ mean }) => mean),
    ...{ lo80: ranges('lo80'), hi80: ranges('hi80'), lo95: ranges('lo95'), hi95: ranges('hi95') },
    shift: steps.some(({ shift }) => shift !== 0) ? steps.map(({ shift }) => shift) : null,
  }
  return { forecast, together: nearOf([...together.values()]) }
}

type Bounds = { mean: number } & Record<Side, number>

/** How much the errors of all items go together, period by period and side by side. */
function togetherIn(all: readonly Step[], whole: ReadonlyMap<string, Bounds>): Map<string, Record<Side, number>> {
  return new Map(
    all.map((step) => {
      const of = whole.get(step.startsOn)
      const at = (side: Side) => (of ? togetherness(reachIn(step, side), Math.abs(of[side] - of.mean)) : 1)
      return [step.startsOn, { lo80: at('lo80'), hi80: at('hi80'), lo95: at('lo95'), hi95: at('hi95') }]
    }),
  )
}

/** The same over the nearest periods, both sides as one. */
function nearOf(steps: readonly Record<Side, number>[]): Together {
  const near = steps.slice(0, 4)
  const mean = (lo: Side, hi: Side) =>
    near.reduce((sum, step) => sum + step[lo] + step[hi], 0) / (2 * Math.max(1, near.length))
  return { of80: mean('lo80', 'hi80'), of95: mean('lo95', 'hi95') }
}

function reachIn(step: Step, side: Side): Reach {
  return { sum: step[`${side}Sum`], squares: step[`${side}Squares`] }
}

type About = {
  items: number
  standing: Standing
  observations: number
  beginsOn: string | null
  aheadYearBefore: number | null
}

async function aboutMembers(db: Db, which: RawBuilder<unknown>): Promise<About> {
  const { rows } = await sql<About>`
    select count(*)::int as items, case when bool_and(f.standing = 'ended') then 'ended' when bool_and(f.standing = 'new') then 'new' else 'steady' end as standing,
      coalesce(max(f.observations), 0) as observations, min(f.begins_on)::text as "beginsOn", sum(f.ahead_year_before) as "aheadYearBefore"
    from demand.forecast f join company.item i on i.id = f.item_id where ${which}`.execute(db)
  return rows[0]!
}

async function stepsOf(db: Db, which: RawBuilder<unknown>): Promise<Step[]> {
  const sums = sql.join(
    sides.map((side) => {
      const reach = sql`abs(${sql.ref(`x.${side}`)} - x.mean)`
      return sql`sum(${reach}) as ${sql.ref(`${side}Sum`)}, sum(${reach} ^ 2) as ${sql.ref(`${side}Squares`)}`
    }),
  )
  const { rows } = await sql<Step>`
    select x.starts_on as "startsOn", sum(x.mean) as mean, coalesce(sum(x.shift), 0) as shift, ${sums}
    from demand.forecast f join company.item i on i.id = f.item_id join demand.expected e on e.run_id = f.run_id and e.node = f.node
    cross join lateral unnest(e.starts_on, e.mean, e.lo80, e.hi80, e.lo95, e.hi95, e.shift)
      as x (starts_on, mean, lo80, hi80, lo95, hi95, shift)
    where ${which} and x.mean is not null group by 1 order by 1`.execute(db)
  return rows
}

/** The published range of everything at a place, by period. */
async function wholeOf(
  db: Db,
  { runId, territoryId }: { runId: string; territoryId: string | null },
): Promise<Map<string, Bounds>> {
  const { rows } = await sql<Bounds & { startsOn: string }>`
    select x.starts_on as "startsOn", x.mean, x.lo80, x.hi80, x.lo95, x.hi95
    from demand.expected f cross join lateral unnest(f.starts_on, f.mean, f.lo80, f.hi80, f.lo95, f.hi95)
      as x (starts_on, mean, lo80, hi80, lo95, hi95)
    where f.run_id = ${runId} and f.level = 'all' and ${atPlace(sql`f.territory_id`, territoryId)}`.execute(db)
  return new Map(rows.map(({ startsOn, ...bounds }) => [startsOn, bounds]))
}
