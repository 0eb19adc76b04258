import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { attentionIn } from './attention.ts'
import { endsPeriod, periodWith, type Timeline } from './calendar.ts'
import { aheadOf, pastOf } from './detail.ts'
import {
  changesBetween,
  type FinishedRun,
  finishedRuns,
  makingOf,
  nodeNamed,
  type StoredForecast,
  storedForecast,
  territoryNamed,
  treeNodes,
  type View,
} from './forecasts/forecasts.sql.ts'
import { type SeenForecast, seenForecast } from './forecasts/seen.sql.ts'
import { groupAccuracy } from './groups/group-accuracy.sql.ts'
import {
  type CompanySettings,
  companySettings,
  type Held,
  type HistoryState,
  historyOf,
  historyState,
  within,
} from './history/history.sql.ts'
import { timelineFor } from './inputs.ts'
import { keyOf, type Node, type Seen } from './node.ts'
import { overridesAt } from './overrides/overrides.sql.ts'
import { runningOf } from './running.sql.ts'
import type { AsOf, Attention, Change, Level, Progress, SeriesDetail } from './schema.ts'
import { aheadPeriods } from './summary.ts'

/** What the current forecasts of a view rest on; null until the first run is published, or while there are no order lines. */
export async function forecastAsOf(db: Db, view: View): Promise<{ run: FinishedRun; asOf: AsOf } | null> {
  const [state, { current }, company] = await Promise.all([
    historyState(db),
    finishedRuns(db, view),
    companySettings(db),
  ])
  const asOf = state && current && isOfCalendar(current, { view, company }) && asOfFrom(state, current)
  return asOf ? { run: current, asOf } : null
}

/** After the calendar changed, forecasts by the old periods say nothing until they are made anew. */
function isOfCalendar(run: FinishedRun, { view, company }: { view: View; company: CompanySettings }): boolean {
  return run.closedTo === null || endsPeriod({ grain: view.grain, calendar: company.calendar, day: run.closedTo })
}

/** What is being made where nothing that fits is there yet; without order lines nothing is. */
export async function progressOf(db: Db, view: View, now: string): Promise<Progress | null> {
  const [running, state, { current }, company] = await Promise.all([
    makingOf(db),
    historyState(db),
    finishedRuns(db, view),
    companySettings(db),
  ])
  const isDue = state && state.orderLines > 0 && current && !isOfCalendar(current, { view, company })
  return running ?? (isDue ? { doing: 'forecasts', ...view, done: 0, series: 0, share: 0, startedAt: now } : null)
}

/** One series with its exact history, its forecast and its measured accuracy. */
export async function seriesDetail(db: Db, { view, node }: { view: View; node: Seen }): Promise<SeriesDetail> {
  const [company, state, runs, named, territory] = await Promise.all([
    companySettings(db),
    historyState(db),
    finishedRuns(db, view),
    nodeNamed(db, node),
    node.territoryId ? territoryNamed(db, node.territoryId) : null,
  ])
  const { current, previous } = runs
  if (!named || (node.territoryId && !territory)) throw notFound('series', keyOf(node))
  const asOf = state && current && isOfCalendar(current, { view, company }) && asOfFrom(state, current)
  const timeline = state && timelineFor({ grain: view.grain, calendar: company.calendar, state })
  if (!asOf || !timeline) throw nothingYet()
  const [found, before, held] = await Promise.all([
    seenForecast(db, { runId: current.id, node }),
    previous && seenForecast(db, { runId: previous.id, node }),
    historyOf(db, { ...view, node, open: timeline.periods[timeline.closed]?.startsOn, stamp: state.closedStamp }),
  ])
  if (!found) throw notFound('series', keyOf(node))
  const stored = await measured(db, { found, view, node, timeline, held })
  const past = pastOf({ timeline, held, stored, lastOn: asOf.lastOn })
  const now =
    past.running &&
    (await runningOf(db, {
      view,
      timeline,
      run: current,
      node,
      stored,
      lastOn: asOf.lastOn,
      stamp: state.closedStamp,
      sums: `${state.fingerprint} ${state.refreshedAt}`,
    }))
  const overrides = await overridesAt(db, { ...view, node, familyId: stored.familyId })
  const { level, standing, model, reason, observations, findings, accuracy, cannotTell } = stored
  const { sentence } = writtenIn(company.locale)
  return {
    key: keyOf(node),
    ...named,
    territory,
    ...past,
    ...aheadOf({
      ...view,
      calendar: company.calendar,
      stored,
      previous: before?.stored ?? null,
      running: past.running,
      remaining: now?.remaining ?? 0,
      overrides,
    }),
    ...{ level, standing, model, reason: reason && sentence(reason), observations, accuracy, cannotTell, asOf },
    findings: findings.map(({ startsOn, kind, value, used, accepted, reason: found }) => ({
      ...{ startsOn, kind, value, used, accepted },
      reason: sentence(found),
    })),
  }
}

