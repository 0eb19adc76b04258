import { formatDay, parseDay } from '@drumbeat/periods'
import type { SplitSpan } from '#goals/splits-on.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Moment } from '../history/as-of.ts'
import type { CurrentHistory } from '../history/current.sql.ts'
import { type DealHistory, NEVER, NONE } from '../history/deal-history.ts'
import { stageVisits, type Visits, visitsKnownBy } from '../history/visits.ts'
import type { Reference } from '../reference/reference.ts'
import { type Worth, worthIn } from '../reference/worth.ts'
import type { View } from '../schema.ts'
import { type DueDays, dueDays } from './due.ts'
import { narrowing, peopleOf } from './narrowing.ts'
import { type IsOf, itemSpans, type Products, partOfSpans, productsAt } from './products.ts'
import { dealsByRow, type IsTheirs, type Shared, sharedOn, worthTo } from './shares.ts'

/** Deals as they were at the end of a day: which version says so, and which deals are in view. */
export type Stand = {
  moment: Moment
  /** The version of each deal; NONE where nothing was known or the deal is out of view. */
  rows: Int32Array
  /** The same without regard to the view. */
  all: Int32Array
}

/** One question: the history, what may be seen of it, and the days it is about. */
export type Question = {
  history: DealHistory
  reference: Reference
  /** What amounts are worth: of a shared deal, the part of those whom the question is about on its day. */
  worth: Worth
  /** The same for those whom it is about on another day. */
  worthOn: (day: number) => Worth
  /** All that deals are worth to some people among those of its day, or to all of them, whatever items it is about. */
  worthTo: (people: ReadonlySet<string | null> | null) => Worth
  /** Who shares which deals at the end of a day; whom it is about, null where that is everybody. */
  sharedOn: (day: number) => Shared
  whose: (day: number) => IsTheirs | null
  /** Which products deals have at the end of a day; which items it is about, null where that is all. */
  productsOn: (day: number) => Products
  ofWhat: (day: number) => IsOf | null
  today: number
  asOf: number
  knownBy: number
  due: DueDays | null
  /** How things stood at the end of a day, within the view. */
  standOn: (day: number) => Stand
  /** The same question about another day. */
  on: (day: number) => Question
  /** The people whose deals the question is about, whether they have any or not. */
  people: (day: number) => string[]
  /** Each deal's way through the stages, as known by the day of the question. */
  visits: () => Visits
}

/** Prepares a question; refuses days that lie ahead. */
export function questionOf(
  { history, reference, visitsNow, rowsOn }: CurrentHistory,
  scope: Scope,
  { view, today, splits }: { view: View; today: string; splits: readonly SplitSpan[] },
): Question {
  const now = dayNumber(today)
  const asOf = view.asOf === undefined ? now : dayNumber(view.asOf)
  if (asOf > now) throw ahead(view.asOf!, today)
  const knownDay = view.knownOn ?? (view.known === 'then' ? formatDay(asOf) : undefined)
  const knownBy = knownDay === undefined ? NEVER - 1 : dayNumber(knownDay)
  const visible = visibleDeals(history, scope, rowsOn)
  const { keep, whose: narrowedTo, ofWhat } = narrowing({ history, reference, view })
  const whose = (day: number) => amongSeen(scope, narrowedTo(day))
  const shared = sharedOn(history, splits)
  const dealOf = once(() => dealsByRow(history, splits))
  const whole = worthIn(history, reference)
  const theirsOn = (day: number): Worth => {
    const isTheirs = whose(day)
    return isTheirs ? worthTo(isTheirs, { history, shared: shared(day), dealOf, whole }) : whole
  }
  const momentOn = (day: number): Moment => ({
    day,
    knownBy: view.known === 'then' && view.knownOn === undefined ? day : knownBy,
  })
  const products = productsAt(history)
  const productsOn = (day: number) => products(momentOn(day))
  const dealOfRow = once(() => dealOfEachRow(history))
  const worthOn = (day: number): Worth => {
    const theirs = theirsOn(day)
    const listed = ofWhat === null ? null : productsOn(day)
    return ofWhat && listed && listed.size > 0 ? worthOfThese(ofWhat, { history, listed, dealOfRow, theirs }) : theirs
  }
  const ofDay = (day: number): Pick<Question, 'asOf' | 'worth' | 'worthTo'> => ({
    asOf: day,
    worth: worthOn(day),
    worthTo: (people) => {
      if (people === null) return theirsOn(day)
      const isTheirs = whose(day)
      const isIn: IsTheirs = (person) => people.has(person) && (isTheirs?.(person) ?? true)
      return worthTo(isIn, { history, shared: shared(day), dealOf, whole })
    },
  })
  const question: Question = {
    history,
    reference,
    worthOn,
    sharedOn: shared,
    whose,
    productsOn,
    ofWhat: () => ofWhat,
    visits: knownDay === undefined ? visitsNow : once(() => visitsThen(visitsNow, history, { asOf, knownBy })),
    today: now,
    ...ofDay(asOf),
    knownBy,
    due: dueDays(view, { asOf, calendar: reference.calendar, locale: reference.locale }),
    standOn: (day) => {
      const moment = momentOn(day)
      const all = rowsOn(moment)
      const rows = all.slice()
      if (visible) keepVisible(rows, visible)
      keep(day, rows, { shared: shared(day), products: () => productsOn(day) })
      return { moment, rows, all }
    },
    people: (day) => peopleOf({ history, reference, view }, { scope, day }),
    on: (day) => ({ ...question, ...ofDay(day) }),
  }
  return question
}

