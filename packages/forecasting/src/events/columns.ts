import type { DatedEvent } from './measure-events.ts'

/** The columns of the regression, what each is penalised by, and where those of each event stand (null: no day of it is known). */
export interface EventColumns {
  readonly columns: readonly Float64Array[]
  readonly penalties: readonly number[]
  /** How many columns are no event's. */
  readonly base: number
  readonly places: readonly { during: number | null; after: number | null }[]
}

const year = 365.25
/** A year's shape takes one and a half years to be seen apart from a trend. */
const wholeShape = 1.5 * year
const waves = 3
/** How often the trend may turn, in days, and by how much a year; where no year is seen the trend follows it. */
const turns = { seen: { every: 91, by: 0.5 }, unseen: { every: 45, by: 1.5 } }
/** Priors of the logarithms as standard deviations: of the days of the week, of the waves, of events. */
const spreads = { weekday: 3, wave: 1, event: 1.5 }

/** Weekdays, a trend that may turn, waves of the year, and for each event its days and those after it. */
export function columnsOf(given: {
  y: Float64Array
  firstWeekday: number
  events: readonly DatedEvent[]
  after: number
}): EventColumns {
  const { y, firstWeekday, events, after } = given
  const n = y.length
  const columns: Float64Array[] = []
  const penalties: number[] = []
  const add = (at: (t: number) => number, spread: number) => {
    columns.push(Float64Array.from({ length: n }, (_, t) => at(t)))
    penalties.push(spread === Number.POSITIVE_INFINITY ? 0 : 1 / spread ** 2)
    return columns.length - 1
  }
  add(() => 1, Number.POSITIVE_INFINITY)
  for (let day = 1; day < 7; day++) add((t) => ((t + firstWeekday) % 7 === day ? 1 : 0), spreads.weekday)
  add((t) => (t - n / 2) / year, 1)
  const { every, by } = n >= wholeShape ? turns.seen : turns.unseen
  for (let turn = every; turn <= n - every; turn += every) add((t) => Math.max(0, t - turn) / year, by)
  for (let wave = 1; n >= wholeShape && wave <= waves; wave++) {
    add((t) => Math.cos((2 * Math.PI * wave * t) / year), spreads.wave)
    add((t) => Math.sin((2 * Math.PI * wave * t) / year), spreads.wave)
  }
  const base = columns.length
  const within = (from: number, to: number) => (t: number) => (t >= from && t <= to ? 1 : 0)
  const places = events.map(({ from, to }) => ({
    during: isKnown(y, from, to) ? add(within(from, to), spreads.event) : null,
    after: isKnown(y, to + 1, to + after) ? add(within(to + 1, to + after), spreads.event) : null,
  }))
  return { columns, penalties, base, places }
}

function isKnown(y: Float64Array, from: number, to: number): boolean {
  for (let t = Math.max(0, from); t <= Math.min(to, y.length - 1); t++) if (!Number.isNaN(y[t]!)) return true
  return false
}
