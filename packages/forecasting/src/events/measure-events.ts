import { reachT } from '../numerics/normal.ts'
import { Refusal } from '../refusal.ts'
import { columnsOf } from './columns.ts'
import { type DispersionAt, dispersionOf } from './dispersion.ts'
import { fitCounts } from './fit-counts.ts'

/** Something that lasted some days, such as a promotion: the first and the last of them, 0 being the first day of the values. */
export interface DatedEvent {
  readonly from: number
  readonly to: number
}

/** What to measure events on. */
export interface EventsRequest {
  /** One value a day, never below zero; NaN where nothing could be sold. */
  readonly values: ArrayLike<number>
  /** Which day of the week the first value is, 0 to 6. */
  readonly firstWeekday: number
  readonly events: readonly DatedEvent[]
  /** So many days after an event may differ too: what was bought ahead is missing then. 14 by default. */
  readonly after?: number
}

/** By which factor days differ, as its natural logarithm with its standard error; `lo` and `hi` hold it at 95 %. */
export interface LogEffect {
  readonly log: number
  readonly standardError: number
  readonly lo: number
  readonly hi: number
}

/** What an event did in its days, and what the days after it missed; null with the reason where that cannot be told. */
export interface MeasuredEvent {
  readonly during: LogEffect | null
  readonly after: LogEffect | null
  readonly reason: string | null
}

/** A level, a week and a year are learned from at least so many days without events. */
const fewestDays = 56

/**
 * Measures what events did, all of one history together, so that those that overlap are told apart as far as they can be: a
 * log-linear regression on the days of the week, a trend that may turn, the year, and two columns an event. Days of one week or month
 * err together; the standard error of an event comes from how far stretches of its own length without events miss.
 * Quasi-likelihood: McCullagh & Nelder 1989, chapter 9. A request whose event ends before it begins is refused.
 */
export function measureEvents({ values, firstWeekday, events, after = 14 }: EventsRequest): MeasuredEvent[] {
  for (const { from, to } of events) {
    if (to < from) {
      const message = `An event from day ${from} to day ${to} ends before it begins. Give the first day first.`
      throw new Refusal({ code: 'value', value: to, message })
    }
  }
  const y = Float64Array.from({ length: values.length }, (_, t) => Math.max(0, values[t]!))
  const isFree = freeDays(y, events, after)
  const free = isFree.reduce((sum, each) => sum + each, 0)
  if (free < fewestDays) {
    const reason = `Only ${free} days without events are known, and measuring takes at least ${fewestDays}.`
    return events.map(() => ({ during: null, after: null, reason }))
  }
  const { base, penalties, columns, places } = columnsOf({ y, firstWeekday, events, after })
  const rough = fitCounts({ y, columns, penalties })
  const daily = rough && dispersionOf({ y, mean: rough.mean, isFree, parameters: base }, 1)
  const fit = daily && fitCounts({ y, columns, penalties: penalties.map((each) => each * Math.max(1, daily)) })
  if (!fit) return events.map(() => ({ during: null, after: null, reason: 'Too little was sold to measure it.' }))
  const at: DispersionAt = { y, mean: fit.mean, isFree, parameters: base }
  return events.map((event, i) => {
    const place = places[i]!
    const effect = (column: number | null, days: number) =>
      column === null ? null : effectAt({ fit, column, dispersion: dispersionOf(at, days), free, days })
    const during = effect(place.during, event.to - event.from + 1)
    const reason = during ? null : 'Nothing was on sale in its days, or they are still to come.'
    return { during, after: during && effect(place.after, after), reason }
  })
}

function effectAt(given: {
  fit: { beta: Float64Array; variance: Float64Array }
  column: number
  dispersion: number
  free: number
  days: number
}): LogEffect {
  const { fit, column, dispersion, free, days } = given
  const log = fit.beta[column]!
  const standardError = Math.sqrt(dispersion * fit.variance[column]!)
  const reach = reachT(95, Math.max(3, Math.floor(free / days) - 1)) * standardError
  return { log, standardError, lo: log - reach, hi: log + reach }
}

/** 1 for days with a value that neither an event nor its aftermath touches. */
function freeDays(y: Float64Array, events: readonly DatedEvent[], after: number): Uint8Array {
  const isFree = Uint8Array.from(y, (value) => (Number.isNaN(value) ? 0 : 1))
  for (const { from, to } of events) isFree.fill(0, Math.max(0, from), Math.max(0, to + after + 1))
  return isFree
}
