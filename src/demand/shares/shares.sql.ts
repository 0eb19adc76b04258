import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import { seasonLength } from '../calendar.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { seriesDetail } from '../forecasts.sql.ts'
import { groupPast } from '../groups/group-accuracy.sql.ts'
import { saidMark } from '../groups/members.sql.ts'
import { companySettings, historyState, within } from '../history/history.sql.ts'
import { ofClosedDays } from '../history/kept.ts'
import { rateOf } from '../history/rate.sql.ts'
import { timelineFor } from '../inputs.ts'
import { type Seen, seriesName } from '../node.ts'
import { partOverrides } from '../overrides/overrides.sql.ts'
import type { PeriodAhead } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import type { sharesContract } from './contract.ts'
import { plannedParts } from './planned.ts'
import { type Origin, type Part, type Shared, sharedOut } from './shares.ts'

export type By = 'channel' | 'customer'
const most = { channel: 12, customer: 20 } as const
/** Which parts are the largest is told by so many periods. */
const lately = { month: 12, week: 52 } as const

type Wanted = { view: View; node: Seen; by: By; today: string }
type Reply = z.infer<typeof sharesContract.shares.reply>

/** A node by channel or customer: what each held, and its part of the forecast. */
export async function sharesOf(db: Db, { view, node, by, today }: Wanted): Promise<Reply> {
  const [detail, { calendar, currency }, state] = await Promise.all([
    seriesDetail(db, { view, node }),
    companySettings(db),
    historyState(db),
  ])
  const timeline = timelineFor({ grain: view.grain, calendar, state: state! })!
  const periods = timeline.periods.slice(timeline.first, timeline.closed)
  const mark = node.level === 'group' ? await saidMark(db, node.by) : null
  const parts = await ofClosedDays(
    { stamp: state!.closedStamp, what: ['shares', view, node, by, periods.length, mark] },
    () =>
      partsOf(db, {
        view,
        node,
        by,
        currency,
        starts: periods.map(({ startsOn }) => startsOn),
        end: periods.at(-1)?.endsOn ?? null,
      }),
  )
  const ahead = detail.ahead.filter(({ startsOn }) => startsOn !== detail.running?.startsOn)
  const origins = await originsOf(db, { view, node, first: timeline.first })
  const shared = sharedOut({ parts, ahead, origins, seasonLength: seasonLength(view.grain, calendar) })
  const planned = await plannedOf(db, { view, node, by, today, shared, ahead })
  const named = ({ startsOn, label }: { startsOn: string; label: string }) => ({ startsOn, label })
  return {
    periods: periods.map(named),
    ahead: ahead.map(named),
    parts: shared.map((part, i) => ({
      ...part,
      history: [...parts[i]!.values],
      ahead: part.ahead.map((range, at) => ({ ...range, ...planned[i]![at]! })),
      next: planned[i]!.slice(0, aheadPeriods[view.grain]).reduce((sum, each) => sum + each.planned, 0),
    })),
  }
}

type Planned = Pick<PeriodAhead, 'planned' | 'override'>
type Planning = Wanted & { shared: readonly Shared[]; ahead: readonly PeriodAhead[] }

/** What is planned of each part: as set by hand in units; in money each holds of the whole what it does in units, at its own price. */
async function plannedOf(db: Db, { shared, ahead, ...wanted }: Planning): Promise<Planned[][]> {
  const { view, node, by, today } = wanted
  const whole = ahead.map(({ planned }) => planned)
  const set = (await partOverrides(db, { grain: view.grain, node, today })).filter(({ part }) => part.startsWith(by))
  if (view.measure === 'money') {
    const units = set.length > 0 ? await sharesOf(db, { ...wanted, view: { ...view, measure: 'units' } }) : null
    const parts = new Map(units?.parts.map((part) => [part.key, part.ahead]))
    const worth = shared.map(({ key, ahead: of }) =>
      of.map(({ mean }, at) => {
        const told = parts.get(key)?.[at]
        return told && told.mean > 0 ? (mean * told.planned) / told.mean : mean
      }),
    )
    return scaledTo(whole, worth).map((of) => of.map((planned) => ({ planned, override: null })))
  }
  const period = new Map(ahead.map(({ startsOn }, at) => [startsOn, at]))
  const changes = set.flatMap(({ part, startsOn, change, awaits, locked }) =>
    period.has(startsOn) && !awaits ? [{ key: part, period: period.get(startsOn)!, by: change, locked }] : [],
  )
  const planned = plannedParts(shared, { whole, changes })
  return planned.map((of, i) =>
    of.map((value, at) => {
      const own = set.find((each) => each.here && each.part === shared[i]!.key && period.get(each.startsOn) === at)
      const { value: units, reason, by: author, locked, awaits } = own ?? {}
      const override = own ? { value: units!, reason: reason!, by: author!, locked: locked!, awaits: awaits! } : null
      return { planned: value, override }
    }),
  )
}

