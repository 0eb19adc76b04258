import { createHash } from 'node:crypto'
import type { IntermittentPrior } from '@drumbeat/forecasting'
import {
  type CompanyCalendar,
  calendarMonths,
  periodIndex,
  seasonLength,
  type Timeline,
  timelineOf,
} from './calendar.ts'
import type { KeptDecision } from './findings/decisions.sql.ts'
import { horizons, type Task } from './forecast.ts'
import type { Grain } from './schema.ts'
import { buildSeries, type ItemLife, type Leaf, type Lifted, type Series } from './series.ts'
import type { Decided } from './treated.ts'

/** An item as the company keeps it. */
export type DatedItem = { id: string; familyId: string | null; activeFrom: string | null; activeTo: string | null }

/** What one run works on. */
export type Inputs = { timeline: Timeline | null; series: Series[]; tasks: Task[] }

/** The periods the data cover; null while there are no order lines. */
export function timelineFor(given: {
  grain: Grain
  calendar: CompanyCalendar
  state: { firstOn: string | null; lastOn: string | null; today: string }
}): Timeline | null {
  const { firstOn, lastOn, today } = given.state
  return firstOn === null || lastOn === null ? null : timelineOf({ ...given, firstOn, lastOn, today })
}

/** Which periods a timeline covers, which of them are closed, and whether the next one has begun. */
export function spanOf({ periods, first, closed }: Timeline): string {
  return JSON.stringify([periods[0]!.startsOn, first, closed, periods.length > closed])
}

/**
 * Names everything a run's forecasts follow from: the same stamp gives the same forecasts. What came in the running period is
 * not among it, unless an item is new by it.
 */
export function stampOf(given: {
  /** Names the code that makes the forecasts. */
  engine: string
  timeline: Timeline | null
  series: readonly Series[]
  inputs: readonly string[]
}): string {
  const { engine, timeline, series, inputs } = given
  const hash = createHash('sha256').update(JSON.stringify([engine, timeline && spanOf(timeline)]))
  for (const [i, { name, unplaced, standing }] of series.entries()) {
    hash.update(JSON.stringify([name, unplaced, standing, inputs[i]]))
  }
  return hash.digest('hex')
}

/** Names what forecasts rest on beside the data: the code, what people decided about histories, and what was learned of items together. */
export function basisOf(given: {
  engine: string
  decisions: readonly KeptDecision[]
  prior: IntermittentPrior | null
}): string {
  return createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 16)
}

/** The series of a run and what the worker threads are to do with them. */
export function inputsOf(given: {
  grain: Grain
  calendar: CompanyCalendar
  timeline: Timeline | null
  items: readonly DatedItem[]
  leaves: readonly Leaf[]
  lifted?: readonly Lifted[]
  decisions: readonly KeptDecision[]
}): Inputs {
  const { grain, calendar, timeline, leaves, lifted = [], decisions } = given
  if (!timeline) return { timeline, series: [], tasks: [] }
  const origin = timeline.periods[0]!.startsOn
  const place = (day: string | null) => (day === null ? null : periodIndex({ grain, calendar, origin, day }))
  const items = given.items.map(
    (item): ItemLife => ({
      id: item.id,
      familyId: item.familyId,
      activeFrom: place(item.activeFrom),
      activeTo: place(item.activeTo),
    }),
  )
  const series = buildSeries({ grain, leaves, items, span: timeline, lifted })
  const decided = Map.groupBy(
    decisions.map(({ node, startsOn, kind, accepted }) => ({ node, at: place(startsOn)!, kind, accepted })),
    ({ node }) => node,
  )
  const families = Map.groupBy(
    series.filter(({ node, lastsFor }) => node.level === 'item' && lastsFor !== 0),
    familyOf,
  )
  const tasks = series.map((each) =>
    taskOf(each, {
      ...{ grain, calendar, closed: timeline.closed, decided: decided.get(each.name) ?? [] },
      siblings: siblingsOf(each, families),
    }),
  )
  return { timeline, series, tasks }
}

/** An item with fewer closed periods than this learns from its family. */
const tooFew = 8
/** More siblings than this add nothing but time. */
const mostSiblings = 30

/** The items of the same family in the same place that have been sold for longer. */
function siblingsOf(series: Series, families: ReadonlyMap<string, readonly Series[]>): Float64Array[] {
  const { node, values } = series
  if (node.level !== 'item' || node.familyId === null || values.length >= tooFew) return []
  const older = families.get(familyOf(series))?.filter((each) => each.values.length > values.length) ?? []
  return older.slice(0, mostSiblings).map((each) => each.values)
}

function familyOf({ node }: Series): string {
  return `${node.familyId}@${node.territoryId}`
}

/** What a worker thread needs to know of a series. */
export function taskOf(
  series: Series,
  {
    grain,
    calendar = calendarMonths,
    closed,
    decided = [],
    siblings = [],
  }: {
    grain: Grain
    calendar?: CompanyCalendar
    closed: number
    decided?: readonly Decided[]
    siblings?: readonly Float64Array[]
  },
): Task {
  const { name, node, values, from, lastsFor, unplaced, promoted } = series
  const common = { grain, closed, seasonLength: seasonLength(grain, calendar), horizon: horizons[grain] }
  return { name, node, values, from, lastsFor, unplaced, promoted, decided, siblings, priors: [], ...common }
}

/** Names everything the forecast of one series by itself follows from. */
export function inputOf(task: Task, { engine, timeline }: { engine: string; timeline: Timeline }): string {
  const { grain, from, closed, seasonLength, horizon, lastsFor, decided, siblings, values, promoted, priors } = task
  const prior = priors.find(({ at }) => at === closed) ?? null
  const facts = [
    engine,
    timeline.periods[0]!.startsOn,
    grain,
    from,
    closed,
    seasonLength,
    horizon,
    lastsFor,
    decided,
    prior,
  ]
  const hash = createHash('sha256').update(JSON.stringify(facts))
  const ofPromotions = promoted ? [promoted.lifts, promoted.planned] : []
  for (const each of [values, ...siblings, ...ofPromotions])
    hash.update(new Uint8Array(each.buffer, each.byteOffset, each.byteLength))
  return hash.digest('hex')
}