/** What amounts are worth of some items: of a deal with products those of them, of any other all of it. */
function worthOfThese(
  isOf: IsOf,
  of: { history: DealHistory; listed: Products; dealOfRow: () => Int32Array; theirs: Worth },
): Worth {
  const { history, listed, theirs } = of
  const deals = of.dealOfRow()
  const { amount } = history.versions
  return (row, day) => {
    const worth = theirs(row, day)
    const products = listed.get(deals[row]!)
    if (!products || Number.isNaN(worth)) return worth
    const spans = itemSpans(products, amount[row]!).filter(({ item }) => isOf(item))
    return partOfSpans(worth, amount[row]!, spans)
  }
}

/** The deal of every version. */
function dealOfEachRow({ deals, first, count, used }: DealHistory): Int32Array {
  const found = new Int32Array(used).fill(NONE)
  for (let deal = 0; deal < deals.ids.length; deal++) found.fill(deal, first[deal]!, first[deal]! + count[deal]!)
  return found
}

/** Of shared deals, readers who do not see everybody's have the parts of the people whose deals they see. */
function amongSeen({ sees }: Scope, isTheirs: IsTheirs | null): IsTheirs | null {
  if (sees.deals === 'all') return isTheirs
  const seen = new Set(sees.deals)
  return (person) => person !== null && seen.has(person) && (isTheirs?.(person) ?? true)
}

/** Only where the day looked at lies after the day of knowledge need every deal be read anew. */
function visitsThen(now: () => Visits, history: DealHistory, on: { asOf: number; knownBy: number }): Visits {
  return on.knownBy >= on.asOf ? visitsKnownBy(now(), history, on.knownBy) : stageVisits(history, on.knownBy)
}

/** Computes a value when it is first asked for, and keeps it. */
function once<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined
  return () => {
    kept ??= { value: compute() }
    return kept.value
  }
}

/** A day of the query as a number. */
export function dayNumber(day: string): number {
  const number = parseDay(day)
  if (number === undefined) throw refusal(400, { code: 'no-day', message: `${day} is not a day of the calendar.` })
  return number
}

function keepVisible(rows: Int32Array, visible: Uint8Array): void {
  for (let deal = 0; deal < rows.length; deal++) if (visible[deal] === 0) rows[deal] = NONE
}

/** Deals are seen by whom their owner of today is visible to, whoever owned them on the day looked at. */
function visibleDeals(history: DealHistory, scope: Scope, rowsOn: (moment: Moment) => Int32Array): Uint8Array | null {
  const sees = scope.sees.deals
  if (sees === 'all') return null
  const owners = new Set(sees.map((id) => history.people.codes.get(id)).filter((code) => code !== undefined))
  const isOwner = Uint8Array.from(history.people.ids, (_, code) => (owners.has(code) ? 1 : 0))
  const rows = rowsOn({ day: NEVER, knownBy: NEVER - 1 })
  const visible = new Uint8Array(rows.length)
  for (let deal = 0; deal < rows.length; deal++) {
    const owner = rows[deal]! < 0 ? NONE : history.versions.owner[rows[deal]!]!
    if (owner >= 0) visible[deal] = isOwner[owner]!
  }
  return visible
}

function ahead(asked: string, today: string) {
  return refusal(400, {
    code: 'day-ahead',
    message: `${asked} lies ahead of ${today}.`,
    wayOut: 'Ask for a day up to today; what is to come is an outlook.',
  })
}
