import type { Bookings, Snapshot } from '@drumbeat/deal-outlook'
import { formatDay, parseDay } from '@drumbeat/periods'
import { type SplitsOfDay, splitsOn } from '#goals/splits-on.sql.ts'
import { type DealLives, dealLives } from '#pipeline/lives.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { type Book, bookingsOf, type Expected, type Scored } from './bookings.ts'
import { chanceWithin, remembered, type Span } from './chances.ts'
import { type DayBook, dayBookAfter, dayBookOf, type OpenEntry, type Sees } from './day-book.ts'
import { type Learned, modelFor } from './models.sql.ts'
import { bookOf, scored } from './points.ts'

/** The outlook of a period at the end of a day, as far as the reader sees deals. */
export type DayOutlook = {
  lives: DealLives
  span: Span
  learned: Learned
  days: DayBook
  book: Book
  /** Who shares which deals on that day. */
  splits: SplitsOfDay['of']
  /** Why a deal's chance is what it is. */
  explain: (id: string, snapshot: Snapshot) => Reasoned
  of: (owners: ReadonlySet<string> | null) => { bookings: Bookings; expected: Expected }
}

type Reasoned = ReturnType<Learned['scorer']['explain']>
type Kept = {
  outlooks: Map<string, DayOutlook>
  chances: Map<string, (id: string, snapshot: Snapshot) => number>
  reasons: Map<string, (id: string, snapshot: Snapshot) => Reasoned>
  scored: Map<string, WeakMap<OpenEntry, Scored>>
}
const kept = new WeakMap<Db, Kept>()
const KEPT = 200
/** Books of so many deals in all are kept; those of a company of a million, ten. */
const DEALS_KEPT = 10_000_000

/** What the outlook rests on and says; null where nothing was learned before that day. */
export async function dayOutlook(
  db: Db,
  scope: Pick<Scope, 'sees'>,
  asked: { period: { from: string; to: string }; day: string; known?: 'now' | 'then' | undefined; now: Date },
): Promise<DayOutlook | null> {
  const lives = await dealLives(db, asked.now)
  const known = asked.known === 'then' ? 'then' : undefined
  const span = {
    day: parseDay(asked.day)!,
    from: parseDay(asked.period.from)!,
    to: parseDay(asked.period.to)!,
    known,
  } as const
  if (span.day > lives.today) throw ahead(asked.day, formatDay(lives.today))
  const learned = await modelFor(db, span, lives)
  if (!learned) return null
  const held = kept.get(db) ?? { outlooks: new Map(), chances: new Map(), reasons: new Map(), scored: new Map() }
  kept.set(db, held)
  const score = `${learned.id} ${span.day} ${span.from} ${span.to} ${known ?? 'now'}`
  const sees = scope.sees.deals
  const splits = await splitsOn(db, { day: asked.day, timeZone: lives.timeZone })
  const key = `${score} ${splits.version} ${sees === 'all' ? sees : [...sees].sort().join()}`
  const before = held.outlooks.get(key)
  const outlook =
    before?.lives.edition === lives.edition
      ? before
      : made(held, { lives, span, learned, score, sees, before, splits: splits.of })
  held.outlooks.delete(key)
  held.outlooks.set(key, outlook)
  const most = Math.max(6, Math.min(KEPT, Math.floor(DEALS_KEPT / (lives.deals + 1))))
  while (held.outlooks.size > most) held.outlooks.delete(held.outlooks.keys().next().value!)
  return outlook
}

type Making = Pick<DayOutlook, 'lives' | 'span' | 'learned' | 'splits'> & {
  score: string
  sees: Scope['sees']['deals']
  before: DayOutlook | undefined
}

/** After a change of few deals only these are read and scored anew; where none of them stood otherwise, what was said holds. */
function made(held: Kept, { lives, span, learned, splits, score, sees, before }: Making): DayOutlook {
  const reads = readerOf(lives, splits, sees)
  const deals = before ? lives.changedSince(before.lives.edition) : null
  const days =
    before && deals ? dayBookAfter(before.days, lives, { deals, sees: reads }) : dayBookOf(lives, span, reads)
  if (before && days === before.days) return { ...before, lives }
  const chances = take(held.chances, score, () =>
    remembered((snapshot) => chanceWithin(learned.scorer, snapshot, span)),
  )
  const explain = take(held.reasons, score, () =>
    remembered((snapshot) => learned.scorer.explain(snapshot, Math.max(1, span.to - 1 - span.day))),
  )
  const known = take(held.scored, score, () => new WeakMap<OpenEntry, Scored>())
  const book = bookOf({ ...learned.model, calendar: lives.calendar, splits }, days, (deal) => {
    const found = known.get(deal) ?? scored(deal, chances(deal.id, deal.snapshot))
    known.set(deal, found)
    return found
  })
  return { lives, span, learned, days, book, splits, explain, of: once(book) }
}

/** Deals are seen by their owner of today; of one that is not, the parts of people who are seen count. */
export function readerOf(lives: DealLives, splits: SplitsOfDay['of'], sees: Scope['sees']['deals']): Sees {
  if (sees === 'all') return { deal: () => true, part: () => false }
  const seen = new Set(sees)
  return {
    deal: (deal) => seen.has(lives.ownerToday(deal) ?? ''),
    part: (deal) => splits.size > 0 && (splits.get(lives.idOf(deal)) ?? []).some(({ personId }) => seen.has(personId)),
  }
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