/** A group is measured where it is looked at; a series was when it was made. */
async function measured(
  db: Db,
  given: { found: SeenForecast; view: View; node: Seen; timeline: Timeline; held: readonly Held[] },
): Promise<StoredForecast> {
  const { found, node, ...about } = given
  const { stored, together } = found
  if (node.level !== 'group' || !together) return stored
  return { ...stored, ...(await groupAccuracy(db, { ...about, group: node, together })) }
}

/** How expectations of the next periods moved between the previous run and the current one. */
export async function changesSince(
  db: Db,
  given: { view: View; territoryId: string | null; level: Level; limit: number },
): Promise<{ previousAt: string | null; periods: number; changes: Change[] }> {
  const { view, territoryId, level, limit } = given
  const { current, previous } = await finishedRuns(db, view)
  const all = current && (await storedForecast(db, { runId: current.id, node: everything }))
  const lastOn = (await historyState(db))?.lastOn ?? ''
  const starts = (all?.startsOn ?? []).filter((day) => day > lastOn).slice(0, aheadPeriods[view.grain])
  if (!current || !previous || starts.length === 0) return { previousAt: null, periods: 0, changes: [] }
  const between = { current: current.id, previous: previous.id }
  const changes = await changesBetween(db, { ...between, level, territoryId, starts, limit })
  return { previousAt: previous.finishedAt, periods: starts.length, changes }
}

/** What deserves a look in the current forecasts. */
export async function demandAttention(
  db: Db,
  { view, limit }: { view: View; limit: number },
): Promise<{ items: Attention[]; asOf: AsOf | null }> {
  const found = await forecastAsOf(db, view)
  if (!found) return { items: [], asOf: null }
  const [{ nodes }, { changes }] = await Promise.all([
    treeNodes(db, { runId: found.run.id, territoryId: null, open: 'all', search: '' }),
    changesSince(db, { view, territoryId: null, level: 'item', limit }),
  ])
  return { items: attentionIn({ nodes, changes, limit }), asOf: found.asOf }
}

type LineRow = {
  id: string
  orderedOn: string
  order: string | null
  account: string | null
  item: string
  territory: string | null
  quantity: string
  amount: string
  currency: string
}

const mostLines = 100

/** The largest order lines behind one period of a series, as far as the user may see order lines. */
export async function linesBehind(
  db: Db,
  scope: Scope,
  { view, node, startsOn }: { view: View; node: Seen; startsOn: string },
): Promise<{ label: string; orderLines: number; lines: LineRow[] }> {
  const { calendar } = await companySettings(db)
  const period = periodWith({ grain: view.grain, calendar, day: startsOn })
  const size = view.measure === 'units' ? sql`l.quantity` : sql`l.amount`
  const { rows } = await sql<LineRow & { total: number }>`
    select l.id, l.ordered_on as "orderedOn", l.order_number as "order", a.name as account, i.name as item,
      t.name as territory, trim_scale(l.quantity)::text as quantity, trim_scale(l.amount)::text as amount, l.currency,
      count(*) over ()::int as total
    from demand.counted_line l
    join company.item i on i.id = l.item_id
    left join crm.account a on a.id = l.account_id
    left join company.territory t on t.id = l.territory_id
    where l.ordered_on between ${period.startsOn} and ${period.endsOn}
      and ${within(node, { item: sql.ref('l.item_id'), territory: sql.ref('l.territory_id') })}
      and ${ownedBy(scope.sees.orders, sql.ref('l.owner_id'))}
    order by abs(${size}) desc, l.id limit ${mostLines}`.execute(db)
  return {
    label: period.label,
    orderLines: rows[0]?.total ?? 0,
    lines: rows.map(({ total: _, ...line }) => line),
  }
}

const everything: Node = { level: 'all', familyId: null, itemId: null, territoryId: null }

function asOfFrom(state: HistoryState, run: FinishedRun): AsOf | null {
  const { firstOn, lastOn, refreshedAt, currency } = state
  if (firstOn === null || lastOn === null) return null
  const closedTo = run.closedTo ?? firstOn
  return { dataAt: refreshedAt, forecastAt: run.finishedAt, firstOn, lastOn, closedTo, currency }
}

function nothingYet() {
  return refusal(404, {
    code: 'no-forecast-yet',
    message: 'There is no demand forecast yet.',
    wayOut: 'Import order lines; the forecast follows by itself within a minute or so.',
  })
}
