import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Timeline } from './calendar.ts'
import { storedAt } from './detail.ts'
import { cutOf, elapsedBy, weekdaysOf } from './fill.ts'
import type { FinishedRun, StoredForecast, View } from './forecasts/forecasts.sql.ts'
import { atPlace } from './forecasts/place.sql.ts'
import { inGroup } from './groups/members.sql.ts'
import { cameByFamily, sharesArrived, weekdayTotals } from './history/arrival.sql.ts'
import { ofClosedDays } from './history/kept.ts'
import type { Seen } from './node.ts'
import { type Pace, paceAt, pacesOf } from './pace.ts'
import type { Expected } from './running.ts'

/** So many closed periods tell how a period fills; so many days which weekdays count. */
const periodsLookedAt = 12
const daysLookedAt = 364

type Asked = {
  view: View
  timeline: Timeline
  run: FinishedRun
  lastOn: string
  /** Names the days that are over (`history/kept.ts`), and all sums, those of the running period with them. */
  stamp: string
  sums: string
}

/** What is still to come of a node in the running period, and what had usually come by now; null where no forecast covers it. */
export async function runningOf(
  db: Db,
  asked: Asked & { node: Seen; stored: StoredForecast },
): Promise<{ remaining: number; expectedByNow: number; prior: Expected } | null> {
  const { node, stored, timeline, run } = asked
  const open = timeline.periods[timeline.closed]
  if (!open || stored.startsOn[0] !== open.startsOn) return null
  const [paces, parts] = await Promise.all([
    familyPaces(db, asked),
    node.level === 'all' || node.level === 'group' ? familyPriors(db, { run, node }) : [],
  ])
  const prior = storedAt(stored, 0)
  const means = new Map(parts.map(({ familyId, prior: { mean } }) => [familyId, mean]))
  return {
    ...paceAt({ level: node.level, familyId: stored.familyId }, { paces, mean: prior.mean, parts: means }),
    prior,
  }
}

/** How the running period of each family goes, by how its last periods filled. */
export async function familyPaces(db: Db | Tx, asked: Asked): Promise<Pace[]> {
  const { view, timeline, run, stamp, lastOn, sums } = asked
  const open = timeline.periods[timeline.closed]!
  return ofClosedDays({ stamp: `${stamp} ${sums}`, what: ['paces', view, run.id, open.startsOn, lastOn] }, () =>
    pacesNow(db, asked),
  )
}

async function pacesNow(db: Db | Tx, asked: Asked): Promise<Pace[]> {
  const { view, timeline, run, stamp, lastOn } = asked
  const open = timeline.periods[timeline.closed]!
  const { measure } = view
  const what = ['arrival', view, open.startsOn, timeline.first, lastOn]
  const [priors, came, { elapsed, shares }] = await Promise.all([
    familyPriors(db, { run, node: everywhere }),
    cameByFamily(db, { ...view, startsOn: open.startsOn }),
    ofClosedDays({ stamp, what }, () => arrivalOf(db, asked)),
  ])
  const families = priors.map(({ familyId, prior }) => {
    return { familyId, prior, soFar: came.get(familyId) ?? 0, shares: shares.get(familyId) ?? [] }
  })
  return pacesOf(families, { elapsed, measure })
}

/** How far the running period is, and which share of each of the last ones had come when it was as far. */
async function arrivalOf(db: Db | Tx, { view: { measure }, timeline, lastOn }: Asked) {
  const open = timeline.periods[timeline.closed]!
  const to = dayAfter(open.startsOn, -1)
  const weekdays = weekdaysOf(await weekdayTotals(db, { measure, from: dayAfter(to, 1 - daysLookedAt), to }))
  const elapsed = elapsedBy(open, { through: lastOn, weekdays })
  const periods = timeline.periods.slice(Math.max(timeline.first, timeline.closed - periodsLookedAt), timeline.closed)
  const cut = periods.map((period) => ({ ...period, cut: cutOf(period, { elapsed, weekdays }) }))
  return { elapsed, shares: await sharesArrived(db, { measure, periods: cut }) }
}

const everywhere: Seen = { level: 'all', familyId: null, itemId: null, territoryId: null }

/** What each family, or what a group has of it, was expected to hold in the first period ahead, at one place. */
async function familyPriors(
  db: Db | Tx,
  { run, node }: { run: FinishedRun; node: Seen },
): Promise<{ familyId: string | null; prior: Expected }[]> {
  const which =
    node.level === 'group'
      ? sql`f.level = 'item' and f.item_id in (select i.id from company.item i where ${inGroup(node)})`
      : sql`f.level = 'family'`
  const { rows } = await sql<Expected & { familyId: string | null }>`
    select f.family_id as "familyId", sum(x.mean) as mean, sum(x.lo80) as lo80, sum(x.hi80) as hi80, sum(x.lo95) as lo95, sum(x.hi95) as hi95
    from demand.forecast f left join demand.promotion_effect p on p.run_id = f.run_id and p.node = f.node
    cross join lateral (select f.mean[1] + coalesce(p.effect[1], 0) as mean, f.lo80[1] + coalesce(p.effect[1], 0) as lo80,
      f.hi80[1] + coalesce(p.effect[1], 0) as hi80, f.lo95[1] + coalesce(p.effect[1], 0) as lo95, f.hi95[1] + coalesce(p.effect[1], 0) as hi95) x
    where f.run_id = ${run.id} and ${which} and cardinality(f.mean) > 0 and ${atPlace(sql`f.territory_id`, node.territoryId)}
    group by 1`.execute(db)
  return rows.map(({ familyId, ...prior }) => ({ familyId, prior }))
}
