import { dayAfter } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { NamedPeriod } from './calendar.ts'
import { finishedRuns, type View } from './forecasts/forecasts.sql.ts'
import { atPlace } from './forecasts/place.sql.ts'
import { seenForecast } from './forecasts/seen.sql.ts'
import { seriesDetail } from './forecasts.sql.ts'
import { inGroup } from './groups/members.sql.ts'
import { companySettings, historyState, within } from './history/history.sql.ts'
import { ofClosedDays } from './history/kept.ts'
import { rateOf } from './history/rate.sql.ts'
import { timelineFor } from './inputs.ts'
import { type Seen, seriesName } from './node.ts'
import { runningOf } from './running.sql.ts'
import { runningPeriod } from './running.ts'
import type { RunningNow } from './schema.ts'
import { fewestOrders, standsOut, type UsualOrder, whyRunning } from './standout.ts'
import { amountWriter } from './written-amount.ts'

type Seeing = { scope: Scope; maySeeOrders: boolean }

/** The running period of a node and why it stands where it stands; null where none runs or no forecast covers it. */
export async function runningNow(
  db: Db,
  { view, node, scope, maySeeOrders }: { view: View; node: Seen } & Seeing,
): Promise<RunningNow | null> {
  const { running, asOf, unit } = await seriesDetail(db, { view, node })
  const [{ calendar, currency, locale }, state, { current }] = await Promise.all([
    companySettings(db),
    historyState(db),
    finishedRuns(db, view),
  ])
  const timeline = state && timelineFor({ grain: view.grain, calendar, state })
  const stored = current && (await seenForecast(db, { runId: current.id, node }))?.stored
  if (!running || !timeline || !current || !stored) return null
  const now = await runningOf(db, {
    ...{ view, timeline, run: current, lastOn: asOf.lastOn, node, stored },
    ...{ stamp: state.closedStamp, sums: `${state.fingerprint} ${state.refreshedAt}` },
  })
  if (!now) return null
  const { remaining, expectedByNow, prior } = now
  const period = timeline.periods[timeline.closed]!
  const seen = maySeeOrders ? await ordersIn(db, scope, { view, node, period }) : { orders: [], counted: null }
  const { moved, movedAt } = await movedIn(db, { runId: current.id, node })
  const before = period.startsOn
  const usual = maySeeOrders
    ? await ofClosedDays({ stamp: state.closedStamp, what: ['usual order', view, node, before] }, () =>
        usualOrder(db, { view, node, before }),
      )
    : null
  const soFar = Number(running.soFar)
  const above = soFar - expectedByNow
  const nowcast = runningPeriod({ soFar, remaining, prior, measure: view.measure })
  const written = view.measure === 'money' ? currency : unit === 'each' ? 'units' : unit
  const write = amountWriter({ measure: view.measure, unit, currency, locale })
  const usualMiss = ((prior.hi80 - prior.lo80) / 2) * Math.sqrt(Math.min(1, expectedByNow / Math.max(prior.mean, 1e-9)))
  return {
    ...{ startsOn: period.startsOn, label: period.label, through: running.through, unit: written },
    ...{ soFar: running.soFar, expectedByNow, above, forecast: prior, nowcast },
    sentence: whyRunning({
      grain: view.grain,
      above,
      usualMiss,
      ...seen,
      counted: seen.counted ?? (soFar > 0 ? 1 : 0),
      usual,
      write,
    }),
    ...{ moved, movedAt },
    usualOrder: usual,
    orderCount: seen.counted,
    orders: seen.orders.map((order) => ({ ...order, standsOut: standsOut(order, { usual, above }) })),
  }
}

async function movedIn(
  db: Db,
  { runId, node }: { runId: string; node: Seen },
): Promise<{ moved: number; movedAt: string | null }> {
  const which =
    node.level === 'group'
      ? sql`m.node in (select f.node from demand.forecast f join company.item i on i.id = f.item_id
          where f.run_id = ${runId} and f.level = 'item' and ${atPlace(sql`f.territory_id`, node.territoryId)} and ${inGroup(node)})`
      : sql`m.node = ${seriesName(node)}`
  const { rows } = await sql<{ moved: number; movedAt: string }>`
    select coalesce(sum(m.ahead), 0) as moved, max(m.moved_at) as "movedAt" from demand.moved_node m
    where m.run_id = ${runId} and ${which}`.execute(db)
  return rows[0] ?? { moved: 0, movedAt: null }
}

type OrderRow = Omit<RunningNow['orders'][number], 'standsOut'>

const mostOrders = 20

/** The largest orders of a period, each with what it holds of the node. */
async function ordersIn(
  db: Db,
  scope: Scope,
  { view, node, period }: { view: View; node: Seen; period: NamedPeriod },
): Promise<{ orders: OrderRow[]; counted: number }> {
  const { currency } = await companySettings(db)
  const { rows } = await sql<OrderRow & { shared: string; counted: number }>`
    with placed as materialized (
      select coalesce(l.order_number, l.id::text) as shared, min(l.order_number) as order_number, any_value(l.account_id) as account_id,
        min(l.ordered_on) as ordered_on, max(l.recorded_at) as recorded_at, coalesce(sum(${sizeIn(view, currency)}), 0)::float8 as size
      from demand.counted_line l ${node.level === 'family' || node.level === 'group' ? sql`join company.item i on i.id = l.item_id` : sql``}
      where l.item_id is not null and l.ordered_on between ${period.startsOn} and ${period.endsOn}
        and ${within(node, { item: sql.ref('l.item_id'), territory: sql.ref('l.territory_id') })}
        and ${ownedBy(scope.sees.orders, sql.ref('l.owner_id'))}
      group by 1
    ), largest as (select * from placed order by size desc, shared limit ${mostOrders})
    select o.shared, o.order_number as "order", a.name as account, o.ordered_on as "orderedOn", o.recorded_at as "receivedAt", o.size,
      (select count(*)::int from placed) as counted
    from largest o left join crm.account a on a.id = o.account_id order by o.size desc, o.shared`.execute(db)
  const orders = rows.map(({ order, account, orderedOn, receivedAt, size }) => ({
    order,
    account,
    orderedOn,
    receivedAt,
    size,
  }))
  return { orders, counted: rows[0]?.counted ?? 0 }
}

/** How many days before the period tell how large orders usually are. */
const daysOfUsual = 90

async function usualOrder(
  db: Db,
  { view, node, before }: { view: View; node: Seen; before: string },
): Promise<UsualOrder | null> {
  const { currency } = await companySettings(db)
  const { rows } = await sql<UsualOrder>`
    select count(*)::int as orders, percentile_cont(0.5) within group (order by size)::float8 as median,
      percentile_cont(0.95) within group (order by size)::float8 as p95
    from (select sum(${sizeIn(view, currency)})::float8 as size
      from demand.counted_line l join company.item i on i.id = l.item_id
      where l.ordered_on >= ${dayAfter(before, -daysOfUsual)} and l.ordered_on < ${before}
        and ${within(node, { item: sql.ref('l.item_id'), territory: sql.ref('l.territory_id') })}
      group by coalesce(l.order_number, l.id::text)) o`.execute(db)
  const usual = rows[0]!
  return usual.orders >= fewestOrders ? usual : null
}

/** What a line counts: units, or money in company currency at the rate of its day. */
function sizeIn({ measure }: View, currency: string): RawBuilder<unknown> {
  if (measure === 'units') return sql`l.quantity`
  return sql`l.amount * ${rateOf(currency)}`
}
