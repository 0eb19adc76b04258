import type { Bookings, Snapshot } from '@drumbeat/deal-outlook'
import { formatDay, parseDay } from '@drumbeat/periods'
import { type DealLives, dealLives } from '#pipeline/lives.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { type Book, bookingsOf, type Expected } from './bookings.ts'
import { chanceWithin, remembered, type Span } from './chances.ts'
import { dayBookOf } from './day-book.ts'
import { type Learned, modelFor } from './models.sql.ts'
import { bookOf, type DayBook } from './points.ts'

/** The outlook of a period at the end of a day, as far as the reader sees deals. */
export type DayOutlook = {
  lives: DealLives
  span: Span
  learned: Learned
  days: DayBook
  book: Book
  /** Why a deal's chance is what it is. */
  explain: (id: string, snapshot: Snapshot) => Reasoned
  of: (owners: ReadonlySet<string> | null) => { bookings: Bookings; expected: Expected }
}

type Reasoned = ReturnType<Learned['scorer']['explain']>
type Kept = {
  outlooks: Map<string, DayOutlook>
  chances: Map<string, (id: string, snapshot: Snapshot) => number>
  reasons: Map<string, (id: string, snapshot: Snapshot) => Reasoned>
}
const kept = new WeakMap<Db, Kept>()
const KEPT = 200

/** What the outlook rests on and says; null where nothing was learned before that day. */
export async function dayOutlook(
  db: Db,
  scope: Pick<Scope, 'sees'>,
  asked: { period: { from: string; to: string }; day: string; now: Date },
): Promise<DayOutlook | null> {
  const lives = await dealLives(db, asked.now)
  const span = { day: parseDay(asked.day)!, from: parseDay(asked.period.from)!, to: parseDay(asked.period.to)! }
  if (span.day > lives.today) throw ahead(asked.day, formatDay(lives.today))
  const learned = await modelFor(db, span.day, lives.calendar)
  if (!learned) return null
  const held = kept.get(db) ?? { outlooks: new Map(), chances: new Map(), reasons: new Map() }
  kept.set(db, held)
  const score = `${learned.id} ${span.day} ${span.from} ${span.to}`
  const sees = scope.sees.deals
  const key = `${lives.edition} ${score} ${sees === 'all' ? sees : [...sees].sort().join()}`
  return take(held.outlooks, key, () => {
    const chances = take(held.chances, score, () =>
      remembered((snapshot) => chanceWithin(learned.scorer, snapshot, span)),
    )
    const explain = take(held.reasons, score, () =>
      remembered((snapshot) => learned.scorer.explain(snapshot, Math.max(1, span.to - 1 - span.day))),
    )
    const seen = sees === 'all' ? null : new Set(sees)
    const days = dayBookOf(lives, span, (owner) => seen === null || (owner !== null && seen.has(owner)))
    const book = bookOf({ ...learned.model, calendar: lives.calendar }, days, ({ id, snapshot }) =>
      chances(id, snapshot),
    )
    return { lives, span, learned, days, book, explain, of: once(book) }
  })
}

/** Distributions are computed once per group of owners. */
function once(book: Book): DayOutlook['of'] {
  const known = new Map<string, ReturnType<typeof bookingsOf>>()
  return (owners) =>
    take(known, owners === null ? 'everybody' : [...owners].sort().join(), () => bookingsOf(book, owners))
}

function take<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make()
  map.delete(key)
  map.set(key, value)
  if (map.size > KEPT) map.delete(map.keys().next().value!)
  return value
}

function ahead(asked: string, today: string) {
  return refusal(400, {
    code: 'day-ahead',
    message: `${asked} lies ahead of ${today}.`,
    wayOut: 'Ask for a day up to today; the period itself may lie ahead.',
  })
}
