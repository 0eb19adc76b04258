import { auto } from '../auto.ts'
import { type CalendarChoice, calendarFacts } from '../calendar/calendar-facts.ts'
import type { Fitted } from '../contract.ts'
import { Refusal } from '../refusal.ts'

/** A measured series that may move the one forecast; its first value belongs to the same period as the first of the history. */
export interface Signal {
  readonly name: string
  /** NaN for missing. Before the first value the first one is taken. */
  readonly values: ArrayLike<number>
  /**
   * `known`: values beyond the history are plans and may be used; `forecast`: they are not looked at, and what is to come is
   * forecast by `auto`. By default known where there are values beyond the history.
   */
  readonly future?: 'known' | 'forecast'
  /** The longest delay tried, in periods; 3 by default. */
  readonly maxLag?: number
}

/** Something that happens in some periods (0 being the first of the history, later ones included), such as a promotion. */
export interface BusinessEvent {
  readonly name: string
  readonly at: readonly number[]
}

/** One column of a regression: what it is, and its value in a period. */
export interface Regressor {
  readonly name: string
  readonly kind: 'signal' | 'event' | 'calendar'
  readonly lag: number
  /** The place of its signal, for those that have one. */
  readonly signal?: number
  /** Value at period t; for signals only up to what is known. */
  at(t: number): number
}

/** Columns that are kept or left out together. */
export interface Candidate {
  readonly name: string
  readonly kind: Regressor['kind']
  readonly lag: number
  readonly regressors: readonly Regressor[]
}

/** What may explain a series. */
export interface Influences {
  readonly signals?: readonly Signal[]
  readonly events?: readonly BusinessEvent[]
  readonly calendar?: CalendarChoice
}

/** Says of each signal whether its future is known; one that ends before the history is refused with its name and the way out. */
export function settleSignals(signals: readonly Signal[], length: number): Signal[] {
  return signals.map((signal) => {
    const { name, values, future } = signal
    if (values.length >= length) return { ...signal, future: future ?? (values.length > length ? 'known' : 'forecast') }
    const message = `Signal ${name} has ${values.length} values for a history of ${length}. Give one per period, NaN where it is missing.`
    throw new Refusal({ code: 'shape', value: values.length, message })
  })
}

/** Events that have happened in the history: what never did has no effect that could be known. */
export function eventRegressors(events: readonly BusinessEvent[], length: number): Regressor[] {
  return events
    .filter(({ at }) => at.some((t) => t >= 0 && t < length))
    .map(({ name, at }) => {
      const periods = new Set(at)
      return { name, kind: 'event', lag: 0, at: (t) => (periods.has(t) ? 1 : 0) }
    })
}

/** Every signal at every lag, and every fact of the calendar. */
export function candidatesOf({ signals = [], calendar }: Influences): Candidate[] {
  const delayed = signals.flatMap((signal, place) =>
    Array.from({ length: (signal.maxLag ?? 3) + 1 }, (_, lag): Candidate => {
      const own = { name: signal.name, kind: 'signal' as const, lag }
      return { ...own, regressors: [{ ...own, signal: place, at: (t) => valueAt(signal.values, t - lag) }] }
    }),
  )
  const facts = calendar ? calendarFacts(calendar) : []
  return [
    ...delayed,
    ...facts.map(({ name, columns }): Candidate => {
      const own = { kind: 'calendar' as const, lag: 0 }
      return { ...own, name, regressors: columns.map((column) => ({ ...own, ...column })) }
    }),
  ]
}

/** The value at t: the first one before the beginning, the last one known where it is missing. */
function valueAt(values: ArrayLike<number>, t: number): number {
  let place = Math.min(Math.max(0, t), values.length - 1)
  while (place > 0 && Number.isNaN(values[place]!)) place--
  return Number.isNaN(values[place]!) ? firstOf(values) : values[place]!
}

function firstOf(values: ArrayLike<number>): number {
  for (let t = 0; t < values.length; t++) if (!Number.isNaN(values[t]!)) return values[t]!
  return 0
}

/** What a signal is expected to be, and how uncertain that is, at a step beyond the periods known (1 is the first). */
export interface SignalPath {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** The model that forecasts a signal of which `known` values are known, or undefined where its future is given. */
export function signalModel(signal: Signal, known: number, seasonLength: number): Fitted | undefined {
  if (signal.future === 'known') return undefined
  const values = Array.from({ length: known }, (_, t) => signal.values[t] ?? Number.NaN)
  const fitted = auto({ series: values, seasonLength })
  if (fitted.kind === 'declined') {
    const message = `Signal ${signal.name}: ${fitted.reason}`
    throw new Refusal({ code: 'value', value: signal.name, message })
  }
  return fitted
}

/** Reaches of the 80 % interval in deviations. */
const reach80 = 1.2815515655446004

/** The path a fitted signal is expected to take. */
export function pathOf(fitted: Fitted, horizon: number): SignalPath {
  const { mean, intervals } = fitted.forecast({ horizon, levels: [80] })
  const { lo, hi } = intervals[0]!
  return { mean, deviation: mean.map((_, h) => (hi[h]! - lo[h]!) / (2 * reach80)) }
}