/** Rows of parts so that each period sums to the whole. */
function scaledTo(whole: readonly number[], parts: readonly (readonly number[])[]): number[][] {
  const sums = whole.map((_, at) => parts.reduce((sum, of) => sum + of[at]!, 0))
  return parts.map((of) => of.map((value, at) => (sums[at]! > 0 ? (value * whole[at]!) / sums[at]! : 0)))
}

type Asked = { view: View; node: Seen; by: By; currency: string; starts: readonly string[]; end: string | null }

/** The largest parts by what they held lately, then all others together; each a sum a period. */
async function partsOf(db: Db, { view, node, by, currency, starts, end }: Asked): Promise<Part[]> {
  if (end === null) return []
  const amount = sql`coalesce(l.amount * ${rateOf(currency)}, 0)`
  const size: RawBuilder<unknown> = view.measure === 'units' ? sql`l.quantity` : amount
  const key = by === 'channel' ? sql`nullif(trim(l.channel), '')` : sql`l.account_id::text`
  const others = by === 'channel' ? 'Other channels' : 'All other customers'
  const nobody = by === 'channel' ? 'No channel' : 'No customer'
  const { rows } = await sql<{ key: string; name: string; at: number[]; sums: number[] }>`
    with cell as (
      select coalesce(${`${by}:`} || ${key}, 'none') as key, width_bucket(l.ordered_on, ${[...starts]}::date[]) as at, sum(${size})::float8 as size
      from demand.counted_line l left join demand.successor s on s.item_id = l.item_id
      join company.item i on i.id = coalesce(s.successor_id, l.item_id)
      where l.ordered_on between ${starts[0]!} and ${end}
        and ${within(node, { item: sql.ref('l.item_id'), territory: sql.ref('l.territory_id') })}
      group by 1, 2
    ), largest as (
      select key, row_number() over (order by sum(size) desc, key) as place from cell
      where at > ${starts.length - lately[view.grain]} group by key
    ), placed as (
      select case when l.place <= ${most[by]} then c.key else 'others' end as key, coalesce(least(l.place, ${most[by] + 1}), ${most[by] + 1}) as place,
        c.at, sum(c.size) as size
      from cell c left join largest l on l.key = c.key group by 1, 2, 3
    )
    select p.key, case p.key when 'others' then ${others} when 'none' then ${nobody} else coalesce(a.name, substr(p.key, ${by.length + 2})) end as name,
      array_agg(p.at order by p.at) as at, array_agg(p.size order by p.at) as sums
    from placed p left join crm.account a on ${by === 'customer'} and 'customer:' || a.id = p.key
    group by p.key, a.name, p.place order by p.place`.execute(db)
  return rows.map(({ key: of, name, at, sums }) => {
    const values = new Array<number>(starts.length).fill(0)
    for (const [i, place] of at.entries()) values[place - 1] = sums[i]!
    return { key: of, name, values }
  })
}

/** What was forecast of the node at earlier times, counted from the first whole period. */
async function originsOf(db: Db, { view, node, first }: { view: View; node: Seen; first: number }): Promise<Origin[]> {
  if (node.level === 'group') {
    return (await groupPast(db, { view, group: node })).map(({ at, mean }) => ({ at: at - first, mean }))
  }
  const { rows } = await sql<{ origins: Origin[] }>`
    select coalesce(jsonb_agg(jsonb_build_object('at', t -> 'at', 'mean', t -> 'mean')), '[]') as origins
    from demand.alone a, jsonb_array_elements(a.forecast -> 'backtests') as t
    where a.grain = ${view.grain} and a.measure = ${view.measure} and a.node = ${seriesName(node)}`.execute(db)
  return rows[0]!.origins.map(({ at, mean }) => ({ at: at - first, mean }))
}
